"""The register of stations: founding, changing, closing them; their hours and the days they are silent."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.dated import FOREVER
from lantoa.core.rights import require
from lantoa.core.text import strip_marks
from lantoa.organisations.models import Unit
from lantoa.radio.enums import AiringState, HandOver
from lantoa.radio.models import Airing, Slot, SlotException, Station
from lantoa.radio.models.stations import new_token

FIELDS = ("name", "kind", "area", "loudspeakers", "hand_over", "gives_way")
_PLACES = ("phuong-", "xa-", "thi-tran-", "dac-khu-")


@transaction.atomic
def found_station(unit: Unit, *, name: str, valid_from: date, by: User, **facts: Any) -> Station:
    """Enter a station in the register. `facts`: kind, area, loudspeakers, hand_over, gives_way. Effects: the station with its own code
    and secret address; a trail line."""
    require(by, "radio.found_station", unit)
    station = Station(unit=unit, name=name, valid_from=valid_from, code=_free_code(unit), **facts)
    station.full_clean()
    station.save()
    trail.record("create", station, by=by, after={"name": station.name})
    return station


@transaction.atomic
def edit_station(station: Station, *, by: User, **facts: Any) -> Station:
    """Change what the register says. Effects: the row; a trail line with what changed."""
    require(by, "radio.keep_station", station)
    station = _locked(station)
    before = {name: getattr(station, name) for name in FIELDS if name in facts}
    for name in before:
        setattr(station, name, facts[name])
    station.full_clean()
    station.save(update_fields=list(before))
    changed = [name for name in before if before[name] != getattr(station, name)]
    if changed:
        trail.record("edit", station, by=by, before={n: before[n] for n in changed}, after={n: getattr(station, n) for n in changed})
    return station


@transaction.atomic
def connect_station(station: Station, *, push_url: str, by: User) -> Station:
    """Say where its smart loudspeaker listens; empty: nowhere any more. Effects: the address, the way of hand-over; a trail line."""
    require(by, "radio.connect_station", station)
    station = _locked(station)
    before = station.push_url
    station.push_url = push_url
    station.hand_over = HandOver.PUSH if push_url else (HandOver.PULL if station.hand_over == HandOver.PUSH else station.hand_over)
    station.full_clean()
    station.save(update_fields=["push_url", "hand_over"])
    trail.record("connect", station, by=by, before={"push_url": before}, after={"push_url": push_url})
    return station


@transaction.atomic
def renew_address(station: Station, *, by: User) -> Station:
    """A new secret address and key, because the old one got about: from now on the old one answers nothing. Effects: both; a trail line."""
    require(by, "radio.keep_station", station)
    station = _locked(station)
    station.token, station.key = new_token(), new_token()
    station.save(update_fields=["token", "key"])
    trail.record("renew_address", station, by=by)
    return station


@transaction.atomic
def close_station(station: Station, *, on: date, reason: str, by: User) -> Station:
    """From that day on it does not broadcast. Effects, in order: the day; what was planned from then on is stopped; a trail line."""
    require(by, "radio.keep_station", station)
    station = _locked(station)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do."})
    station.valid_to = on
    station.full_clean()
    station.save(update_fields=["valid_to"])
    later = station.airings.filter(state=AiringState.PLANNED, starts_at__date__gte=on)
    later.update(state=AiringState.STOPPED, reason=f"Đài thôi hoạt động: {reason}"[:300], state_since=clock.now())
    trail.record("close", station, by=by, reason=reason, after={"valid_to": str(on)})
    return station


@transaction.atomic
def add_slot(
    station: Station, *, weekdays: list[int], starts_at: time, minutes: int, programme: str, valid_from: date, by: User
) -> list[Slot]:
    """The same hour on each of the weekdays, from that day on. Effects: the slots; one trail line. Raises ValidationError when it would
    run into another slot."""
    require(by, "radio.keep_station", station)
    station = _locked(station)
    made = []
    for weekday in sorted(set(weekdays)):
        slot = Slot(
            station=station, weekday=weekday, starts_at=starts_at, minutes=minutes, programme=programme or "Bản tin", valid_from=valid_from
        )
        slot.full_clean()
        if slot.ends_at_minutes > 24 * 60:
            raise ValidationError({"minutes": "Khung giờ phải hết trước nửa đêm."})
        _check_apart(slot)
        slot.save()
        made.append(slot)
    if not made:
        raise ValidationError({"weekdays": "Chọn ít nhất một thứ trong tuần."})
    days = ", ".join(slot.get_weekday_display() for slot in made)
    trail.record("add_slot", station, by=by, after={"slot": f"{days} {starts_at:%H:%M}, {minutes} phút"})
    return made


@transaction.atomic
def end_slot(slot: Slot, *, on: date, by: User) -> Slot:
    """From that day on the hour is free. Effects: the day; a trail line. Refused while something is planned in it."""
    require(by, "radio.keep_station", slot.station)
    _locked(slot.station)
    if slot.airings.filter(state=AiringState.PLANNED, starts_at__date__gte=on).exists():
        raise ValidationError("Khung giờ này còn bản tin xếp từ ngày ấy trở đi. Dời các lượt phát ấy trước.", code="planned")
    if on <= slot.valid_from:
        raise ValidationError({"on": "Ngày thôi phải sau ngày bắt đầu của khung giờ."})
    slot.valid_to = on
    slot.save(update_fields=["valid_to"])
    trail.record("end_slot", slot.station, by=by, after={"slot": str(slot), "valid_to": str(on)})
    return slot


@transaction.atomic
def skip_day(station: Station, *, day: date, reason: str, slots: list[Slot] | None = None, by: User) -> int:
    """The station is silent that day (or in these slots of it). Effects, in order: an exception each; what was planned is moved to the
    next free slot; a trail line. Returns how many slots were taken out."""
    from lantoa.radio.services.scheduling import move_on

    require(by, "radio.keep_station", station)
    station = _locked(station)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do nghỉ."})
    if day < clock.today():
        raise ValidationError({"day": "Ngày này đã qua."})
    held = station.slots.at(day).filter(weekday=day.weekday())
    chosen = [slot for slot in held if slots is None or slot in slots]
    made = [slot for slot in chosen if SlotException.objects.get_or_create(slot=slot, day=day, defaults={"reason": reason})[1]]
    if not made:
        raise ValidationError({"day": "Ngày này đài không có khung giờ nào, hoặc đã ghi nghỉ rồi."})
    trail.record("skip_day", station, by=by, reason=reason, after={"on": str(day), "slots": len(made)})
    planned = Airing.objects.filter(station=station, slot__in=made, state=AiringState.PLANNED, starts_at__date=day)
    for airing in planned.select_related("bulletin", "station", "slot"):
        move_on(airing, reason=f"Đài nghỉ phát: {reason}", by=User.objects.system())  # who keeps the station need not plan on it
    return len(made)


def _locked(station: Station) -> Station:
    return Station.objects.select_for_update(of=["self"]).select_related("unit").get(pk=station.pk)


def _check_apart(slot: Slot) -> None:
    begins, ends = slot.ends_at_minutes - slot.minutes, slot.ends_at_minutes
    others = Slot.objects.filter(station=slot.station, weekday=slot.weekday, valid_to__gt=slot.valid_from, valid_from__lt=FOREVER)
    for other in others:
        if other.ends_at_minutes - other.minutes < ends and begins < other.ends_at_minutes:
            raise ValidationError(
                f"Đài đã có khung giờ {other} nên khung mới chồng lên. Chọn giờ khác, hoặc thôi khung cũ trước.", code="overlap"
            )


def _free_code(unit: Unit) -> str:
    """'bao-vinh' for Phường Bảo Vinh: short, ASCII, its own."""
    base = slugify(strip_marks(unit.slug))
    for word in _PLACES:
        base = base.removeprefix(word)
    base = base[:20].strip("-") or "dai"
    taken = set(Station.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
