"""How much went over the loudspeakers: airings, minutes, stations, by unit and month. Never writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from lantoa.accounts.models import User
from lantoa.radio.enums import AiringState
from lantoa.radio.models import Airing, BulletinPart
from lantoa.radio.queries.bulletins import name_units
from lantoa.radio.queries.seen import airings_visible_to


@dataclass
class MonthRow:
    """`share` of what was planned and did air, 0…100, of airings whose hour has passed."""

    unit_id: int
    month: date
    airings: int
    minutes: int
    stations: int
    bulletins: int
    missed: int
    unconfirmed: int
    unit_name: str = ""


def aired_between(start: date, end: date, units=None) -> QuerySet[Airing]:
    """Proven broadcasts on the days [start, end], at the stations of the units (all, when not said): for reports."""
    rows = Airing.objects.filter(state=AiringState.AIRED, aired_at__date__range=(start, end))
    return rows if units is None else rows.filter(station__unit__in=units)


def covered(unit_id: int, movement_ids: Collection[int], start: date, end: date) -> Collection[int]:
    """Of these movements, those told of in a bulletin of the unit that was on air in the span, in a part that still stands (duty U04)."""
    aired = Airing.objects.filter(state=AiringState.AIRED, aired_at__date__range=(start, end), bulletin__unit=unit_id)
    parts = BulletinPart.objects.filter(
        bulletin__in=aired.order_by().values("bulletin"),
        removed_at__isnull=True,
        withdrawn_at__isnull=True,
        story__movement__in=movement_ids,
    )
    return set(parts.order_by().values_list("story__movement", flat=True))


def totals(rows: QuerySet[Airing]) -> dict[str, int]:
    """airings, minutes, stations, bulletins of proven broadcasts: one query."""
    found = rows.aggregate(
        airings=Count("pk"), seconds=Sum("seconds"), stations=Count("station", distinct=True), bulletins=Count("bulletin", distinct=True)
    )
    return {**{key: found[key] for key in ("airings", "stations", "bulletins")}, "minutes": round((found["seconds"] or 0) / 60)}


def by_unit_and_month(user: User, start: date, end: date) -> list[MonthRow]:
    """The newest month first, then the unit with most minutes: two queries."""
    was, lost, open_ = (Q(state=state) for state in (AiringState.AIRED, AiringState.MISSED, AiringState.PLANNED))
    rows = (
        airings_visible_to(user)
        .filter(starts_at__date__range=(start, end))
        .order_by()
        .annotate(month=TruncMonth("starts_at"))
        .values("month", unit_id=F("station__unit"))
        .annotate(
            airings=Count("pk", filter=was), seconds=Sum("seconds", filter=was), stations=Count("station", filter=was, distinct=True),
            bulletins=Count("bulletin", filter=was, distinct=True), missed=Count("pk", filter=lost), unconfirmed=Count("pk", filter=open_),
        )
    )  # fmt: skip
    found = [
        MonthRow(
            r["unit_id"],
            r["month"].date(),
            r["airings"],
            round((r["seconds"] or 0) / 60),
            r["stations"],
            r["bulletins"],
            r["missed"],
            r["unconfirmed"],
        )
        for r in rows
    ]
    name_units(found)
    return sorted(found, key=lambda row: (-row.month.toordinal(), -row.minutes, row.unit_name))
