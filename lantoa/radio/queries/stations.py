"""What the pages of stations show. Never writes."""

from dataclasses import dataclass
from datetime import time

from django.db.models import Count, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.core.text import fold
from lantoa.newsroom.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import units_reached
from lantoa.radio.enums import WEEKDAYS
from lantoa.radio.models import Slot, SlotException, Station
from lantoa.radio.queries.bulletins import name_units
from lantoa.radio.queries.seen import KEEPING_OWN

__all__ = ["coming_exceptions", "listed", "name_units", "searched", "units_kept", "week_of"]


def listed(rows: QuerySet[Station]) -> QuerySet[Station]:
    """With the number of hours a week, as of today."""
    hours = Count("slots", filter=holds_on(clock.today(), "slots__"))
    return rows.annotate(hour_count=hours).order_by("name", "pk")


def searched(rows: QuerySet[Station], words: str) -> QuerySet[Station]:
    """By the code (the name of the place without marks) or by the unit's name."""
    folded = fold(words)
    units = UnitVersion.objects.at(clock.today()).filter(folded__contains=folded).order_by().values("unit")
    return rows.filter(Q(code__contains=folded.replace(" ", "-")) | Q(unit__in=units) | Q(name__icontains=words))


def units_kept(user: User) -> QuerySet[Unit]:
    """Units for which the person may enter a station: the own; the standing agency's: all under its authority."""
    day = clock.today()
    found = Unit.objects.filter(pk__in=own_units(user, KEEPING_OWN)) | units_reached(user, [Role.STANDING_AGENCY])
    return found.open_on(day).named_at(day).order_by("pk")


@dataclass(frozen=True)
class Row:
    """One hour of the week: on which days, for the table of a station. `slots` by weekday, None where it is silent."""

    starts_at: time
    slots: tuple[Slot | None, ...]

    @property
    def cells(self) -> list[tuple[str, Slot | None]]:
        """(weekday in words, slot)."""
        return [(label, slot) for (_, label), slot in zip(WEEKDAYS, self.slots, strict=True)]


def week_of(station: Station) -> list[Row]:
    """The hours that hold today or will, by time of day. One query."""
    slots = list(station.slots.filter(valid_to__gt=clock.today()).order_by("starts_at", "weekday", "pk"))
    found = []
    for starts_at in sorted({slot.starts_at for slot in slots}):
        there: list[Slot | None] = [None] * len(WEEKDAYS)
        for slot in slots:
            if slot.starts_at == starts_at:
                slot.station = station
                there[slot.weekday] = slot
        found.append(Row(starts_at, tuple(there)))
    return found


def coming_exceptions(station: Station) -> list[SlotException]:
    rows = (
        SlotException.objects.filter(slot__station=station, day__gte=clock.today())
        .select_related("slot")
        .order_by("day", "slot__starts_at")
    )
    return list(rows[:20])
