"""When which station plays what. A time that is taken is a question, never a surprise; an emergency breaks in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.radio.enums import HOLDING_STATES, ON_AIR_STATES, AiringState, Clash, Priority
from lantoa.radio.models import Airing, Bulletin, Slot, Station
from lantoa.radio.queries.bulletins import locked
from lantoa.radio.queries.timetable import Hour, free_hours, hours_of
from lantoa.radio.services import pushing

MOST_AT_ONCE = 200  # hours of one station in one go
LEAD = timedelta(minutes=1)  # what breaks in begins on the next full minute


@dataclass(frozen=True)
class Taken:
    """A question: this hour is taken. `may_replace`: by the station's rule and the priorities, the new one may have it."""

    hour: Hour
    by: tuple[Airing, ...]
    may_replace: bool


class Clashes(Exception):  # noqa: N818  (a question, not an error)
    """Nothing was planned: somebody has to say what to do with what stands in `taken`."""

    def __init__(self, taken: list[Taken]):
        super().__init__(f"{len(taken)} hours taken")
        self.taken = taken


@dataclass
class Planned:
    """What came of it. `skipped`: hours left out because they were taken or silent."""

    made: list[Airing] = field(default_factory=list)
    moved: list[Airing] = field(default_factory=list)
    skipped: list[Hour] = field(default_factory=list)


@transaction.atomic
def plan_airings(
    bulletin: Bulletin, station: Station, hours: Sequence[tuple[Slot, date]], *, on_clash: str = Clash.ASK, by: User
) -> Planned:
    """Put the bulletin into these hours of the station; the first is the broadcast, the later ones are repeats.

    `on_clash` answers for hours that are taken; ASK raises Clashes with nothing written. An emergency never asks. Effects, in order:
    what has to give way is moved to its next free slot; the airings; since when the bulletin is public; one trail line; the loudspeaker
    is told. Raises ValidationError for what is no hour of the station, over, or too short.
    """
    require(by, "radio.schedule", station)
    station = _locked(station)
    bulletin = _airable(bulletin)
    if not hours:
        raise ValidationError("Chọn ít nhất một khung giờ.", code="none")
    if len(hours) > MOST_AT_ONCE:
        raise ValidationError(f"Mỗi lần xếp nhiều nhất {MOST_AT_ONCE} khung giờ.", code="many")
    seconds = round(bulletin.mix.seconds)
    found = _checked(station, hours, seconds)
    if bulletin.priority == Priority.EMERGENCY and on_clash == Clash.ASK:
        on_clash = Clash.REPLACE
    taken = [hour for hour in found if not hour.has_room_for(seconds)]
    if taken and on_clash == Clash.ASK:
        raise Clashes([Taken(hour, tuple(hour.holding), _may_replace(bulletin, station, hour)) for hour in taken])
    done = Planned()
    aired_before = bulletin.airings.filter(station=station, state__in=HOLDING_STATES).exists()
    fresh: list[Airing] = []
    for hour in found:
        if place := _settle(bulletin, station, hour, seconds, on_clash, done, fresh, by=by):
            fresh.append(_airing(bulletin, station, place, seconds, is_repeat=aired_before or bool(fresh), by=by))
    Airing.objects.bulk_create(fresh)
    done.made = fresh
    if fresh:
        _make_public(bulletin, min(airing.starts_at for airing in fresh))
        trail.record("plan_airings", bulletin, by=by, unit=station.unit, after={
            "name": station.name, "lines": len(fresh), "first": f"{min(a.starts_at for a in fresh):%d/%m/%Y}"})  # fmt: skip
        pushing.queue_push(station, by=User.objects.system())
    return done


@transaction.atomic
def break_in(bulletin: Bulletin, station: Station, *, by: User) -> Airing:
    """An emergency goes on air now, whatever is planned; what it displaces is moved to its next free slot (Thông tư 39/2020/TT-BTTTT).

    Effects, in order: what overlaps is moved; the airing; since when it is public; a trail line; the loudspeaker is told.
    """
    require(by, "radio.schedule", station)
    station = _locked(station)
    bulletin = _airable(bulletin)
    if bulletin.priority != Priority.EMERGENCY:
        raise ValidationError("Chỉ bản tin khẩn cấp được phát chen ngay. Hãy xếp bản tin này vào khung giờ.", code="priority")
    seconds = round(bulletin.mix.seconds)
    begins = (clock.now() + LEAD).replace(second=0, microsecond=0)
    ends = begins + timedelta(seconds=seconds)
    day = begins - timedelta(hours=4)
    for airing in station.airings.filter(state=AiringState.PLANNED, starts_at__gte=day, starts_at__lt=ends).select_related(
        "bulletin", "station"
    ):
        if airing.ends_at > begins:
            if airing.bulletin.priority == Priority.EMERGENCY:
                begins = (airing.ends_at + LEAD).replace(second=0, microsecond=0)
                ends = begins + timedelta(seconds=seconds)
            else:
                move_on(airing, reason=f"Nhường bản tin khẩn cấp “{bulletin.title}”."[:300], by=by)
    airing = Airing(bulletin=bulletin, station=station, starts_at=begins, seconds=seconds, planned_by=by)
    airing.full_clean(validate_constraints=False)
    airing.save()
    _make_public(bulletin, begins)
    trail.record("break_in", bulletin, by=by, unit=station.unit, after={"name": station.name, "first": f"{begins:%H:%M %d/%m/%Y}"})
    pushing.queue_push(station, by=User.objects.system())
    return airing


@transaction.atomic
def move_on(airing: Airing, *, reason: str, by: User) -> Airing | None:
    """To the next free slot of the station; without one in three weeks it is stopped. Effects: the old airing, with its reason; the new one."""
    require(by, "radio.schedule", airing.station)
    airing = _locked_airing(airing)
    if airing.state not in (AiringState.PLANNED, AiringState.MISSED):
        raise ValidationError("Lượt phát này không còn chờ phát nên không dời được.", code="state")
    free = next(iter(free_hours(airing.station, max(airing.starts_at, clock.now()), airing.seconds)), None)
    return _move(airing, free, reason=reason, by=by)


@transaction.atomic
def move_airing(airing: Airing, slot: Slot, day: date, *, reason: str, by: User) -> Airing:
    """To that hour, which must be free. Effects: the old airing, with its reason (one that was missed keeps saying so); the new one."""
    require(by, "radio.schedule", airing.station)
    airing = _locked_airing(airing)
    if airing.state not in (AiringState.PLANNED, AiringState.MISSED):
        raise ValidationError("Lượt phát này không còn chờ phát nên không dời được.", code="state")
    _airable(airing.bulletin)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do dời."})
    hour = _checked(airing.station, [(slot, day)], airing.seconds)[0]
    if not hour.has_room_for(airing.seconds):
        raise ValidationError("Khung giờ này đã có bản tin khác. Chọn khung còn trống.", code="taken")
    made = _move(airing, hour, reason=reason, by=by)
    return cast(Airing, made)


@transaction.atomic
def stop_airing(airing: Airing, *, reason: str, by: User) -> Airing:
    """It will not be played there. Effects: the reason, the state; the loudspeaker is told."""
    require(by, "radio.schedule", airing.station)
    airing = _locked_airing(airing)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do ngừng."})
    airing.reason = reason[:300]
    workflow.move(airing, AiringState.STOPPED, by=by, reason=reason, also=("reason",))
    pushing.queue_push(airing.station, by=User.objects.system())
    return airing


def _locked(station: Station) -> Station:
    """One at a time plans on a station: two who press at once cannot take the same minute."""
    return Station.objects.select_for_update(of=["self"]).select_related("unit").get(pk=station.pk)


def _locked_airing(airing: Airing) -> Airing:
    _locked(airing.station)
    return Airing.objects.select_for_update(of=["self"]).select_related("station__unit", "bulletin__mix").get(pk=airing.pk)


def _airable(bulletin: Bulletin) -> Bulletin:
    bulletin = locked(bulletin)
    if bulletin.state not in ON_AIR_STATES or bulletin.mix is None:
        raise ValidationError("Bản tin chưa được duyệt phát nên chưa xếp lịch được.", code="state")
    return bulletin


def _checked(station: Station, hours: Sequence[tuple[Slot, date]], seconds: float) -> list[Hour]:
    """The hours asked for, as they stand: three queries."""
    days = [day for _, day in hours]
    there = {(hour.slot.pk, hour.day): hour for hour in hours_of([station], min(days), max(days))}
    found = []
    for slot, day in hours:
        hour = there.get((slot.pk, day))
        when = f"{slot.starts_at:%H:%M} ngày {day:%d/%m/%Y}"
        if hour is None or not station.holds_on(day):
            raise ValidationError(f"{station} không có khung {when}. Chọn khung khác.", code="no_hour")
        if hour.off:
            raise ValidationError(f"Khung {when} nghỉ phát ({hour.off}). Chọn khung khác.", code="off")
        if hour.is_past:
            raise ValidationError(f"Khung {when} đã qua. Chọn khung sau.", code="past")
        if seconds > slot.minutes * 60:
            raise ValidationError(f"Bản tin dài hơn khung {when} ({slot.minutes} phút). Rút ngắn, hoặc chọn khung dài hơn.", code="long")
        found.append(hour)
    return found


def _may_replace(bulletin: Bulletin, station: Station, hour: Hour) -> bool:
    top = max((airing.bulletin.priority for airing in hour.holding), default=0)
    if any(airing.state == AiringState.AIRED for airing in hour.holding) or top > bulletin.priority:
        return False
    return top == bulletin.priority or station.gives_way or bulletin.priority == Priority.EMERGENCY


def _settle(
    bulletin: Bulletin, station: Station, hour: Hour, seconds: int, on_clash: str, done: Planned, fresh: list[Airing], *, by: User
) -> Hour | None:
    """Where it goes: this hour, the next free one, or nowhere."""
    if hour.has_room_for(seconds):
        return hour
    if on_clash == Clash.REPLACE:
        if not _may_replace(bulletin, station, hour):
            raise ValidationError(
                f"Khung {hour.starts_at:%H:%M %d/%m/%Y} đã có bản tin ưu tiên cao hơn. Xếp vào khung kế tiếp, hoặc bỏ qua.", code="lower"
            )
        for airing in hour.holding:
            if moved := move_on(airing, reason=f"Nhường bản tin {bulletin.get_priority_display()} “{bulletin.title}”.", by=by):
                done.moved.append(moved)
        hour.airings = []
        return hour
    if on_clash == Clash.NEXT:
        chosen = {airing.starts_at for airing in fresh}
        for free in free_hours(station, hour.starts_at, seconds):
            if (
                free.free_at not in chosen
                and not bulletin.airings.filter(slot=free.slot, starts_at__date=free.day, state__in=HOLDING_STATES).exists()
            ):
                return free
    done.skipped.append(hour)
    return None


def _airing(bulletin: Bulletin, station: Station, hour: Hour, seconds: int, *, is_repeat: bool, by: User) -> Airing:
    return Airing(
        bulletin=bulletin, station=station, slot=hour.slot, starts_at=hour.free_at, seconds=seconds, is_repeat=is_repeat, planned_by=by
    )


def _move(airing: Airing, to: Hour | None, *, reason: str, by: User) -> Airing | None:
    airing.reason = reason[:300]
    if airing.state == AiringState.PLANNED:
        workflow.move(airing, AiringState.MOVED if to else AiringState.STOPPED, by=by, reason=reason, also=("reason",))
    pushing.queue_push(airing.station, by=User.objects.system())
    if to is None:
        return None
    made = _airing(airing.bulletin, airing.station, to, airing.seconds, is_repeat=airing.is_repeat, by=by)
    made.moved_from = airing
    made.save()
    trail.record("move_airing", made, by=by, reason=reason, after={"first": f"{made.starts_at:%H:%M %d/%m/%Y}"})
    return made


def _make_public(bulletin: Bulletin, since: datetime) -> None:
    if bulletin.public_from is None or since < bulletin.public_from:
        bulletin.public_from = since
        bulletin.save(update_fields=["public_from"])
