"""What is played today, one airing, its confirmation; figures."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.radio.enums import AiringState
from lantoa.radio.forms import MissForm, MoveForm, ProofForm, ReasonForm
from lantoa.radio.models import Airing
from lantoa.radio.queries import figures as sums
from lantoa.radio.queries import seen, timetable, waiting
from lantoa.radio.queries.bulletins import name_units
from lantoa.radio.services import airing as services
from lantoa.radio.services import scheduling
from lantoa.radio.views.common import READ_OR_POST
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

MOST_HOURS = 8  # free hours offered when an airing is moved


def airing_of(request: HttpRequest, pk: int) -> Airing:
    rows = seen.airings_visible_to(request.user).select_related(
        "bulletin__mix__file", "station__unit", "slot", "moved_from", "confirmed_by", "planned_by", "proof", "log"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The loudspeaker keeper's page: one big button for what is due."""
    require(request.user, "radio.list")
    own = waiting.own_stations(request.user)
    stations = own if own.exists() else seen.stations_visible_to(request.user)
    found = waiting.today(request.user, stations=stations)
    rows = [*found.late, *found.now, *found.next, *found.done, *found.tomorrow]
    return render(request, "radio/today.html", {
        "today": found, "day": clock.today(), "is_keeper": own.exists(), "several": len({row.station_id for row in rows}) > 1, "tab": "today",
        "is_empty": not rows,
    })  # fmt: skip


@require_safe
def airing(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    name_units([found.station])
    return render(request, "radio/airing.html", {
        "airing": found, "may_confirm": allowed(request.user, "radio.confirm_airing", found),
        "may_schedule": allowed(request.user, "radio.schedule", found.station), "moved_to": found.moved_to.order_by("pk").first(),
        "sees_bulletin": seen.sees(request.user, found.bulletin),
    })  # fmt: skip


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The tap."""
    found = airing_of(request, pk)
    with feedback.refusals_told(request):
        services.confirm_airing(found, by=request.user)
        feedback.done(request, f"Đã ghi: {found.station} phát “{found.bulletin.title}”.", undo_url=reverse("radio:take_back", args=[pk]))
    return redirect(_back(request))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    with feedback.refusals_told(request):
        services.take_back(found, by=request.user)
        feedback.done(request, "Đã rút lại xác nhận.")
    return redirect("radio:today")


@require_http_methods(READ_OR_POST)
def confirm_with_proof(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    require(request.user, "radio.confirm_airing", found)
    begins = timezone.localtime(found.starts_at)
    form = ProofForm(request.POST or None, request.FILES or None, initial={"hour": begins.time()})
    if request.method == "POST" and form.is_valid():
        moment = timezone.make_aware(datetime.combine(begins.date(), form.cleaned_data["hour"]))
        with feedback.refusals_on(form):
            services.confirm_airing(found, aired_at=moment, proof=form.cleaned_data["proof"], by=request.user)
            feedback.done(request, "Đã ghi lượt phát kèm chứng minh.")
            return redirect("radio:airing", pk)
    return render(request, "radio/airing_form.html", {"airing": found, "form": form, "verb": "Xác nhận kèm ảnh, tệp"})


@require_http_methods(READ_OR_POST)
def miss(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    require(request.user, "radio.confirm_airing", found)
    form = MissForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            again = services.miss_airing(found, **form.cleaned_data, by=request.user)
            words = f" Phát bù lúc {timezone.localtime(again.starts_at):%H:%M ngày %d/%m}." if again else ""
            feedback.done(request, f"Đã ghi không phát được.{words}")
            return redirect("radio:today")
    return render(request, "radio/airing_form.html", {"airing": found, "form": form, "verb": "Ghi không phát được"})


@require_http_methods(READ_OR_POST)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    require(request.user, "radio.schedule", found.station)
    hours = timetable.free_hours(found.station, clock.now(), found.seconds)[:MOST_HOURS]
    form = MoveForm(request.POST or None, hours=hours)
    if request.method == "POST" and form.is_valid():
        slot, day = form.chosen
        with feedback.refusals_on(form):
            scheduling.move_airing(found, slot, day, reason=form.cleaned_data["reason"], by=request.user)
            feedback.done(request, "Đã dời lượt phát.")
            return redirect("radio:grid", found.station_id)
    return render(request, "radio/airing_form.html", {"airing": found, "form": form, "verb": "Dời lượt phát"})


@require_http_methods(READ_OR_POST)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    found = airing_of(request, pk)
    require(request.user, "radio.schedule", found.station)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            scheduling.stop_airing(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ngừng lượt phát này.")
            return redirect("radio:grid", found.station_id)
    return render(request, "radio/airing_form.html", {"airing": found, "form": form, "verb": "Ngừng lượt phát"})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Airings, minutes, stations by unit and month, of the year."""
    require(request.user, "radio.list")
    day = clock.today()
    start, end = date(day.year, 1, 1), day
    rows = sums.by_unit_and_month(request.user, start, end)
    aired = seen.airings_visible_to(request.user).filter(state=AiringState.AIRED, aired_at__date__range=(start, end))
    return render(request, "radio/figures.html", {
        "page": paginate(request, rows), "totals": sums.totals(aired), "this_month": sums.totals(aired.filter(aired_at__date__gte=day.replace(day=1))),
        "year": day.year, "day": day, "tab": "figures",
    })  # fmt: skip


def _back(request: HttpRequest) -> str:
    there = request.POST.get("ve", "")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts=None) else reverse("radio:today")
