"""The week of a station (screen 11), and putting bulletins into it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.radio.enums import Clash, Priority
from lantoa.radio.forms import FillHourForm, ScheduleForm
from lantoa.radio.models import Airing, Station
from lantoa.radio.queries import bulletins as queries
from lantoa.radio.queries import seen, timetable
from lantoa.radio.queries.timetable import Hour
from lantoa.radio.services import scheduling
from lantoa.radio.services.scheduling import Clashes, Planned, Taken
from lantoa.radio.views.common import READ_OR_POST, bulletin_of, station_of
from lantoa.ui import feedback

WEEK = timedelta(days=7)


@dataclass
class Day:
    """One column of the grid: `broke_in`, airings outside any slot."""

    day: date
    hours: list[Hour] = field(default_factory=list)
    broke_in: list[Airing] = field(default_factory=list)

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def short(self) -> str:
        return "CN" if self.day.weekday() == 6 else f"T{self.day.weekday() + 2}"


@require_safe
def any_grid(request: HttpRequest) -> HttpResponse:
    """To the grid of the own station, or the first one seen."""
    require(request.user, "radio.list")
    stations = seen.stations_visible_to(request.user).at(clock.today())
    found = queries.stations_scheduled(request.user).first() or stations.first()
    return redirect("radio:grid", found.pk) if found else redirect("radio:stations")


@require_safe
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    station = station_of(request, pk)
    monday = _monday(request.GET.get("tuan", ""))
    days = [Day(monday + timedelta(days=n)) for n in range(7)]
    for hour in timetable.hours_of([station], monday, monday + timedelta(days=6)):
        days[(hour.day - monday).days].hours.append(hour)
    held = {airing.pk for day in days for hour in day.hours for airing in hour.airings}
    for airing in timetable.airings_between([station], monday, monday + timedelta(days=6)):
        if airing.pk not in held:
            days[(timezone.localtime(airing.starts_at).date() - monday).days].broke_in.append(airing)
    stations = seen.stations_visible_to(request.user).at(clock.today()).order_by("name", "pk")
    return render(request, "radio/grid.html", {
        "station": station, "days": days, "monday": monday, "sunday": days[-1].day, "before": monday - WEEK, "after": monday + WEEK,
        "stations": stations, "may_schedule": allowed(request.user, "radio.schedule", station), "tab": "grid",
        "has_slots": any(day.hours for day in days), "may_keep": allowed(request.user, "radio.keep_station", station),
        "is_this_week": monday <= clock.today() <= days[-1].day,
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def fill_hour(request: HttpRequest, pk: int, slot_pk: int, day: str) -> HttpResponse:
    """One hour of the grid: which bulletin goes in."""
    station = station_of(request, pk)
    require(request.user, "radio.schedule", station)
    slot = get_object_or_404(station.slots.select_related("station"), pk=slot_pk)
    try:
        hour = timetable.hour_of(slot, date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    if hour is None:
        raise Http404
    bulletins = queries.to_schedule(request.user)
    form = FillHourForm(request.POST or None, bulletins=bulletins, is_taken=bool(hour.holding))
    if request.method == "POST" and form.is_valid():
        clash = form.cleaned_data.get("on_clash") or Clash.ASK
        try:
            done = scheduling.plan_airings(form.cleaned_data["bulletin"], station, [(slot, hour.day)], on_clash=clash, by=request.user)
        except Clashes:
            form.add_error("on_clash", "Khung này không còn chỗ. Chọn thay bản tin đang có, hoặc xếp sang khung kế tiếp.")
        except ValidationError as error:
            feedback.refuse(form, error)
        else:
            _say(request, done)
            return redirect(f"{_grid_url(station)}?tuan={hour.day}")
    return render(request, "radio/fill_hour.html", {"station": station, "hour": hour, "form": form, "is_empty": not bulletins.exists()})


@require_http_methods(READ_OR_POST)
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """A bulletin onto several stations for several days; what is taken is asked about on the same page."""
    bulletin = bulletin_of(request, pk)
    stations = queries.stations_scheduled(request.user)
    if not stations.exists():
        raise Http404
    form = ScheduleForm(request.POST or None, stations=stations, initial={"stations": stations} if "tat-ca" in request.GET else None)
    taken: list[tuple[Station, Taken]] = []
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            done, taken = _plan_all(bulletin, form, request)
            if not taken:
                _say(request, done)
                return redirect("radio:bulletin", pk)
    return render(request, "radio/schedule.html", {
        "bulletin": bulletin, "form": form, "taken": taken, "station_count": len(stations), "may_replace": all(one.may_replace for _, one in taken),
        "choices": [choice for choice in Clash.choices if choice[0] != Clash.ASK],
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def break_in(request: HttpRequest, pk: int) -> HttpResponse:
    """An emergency, on air at once."""
    bulletin = bulletin_of(request, pk)
    stations = queries.stations_scheduled(request.user)
    if bulletin.priority != Priority.EMERGENCY or not stations.exists():
        raise Http404
    form = ScheduleForm(request.POST or None, stations=stations)
    for name in ("first", "days", "hours", "on_clash"):
        del form.fields[name]
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            with transaction.atomic():  # on all of them, or on none
                for station in form.cleaned_data["stations"]:
                    scheduling.break_in(bulletin, station, by=request.user)
            feedback.done(request, "Đã phát chen. Bản tin bị nhường chỗ đã dời sang khung trống kế tiếp.")
            return redirect("radio:bulletin", pk)
    return render(request, "radio/break_in.html", {"bulletin": bulletin, "form": form})


def _plan_all(bulletin, form: ScheduleForm, request: HttpRequest) -> tuple[Planned, list[tuple[Station, Taken]]]:
    """On every station, or on none: what is taken at any of them is asked about before anything is kept."""
    stations, (first, last) = list(form.cleaned_data["stations"]), form.span
    chosen = _chosen_hours(stations, first, last, form.cleaned_data["hours"])
    if silent := [str(station) for station in stations if not chosen.get(station.pk)]:
        raise ValidationError(f"Chưa có khung giờ nào trong những ngày ấy: {', '.join(silent)}. Đặt khung giờ, hoặc bỏ chọn đài này.")
    clash, done, taken = form.cleaned_data["on_clash"] or Clash.ASK, Planned(), []
    with transaction.atomic():
        for station in stations:
            try:
                part = scheduling.plan_airings(bulletin, station, chosen[station.pk], on_clash=clash, by=request.user)
            except Clashes as question:
                taken += [(station, one) for one in question.taken]
            else:
                done.made += part.made
                done.moved += part.moved
                done.skipped += part.skipped
        if taken:
            transaction.set_rollback(True)
    return done, taken


def _chosen_hours(stations: list[Station], first: date, last: date, which: str) -> dict[int, list]:
    """The hours still to come of each station: the first of each day, the last, or all. Three queries for all stations."""
    by_day: dict[tuple[int, date], list[Hour]] = {}
    for hour in timetable.hours_of(stations, first, last):
        if not hour.off and not hour.is_past:
            by_day.setdefault((hour.slot.station_id, hour.day), []).append(hour)
    found: dict[int, list] = {}
    for (station, _), hours in sorted(by_day.items()):
        kept = {"first": hours[:1], "last": hours[-1:]}.get(which, hours)
        found.setdefault(station, []).extend((hour.slot, hour.day) for hour in kept)
    return found


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = clock.today()
    return day - timedelta(days=day.weekday())


def _grid_url(station: Station) -> str:
    return reverse("radio:grid", args=[station.pk])


def _say(request: HttpRequest, done: Planned) -> None:
    words = f"Đã xếp {len(done.made)} lượt phát."
    if done.moved:
        words += f" Dời {len(done.moved)} lượt của bản tin khác sang khung trống kế tiếp."
    if done.skipped:
        words += f" Bỏ qua {len(done.skipped)} khung đã có bản tin."
    feedback.done(request, words)
