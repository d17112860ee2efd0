"""The register of stations, one station, its hours, its secret address, its player's log."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.radio.enums import HandOver
from lantoa.radio.forms import CloseForm, ConnectForm, EndForm, LogForm, SkipForm, SlotForm, StationForm
from lantoa.radio.queries import seen
from lantoa.radio.queries import stations as queries
from lantoa.radio.services import airing as airing_services
from lantoa.radio.services import stations as services
from lantoa.radio.views.common import READ_OR_POST, station_of
from lantoa.ui import feedback
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate


@require_safe
def stations(request: HttpRequest) -> HttpResponse:
    require(request.user, "radio.list")
    search = SearchForm(request.GET)
    search.is_valid()
    rows = queries.listed(seen.stations_visible_to(request.user))
    if words := search.cleaned_data.get("q", ""):
        rows = queries.searched(rows, words)
    page = paginate(request, rows)
    queries.name_units(page.object_list)
    return render(request, "radio/stations.html", {
        "search": search, "page": page, "may_found": allowed(request.user, "radio.found_station"), "tab": "stations", "day": clock.today(),
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def found(request: HttpRequest) -> HttpResponse:
    require(request.user, "radio.found_station")
    units = queries.units_kept(request.user)
    form = StationForm(request.POST or None, units=units, initial={"valid_from": clock.today(), "unit": units.first()})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = services.found_station(**form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi đài vào sổ. Đặt khung giờ phát cho đài.")
            return redirect("radio:add_slot", made.pk)
    return render(request, "radio/station_form.html", {"form": form, "verb": "Ghi đài vào sổ", "text": ""})


@require_safe
def station(request: HttpRequest, pk: int) -> HttpResponse:
    there = station_of(request, pk)
    queries.name_units([there])
    may_keep = allowed(request.user, "radio.keep_station", there)
    return render(request, "radio/station.html", {
        "station": there, "week": queries.week_of(there), "may_keep": may_keep, "exceptions": queries.coming_exceptions(there),
        "may_connect": allowed(request.user, "radio.connect_station", there), "logs": there.logs.select_related("by", "file")[:5],
        "may_log": allowed(request.user, "radio.take_log", there), "is_open": there.holds_on(clock.today()),
        "pushes": there.pushes.order_by("-pk")[:5] if there.hand_over == HandOver.PUSH else [],
        "address": request.build_absolute_uri(reverse("radio_public:folder", args=[there.token])) if may_keep else "",
    })  # fmt: skip


def _form_page(
    request: HttpRequest, pk: int, form_class, run, *, permission: str, verb: str, done: str, text: str = "", initial=None, **more
):
    """A page with one form about a station, and the service behind it."""
    there = station_of(request, pk)
    require(request.user, f"radio.{permission}", there)
    form = form_class(request.POST or None, request.FILES or None, initial=initial(there) if callable(initial) else initial, **more)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            run(there, form)
            feedback.done(request, done)
            return redirect("radio:station", pk)
    return render(request, "radio/station_form.html", {"station": there, "form": form, "verb": verb, "text": text})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    def run(there, form):
        facts = dict(form.cleaned_data)
        if there.hand_over == HandOver.PUSH:
            facts.pop("hand_over")  # its connection is changed on its own page
        services.edit_station(there, by=request.user, **facts)

    return _form_page(
        request, pk, StationForm, run, permission="keep_station", verb="Sửa đài", done="Đã lưu.",
        initial=lambda there: {name: getattr(there, name) for name in services.FIELDS},
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(
        request, pk, CloseForm, lambda there, form: services.close_station(there, **form.cleaned_data, by=request.user),
        permission="keep_station", verb="Ghi đài thôi hoạt động", done="Đã ghi. Các lượt phát sau ngày ấy đã ngừng.",
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def connect(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(
        request, pk, ConnectForm, lambda there, form: services.connect_station(there, **form.cleaned_data, by=request.user),
        permission="connect_station", verb="Nối loa thông minh", done="Đã lưu địa chỉ của loa.",
        text="Máy chủ gửi danh sách phát sang địa chỉ này mỗi khi lịch đổi, có chữ ký. Cách nối ghi trong tài liệu phát thanh.",
        initial=lambda there: {"push_url": there.push_url},
    )  # fmt: skip


@require_POST
def renew_address(request: HttpRequest, pk: int) -> HttpResponse:
    there = station_of(request, pk)
    services.renew_address(there, by=request.user)
    feedback.done(request, "Đã đổi địa chỉ. Nhập địa chỉ mới vào máy phát; địa chỉ cũ không còn dùng được.")
    return redirect("radio:station", pk)


@require_http_methods(READ_OR_POST)
def add_slot(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(
        request, pk, SlotForm, lambda there, form: services.add_slot(there, **form.cleaned_data, by=request.user),
        permission="keep_station", verb="Thêm khung giờ", done="Đã thêm khung giờ.", initial={"valid_from": clock.today()},
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def end_slot(request: HttpRequest, pk: int, slot_pk: int) -> HttpResponse:
    slot = get_object_or_404(station_of(request, pk).slots.select_related("station__unit"), pk=slot_pk)
    return _form_page(
        request, pk, EndForm, lambda there, form: services.end_slot(slot, **form.cleaned_data, by=request.user),
        permission="keep_station", verb="Thôi khung giờ", done="Đã ghi khung giờ thôi phát.", text=str(slot), initial={"on": clock.today()},
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def skip_day(request: HttpRequest, pk: int) -> HttpResponse:
    return _form_page(
        request, pk, SkipForm, lambda there, form: services.skip_day(there, **form.cleaned_data, by=request.user),
        permission="keep_station", verb="Ghi ngày nghỉ phát", done="Đã ghi. Bản tin xếp vào ngày ấy được dời sang khung trống kế tiếp.",
        text="Cả ngày ấy đài không phát; bản tin đã xếp tự dời sang khung trống kế tiếp.",
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def take_log(request: HttpRequest, pk: int) -> HttpResponse:
    def run(there, form):
        log, strange = airing_services.take_log(there, form.cleaned_data["log"], by=request.user)
        messages.info(request, f"Nhận ra {log.matched}/{log.lines} dòng.")
        if strange:
            messages.warning(request, "Không phải bản tin của hệ thống: " + "; ".join(strange[:5]) + ("…" if len(strange) > 5 else ""))

    return _form_page(
        request, pk, LogForm, run, permission="take_log", verb="Nhập nhật ký thiết bị", done="Đã đọc nhật ký.",
        text="Lượt nào có trong nhật ký thì được ghi là đã phát, khỏi bấm từng lượt.",
    )  # fmt: skip
