"""Which papers a person sees and enters. Never writes.

UO UL FP      the own unit's and those of units it grew out of
SA            the own office's and the authority's it serves
CL            the authority's
"""

from django.db.models import Max, QuerySet

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of, authorities_of, lineages_of
from lantoa.outgoing.models import Paper

KEEPING = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.STANDING_AGENCY, Role.CITY_LEADER})


def units_kept(user: User) -> set[int]:
    """Ids of the units for which the person enters papers."""
    return {a.unit_id for a in appointments_of(user) if a.role in KEEPING and a.unit_id} | authorities_of(user)


def visible_to(user: User) -> QuerySet[Paper]:
    kept = units_kept(user)
    return Paper.objects.filter(unit__in=kept | lineages_of(kept)) if kept else Paper.objects.none()


def sees(user: User, paper: Paper) -> bool:
    return visible_to(user).filter(pk=paper.pk).exists()


def listed(rows: QuerySet[Paper], *, words: str = "", kind: str = "", year: int | None = None, unsigned: bool = False) -> QuerySet[Paper]:
    if folded := fold(words):
        rows = rows.filter(folded__contains=folded)
    if kind:
        rows = rows.filter(kind=kind)
    if year:
        rows = rows.filter(issued_year=year)
    return rows.filter(signed_file__isnull=True) if unsigned else rows


def years_of(rows: QuerySet[Paper]) -> list[int]:
    return list(rows.order_by("-issued_year").values_list("issued_year", flat=True).distinct())


def last_order(unit: Unit, year: int) -> int:
    """The highest figure in the unit's book of the year; 0 when it is empty."""
    return Paper.objects.filter(unit=unit, issued_year=year).aggregate(top=Max("order"))["top"] or 0


def paper_of(label: str, pk: int) -> Paper | None:
    """The paper that was written from this record."""
    return Paper.objects.filter(source=label, source_id=pk).first()


def locked(paper: Paper) -> Paper:
    """The row as it is now, held until the transaction ends."""
    return Paper.objects.select_for_update(of=["self"]).select_related("unit").get(pk=paper.pk)
