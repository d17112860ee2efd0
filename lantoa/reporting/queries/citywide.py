"""Figures of everything below one authority, counted from the records themselves. Never writes.

Below it stand its units by the tree, and those outside the tree that sit in one of its clusters and blocks (the police, say), on some
day of the span: the same units that owe it reports.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import F, Func, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lantoa.core.dated import overlaps
from lantoa.organisations.models import ClusterSeat, Unit, UnitAncestry
from lantoa.plans import figures
from lantoa.plans.figures import Figure

Span = tuple[date, date]


def of_city(authority: int, span: Span, unit: str = "unit_id") -> Q:
    """Condition "the unit stands below the authority"; `unit` leads to the unit's id."""
    below = UnitAncestry.objects.filter(overlaps(*span), ancestor=authority).order_by().values("descendant_id")
    seated = ClusterSeat.objects.filter(overlaps(*span), cluster__authority=authority).order_by().values("unit_id")
    return Q(**{f"{unit}__in": below}) | Q(**{f"{unit}__in": seated})


def rows_of(figure: Figure, authority: int, span: Span) -> QuerySet:
    """The records one figure counts: as many as its number says, unless it adds up amounts."""
    return figure.rows(*span).filter(of_city(authority, span, figure.unit))


def count_all(authority: int, asked: Mapping[str, tuple[str, Span]]) -> dict[str, int]:
    """Any number of figures over any spans in one query; `asked`: name → (key of a figure, span). Unknown figures count 0."""
    known = {name: (figures.of(key), span) for name, (key, span) in asked.items() if figures.is_known(key)}
    if not known:
        return dict.fromkeys(asked, 0)
    columns = {f"n{at}": _number(*pair, authority) for at, pair in enumerate(known.values())}
    row = Unit.objects.filter(pk=authority).values_list(*columns.values()).first() or [0] * len(columns)
    return {**dict.fromkeys(asked, 0), **dict(zip(known, row, strict=True))}


def _number(figure: Figure, span: Span, authority: int) -> Coalesce:
    rows = rows_of(figure, authority, span).order_by()
    if figure.amount:
        one = rows.annotate(_all=Func(F(figure.amount), function="SUM")).values("_all")
    else:
        one = rows.annotate(_all=Func(F("pk"), function="COUNT")).values("_all")
    return Coalesce(Subquery(one[:1]), 0)
