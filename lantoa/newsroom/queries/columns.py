"""Columns as the newsroom's pages and services ask for them. Never writes."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.movements.enums import MovementState
from lantoa.movements.models import Anniversary, Movement
from lantoa.newsroom.models import Column
from lantoa.newsroom.queries.seen import columns_seen_by
from lantoa.organisations.models import Unit, UnitAncestry

BEFORE, AFTER = timedelta(days=120), timedelta(days=30)  # a great day is prepared that long, and still told of that long


def locked(column: Column) -> Column:
    """The row as it is now, held until the transaction ends."""
    return Column.objects.select_for_update(of=["self"]).select_related("unit").get(pk=column.pk)


def movements_around(unit: Unit) -> QuerySet[Movement]:
    """Movements that run in the unit itself or in a unit above it today."""
    above = UnitAncestry.objects.at(clock.today()).filter(descendant=unit).values("ancestor")
    return Movement.objects.filter(state=MovementState.LAUNCHED, authority__in=above).order_by("created_at", "pk")


def days_near(unit: Unit, today: date) -> list[Anniversary]:
    """Numbered days of this year, kept everywhere or where the unit stands, that lie near."""
    above = UnitAncestry.objects.at(today).filter(descendant=unit).values("ancestor")
    rows = Anniversary.objects.filter(Q(authority__isnull=True) | Q(authority__in=above), in_use=True, first_year__isnull=False)
    return [
        day
        for day in rows.order_by("month", "day", "pk")
        if day.number(today.year) and day.on(today.year) - BEFORE <= today <= day.on(today.year) + AFTER
    ]


def listed(user: User, *, words: str = "", where: str = "", closed: bool = False) -> QuerySet[Column]:
    """For the page of columns: the open ones, those not seen for the longest time first."""
    rows = columns_seen_by(user).filter(closed_on__isnull=not closed).select_related("movement", "anniversary")
    if where:
        rows = rows.exclude(outside_url="") if where == "ngoai" else rows.filter(outside_url="")
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return rows
