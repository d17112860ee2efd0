"""Keeping what nominations are found again by. Derived rows: written anew whenever the facts change, rebuilt at will."""

from collections.abc import Iterable

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.exemplars.matching.keys import keys_of
from lantoa.exemplars.matching.prepared import pack, prepare
from lantoa.exemplars.models import MatchFacts, MatchKey, Nomination
from lantoa.exemplars.queries.duplicates import facts_of
from lantoa.exemplars.queries.places import places_of

_BATCH = 2000


@transaction.atomic
def keep_match_facts(nominations: Iterable[Nomination], *, by: User) -> int:
    """Write the packed facts and the keys of these nominations anew; returns how many.

    Effects, in order: the old rows go; facts; keys. A nomination whose keys are unchanged keeps its rows.
    """
    require(by, "exemplars.check_duplicates")
    rows = list(nominations)
    places = places_of({row.unit_id for row in rows})
    wanted: dict[int, set[int]] = {}
    facts = []
    for row in rows:
        ready = prepare(facts_of(row, places[row.unit_id]))
        facts.append(MatchFacts(nomination=row, packed=pack(ready)))
        wanted[row.pk] = keys_of(ready)
    MatchFacts.objects.bulk_create(
        facts, batch_size=_BATCH, update_conflicts=True, unique_fields=["nomination"], update_fields=["packed"]
    )  # fmt: skip
    kept: dict[int, set[int]] = {pk: set() for pk in wanted}
    for start in range(0, len(rows), 500):
        part = [row.pk for row in rows[start : start + 500]]
        for pk, key in MatchKey.objects.filter(nomination__in=part).values_list("nomination", "key"):
            kept[pk].add(key)
    for pk, keys in kept.items():
        if gone := keys - wanted[pk]:
            MatchKey.objects.filter(nomination=pk, key__in=gone).delete()
    MatchKey.objects.bulk_create(
        (MatchKey(nomination_id=pk, key=key) for pk, keys in wanted.items() for key in keys - kept[pk]),
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    return len(rows)
