"""What the front page shows: sections that draw themselves when there is something to show.

A section is filled only from published data (`<room>.queries.published*`) or from the calendar. With nothing to show it
stays away: the front page has no placeholder and no invented figure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings

from lantoa.core import clock
from lantoa.exemplars.queries import published as exemplars
from lantoa.movements.queries import published as movements
from lantoa.newsroom.queries import published as told
from lantoa.organisations.queries import published as organisations
from lantoa.plans.queries import published as plans
from lantoa.portal import hearing, motif, rings
from lantoa.portal.shown import dressed
from lantoa.radio.queries import published as radio
from lantoa.selection.queries import published as honours
from lantoa.ui import charts

COUNT_WORDS = ["Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"]
MOST = 6  # cards and colours there are for movements
APPEAL = date(1948, 6, 11)  # President Hồ Chí Minh's appeal for patriotic emulation
NEWEST = 6
PULSE_MONTHS = 6
PULSE_LINES = 15


class Front:
    """What several sections of one page share, asked once."""

    @cached_property
    def today(self) -> date:
        return clock.today()

    @cached_property
    def stories(self) -> list:
        """The newest, those about people and models before news and guidance."""
        rows = list(told.published_stories()[: NEWEST * 3])
        return dressed(sorted(rows, key=lambda story: story.nomination_id is None)[:NEWEST])

    @cached_property
    def deeds(self) -> list[exemplars.PublishedDeed]:
        return exemplars.published_in(self.today.year)

    @cached_property
    def units(self) -> dict[int, organisations.PublishedUnit]:
        """Those of the year's deeds, wards and communes first, by name."""
        found = organisations.published_units(deed.unit_id for deed in self.deeds)
        return dict(sorted(found.items(), key=lambda row: (not row[1].is_locality, row[1].name)))

    @cached_property
    def picture(self) -> rings.YearPicture | None:
        return rings.picture_of(self.today.year, self.today.month, self.deeds, self.units)


@dataclass(frozen=True)
class Section:
    """`facts` returns what the template needs, or None when there is nothing to show today."""

    template: str
    facts: Callable[[Front], dict[str, Any] | None]


def hero(front: Front) -> dict[str, Any]:
    """The newest exemplar, and the year so far; without either, what the portal is for."""
    story = next((story for story in front.stories if story.nomination_id), None)
    if (picture := front.picture) is None:
        return {"story": story, "picture": None, "figures": [], "motif": motif.SPREAD}
    models = exemplars.published_count(kind="new_model")
    figures = [
        (len(front.deeds), f"gương đã kể năm {front.today.year}"), (len(front.units), "đơn vị có gương"),
        (models, "mô hình hay"), (honours.published_honours().count(), "lượt biểu dương"),
    ]  # fmt: skip
    return {"story": story, "picture": picture, "figures": [figure for figure in figures if figure[0]]}


def anniversary(front: Front) -> dict[str, Any]:
    """The year's anniversary of the appeal: counted, so that it is right every year; and the days to come."""
    day = APPEAL.replace(year=front.today.year)
    left = (day - front.today).days
    note = {0: "Hôm nay là ngày kỷ niệm", 1: "Ngày mai là ngày kỷ niệm"}.get(left, f"Còn {left} ngày" if left > 0 else "")
    days = [row for row in movements.published_days(front.today.year) if row.day >= front.today]
    return {"years": day.year - APPEAL.year, "appeal": APPEAL, "day": day, "note": note, "days": sorted(days, key=lambda row: row.day)[:4]}


def plan(front: Front) -> dict[str, Any] | None:
    """The plan being carried out, the movements its authority runs, or, until these have records, those its sentences name.

    None while there is no plan.
    """
    if (current := plans.published_plans().first()) is None:
        return None
    shown = list(movements.published_movements(current.issuer_id)[:MOST])
    tally = exemplars.published_by_movement(row.pk for row in shown)
    for row in shown:
        row.told, row.models = tally.get(row.pk, (0, 0))
    if not shown:
        sentences = (clause.corrected_text or clause.text for clause in plans.published_clauses(current))
        shown = movements.movements_named_in(sentences)[:MOST]
    return {"plan": current, "movements": shown, "count": COUNT_WORDS[len(shown)]}


def stories(front: Front) -> dict[str, Any] | None:
    """The newest stories; None while nothing is told."""
    rows = front.stories
    if not rows:
        return None
    whole = len(rows) >= 5  # enough for one large and four small
    return {"lead": rows[0] if whole else None, "rest": rows[1:5] if whole else rows[:3]}


def models(front: Front) -> dict[str, Any] | None:
    found = exemplars.published_exemplars(kind="new_model", limit=3)
    return {"models": found} if found else None


def listen(front: Front) -> dict[str, Any] | None:
    """The newest bulletin that can be heard here, and when the loudspeakers speak today."""
    rows = hearing.with_sound(radio.published_recordings()[:1])
    return {"bulletin": rows[0], "programmes": radio.published_programmes(front.today)} if rows else None


def board(front: Front) -> dict[str, Any] | None:
    """Who was honoured last, and in which months the places had something to tell."""
    rows = list(honours.published_honours()[:5])
    if not rows:
        return None
    names = organisations.published_units(row["unit_id"] for row in rows)
    for row in rows:
        row["unit"] = names.get(row["unit_id"])
    return {"honours": rows, "pulse": _pulse(front)}


def _pulse(front: Front) -> charts.Chart | None:
    if front.picture is None:
        return None
    months = [month for month in front.picture.months if month <= front.today.month][-PULSE_MONTHS:]
    first = front.picture.months.index(months[0])
    lines: Iterable = sorted(front.picture.lines, key=lambda line: -line.total)[:PULSE_LINES]
    rows = [(line.unit.name, line.counts[first : first + len(months)]) for line in lines]
    return charts.dots(rows, [f"T{month}" for month in months], what="Gương đã kể theo tháng")


def nothing_to_ask(front: Front) -> dict[str, Any]:
    return {}


SECTIONS = [
    Section("portal/sections/plan.html", plan),
    Section("portal/sections/anniversary.html", anniversary),
    Section("portal/sections/stories.html", stories),
    Section("portal/sections/models.html", models),
    Section("portal/sections/listen.html", listen),
    Section("portal/sections/board.html", board),
    Section("portal/sections/tell.html", nothing_to_ask),
]


def filled(front: Front) -> list[dict[str, Any]]:
    """The sections to draw now, in order: each a template and its facts."""
    drawn = [(section.template, section.facts(front)) for section in SECTIONS]
    return [{"template": template, "facts": facts} for template, facts in drawn if facts is not None]


def contact() -> dict[str, str]:
    """Who answers for the page; what is not configured stays empty and is not shown."""
    return {"office": settings.PORTAL_OFFICE, "phone": settings.PORTAL_PHONE, "email": settings.PORTAL_EMAIL}
