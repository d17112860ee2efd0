"""What the front page shows below its head: sections that draw themselves when there is something to show.

A section is filled only from published data (`<room>.queries.published*`) or from the calendar. With nothing to show it
stays away: the front page has no placeholder and no invented figure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from lantoa.core import clock
from lantoa.movements.queries import published as movements
from lantoa.newsroom.queries import published as told
from lantoa.plans.queries import published

COUNT_WORDS = ["Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"]
MOST = 6  # cards and colours there are for movements
APPEAL = date(1948, 6, 11)  # President Hồ Chí Minh's appeal for patriotic emulation


@dataclass(frozen=True)
class Section:
    """`facts` returns what the template needs, or None when there is nothing to show today."""

    template: str
    facts: Callable[[], dict[str, Any] | None]


def anniversary() -> dict[str, Any]:
    """The year's anniversary of the appeal: counted, so that it is right every year."""
    today = clock.today()
    day = APPEAL.replace(year=today.year)
    left = (day - today).days
    note = {0: "Hôm nay là ngày kỷ niệm", 1: "Ngày mai là ngày kỷ niệm"}.get(left, f"Còn {left} ngày" if left > 0 else "")
    return {"years": today.year - APPEAL.year, "appeal": APPEAL, "day": day, "note": note}


def plan() -> dict[str, Any] | None:
    """The plan being carried out, the movements its authority runs, or, until these have records, those its sentences name.

    None while there is no plan.
    """
    if (current := published.published_plans().first()) is None:
        return None
    shown = list(movements.published_movements(current.issuer_id)[:MOST])
    if not shown:
        sentences = (clause.corrected_text or clause.text for clause in published.published_clauses(current))
        shown = movements.movements_named_in(sentences)[:MOST]
    return {"plan": current, "movements": shown, "count": COUNT_WORDS[len(shown)]}


def stories() -> dict[str, Any] | None:
    """The newest stories; None while nothing is told."""
    newest = list(told.published_stories()[:3])
    told.name_units(newest)
    return {"stories": newest} if newest else None


SECTIONS = [
    Section("portal/sections/stories.html", stories),
    Section("portal/sections/plan.html", plan),
    Section("portal/sections/way.html", dict),
    Section("portal/sections/anniversary.html", anniversary),
    Section("portal/sections/for_officers.html", dict),
]


def filled() -> list[dict[str, Any]]:
    """The sections to draw now, in order: each a template and its facts."""
    drawn = [(section.template, section.facts()) for section in SECTIONS]
    return [{"template": template, "facts": facts} for template, facts in drawn if facts is not None]


def contact() -> dict[str, str]:
    """Who answers for the page; what is not configured stays empty and is not shown."""
    return {"office": settings.PORTAL_OFFICE, "phone": settings.PORTAL_PHONE, "email": settings.PORTAL_EMAIL}
