"""The hours of a station: which slots fall on which days, what is in them, where there is room. Never writes."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from lantoa.core import clock
from lantoa.core.dated import overlaps
from lantoa.radio.enums import HOLDING_STATES, AiringState
from lantoa.radio.models import Airing, Slot, SlotException, Station

LOOK_AHEAD = 21  # days in which the next free slot is looked for


@dataclass
class Hour:
    """A slot on one day. `airings` in order; `off`: why it is silent that day."""

    slot: Slot
    day: date
    airings: list[Airing] = field(default_factory=list)
    off: str = ""

    @property
    def starts_at(self) -> datetime:
        return self.slot.begins_on(self.day)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.slot.length

    @property
    def holding(self) -> list[Airing]:
        return [airing for airing in self.airings if airing.state in HOLDING_STATES]

    @property
    def free_at(self) -> datetime:
        """When the next bulletin could begin: on the full minute after the last one."""
        return max([self.starts_at, *(_next_minute(airing.ends_at) for airing in self.holding)])

    @property
    def is_past(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_open(self) -> bool:
        """Whether something may still be put in."""
        return not self.off and not self.is_past and self.free_at < self.ends_at

    def has_room_for(self, seconds: float) -> bool:
        return not self.off and self.free_at + timedelta(seconds=seconds) <= self.ends_at


def hours_of(stations: Iterable[Station], start: date, end: date) -> list[Hour]:
    """The hours of the stations on the days [start, end], in order of time: three queries, however many stations and days."""
    stations = list(stations)
    slots = Slot.objects.filter(overlaps(start, end), station__in=stations).select_related("station").order_by("starts_at", "pk")
    off = {
        (slot, day): reason
        for slot, day, reason in SlotException.objects.filter(slot__station__in=stations, day__range=(start, end)).values_list("slot", "day", "reason")
    }  # fmt: skip
    there: dict[tuple[int, date], list[Airing]] = defaultdict(list)
    for airing in airings_between(stations, start, end):
        if airing.slot_id:
            there[airing.slot_id, timezone.localtime(airing.starts_at).date()].append(airing)
    return [
        Hour(slot, day, there.get((slot.pk, day), []), off.get((slot.pk, day), ""))
        for slot, day in sorted(_days(slots, start, end), key=_when)
    ]


def airings_between(stations: Iterable[Station], start: date, end: date):
    """Airings of the stations on these days, those that broke in too, in order of time; what was moved away is left out."""
    first, last = (timezone.make_aware(datetime.combine(day, datetime.min.time())) for day in (start, end + timedelta(days=1)))
    rows = Airing.objects.filter(station__in=stations, starts_at__gte=first, starts_at__lt=last).exclude(state=AiringState.MOVED)
    return rows.select_related("bulletin__mix__file", "station", "slot").order_by("starts_at", "pk")


def hour_of(slot: Slot, day: date) -> Hour | None:
    """The slot on that day; None when it does not fall on it."""
    if slot.weekday != day.weekday() or not slot.holds_on(day) or not slot.station.holds_on(day):
        return None
    return next((hour for hour in hours_of([slot.station], day, day) if hour.slot.pk == slot.pk), None)


def free_hours(station: Station, after: datetime, seconds: float) -> list[Hour]:
    """Hours beginning after the moment, within LOOK_AHEAD days, that still have room for so much."""
    start = timezone.localtime(after).date()
    found = hours_of([station], start, start + timedelta(days=LOOK_AHEAD))
    now = clock.now()
    return [hour for hour in found if hour.starts_at > max(after, now) and hour.has_room_for(seconds) and station.holds_on(hour.day)]


def _days(slots: Iterable[Slot], start: date, end: date) -> Iterator[tuple[Slot, date]]:
    for slot in slots:
        day = start + timedelta(days=(slot.weekday - start.weekday()) % 7)
        while day <= end:
            if slot.holds_on(day):
                yield slot, day
            day += timedelta(days=7)


def _when(found: tuple[Slot, date]):
    slot, day = found
    return day, slot.starts_at, slot.station_id, slot.pk


def _next_minute(moment: datetime) -> datetime:
    return datetime.fromtimestamp(math.ceil(moment.timestamp() / 60) * 60, tz=moment.tzinfo)
