"""A hundred thousand nominations to look for duplicates in: invented people and deeds, in Long Khánh as it was and as it is.

All stand in the wards of one city, twenty times as close as a province's would, and the given names are fewer than in life: what is
measured here is the crowded case.
"""

import random
import tomllib
from dataclasses import replace
from datetime import datetime, time
from importlib.resources import files

from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.exemplars.enums import Door, NominationState
from lantoa.exemplars.matching.facts import Facts, Place
from lantoa.exemplars.matching.labelled import OFFICES, background, held_out
from lantoa.exemplars.matching.scoring import Likely
from lantoa.exemplars.models import Nomination, Subject
from lantoa.exemplars.services.match_keys import keep_match_facts
from lantoa.organisations.models import Unit
from lantoa.organisations.services.loading import load_units

_BATCH = 5000
_OFFICE_KEYS = dict(zip(OFFICES, ["phong-giao-duc-va-dao-tao", "hoi-lien-hiep-phu-nu-thanh-pho", "thanh-doan-long-khanh"], strict=True))


def load_for_measuring(records: int, *, by: User) -> list[tuple[Facts, int, Likely]]:
    """Make the units, `records` nominations and the first telling of each held-out pair; returns the second tellings to ask with.

    Effects, in order: units with their history; nominations with subjects and keys, in batches.
    """
    require(by, "organisations.found_unit", None)
    data = tomllib.loads(files("lantoa.organisations").joinpath("data/long_khanh.toml").read_text(encoding="utf-8"))
    units = load_units(data, by=by).units
    units |= {name: units[key] for name, key in _OFFICE_KEYS.items()}
    pairs = held_out()
    first = _make([pair.a for pair in pairs], units, by)
    chance = random.Random(1526)  # noqa: S311  (invented people, not secrets)
    for start in range(0, records - len(pairs), _BATCH):
        _make([background(chance) for _ in range(min(_BATCH, records - len(pairs) - start))], units, by)
    return [(_in_unit(pair.b, units), row.pk, pair.verdict) for pair, row in zip(pairs, first, strict=True)]


def _in_unit(facts: Facts, units: dict[str, Unit]) -> Facts:
    return replace(facts, place=Place(units[facts.place.unit].pk))


def _make(many: list[Facts], units: dict[str, Unit], by: User) -> list[Nomination]:
    subjects, rows = [], []
    count = Nomination.objects.count()
    for number, facts in enumerate(many, start=count + 1):
        unit = units[facts.place.unit]
        subject = Subject(type=facts.type, name=facts.name[:200], birth_year=facts.birth_year, unit=unit)
        subject.make_keys()
        subjects.append(subject)
        received = timezone.make_aware(datetime.combine(facts.received_on, time(9)))
        row = Nomination(
            code=f"LT-{number:06}", unit=unit, door=Door.CITIZEN, type=facts.type, name=facts.name[:200], birth_year=facts.birth_year,
            hamlet=facts.hamlet, happened_on=facts.day_from, happened_until=facts.day_to, deed=facts.deed, received_at=received,
            state_since=received, proposed_by=by, state=NominationState.RECEIVED,
        )  # fmt: skip
        row.make_keys()
        rows.append(row)
    Subject.objects.bulk_create(subjects, batch_size=1000)
    for row, subject in zip(rows, subjects, strict=True):
        row.subject = subject
    Nomination.objects.bulk_create(rows, batch_size=500)
    keep_match_facts(rows, by=by)
    return rows
