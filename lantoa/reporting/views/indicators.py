"""Indicators, kept by the standing agencies that run forms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.dated import FOREVER
from lantoa.core.rights import require
from lantoa.plans import figures
from lantoa.reporting.forms import IndicatorEndForm, IndicatorForm
from lantoa.reporting.models import Form, Indicator
from lantoa.reporting.queries.pages import DIMENSIONS
from lantoa.reporting.services import indicators as services
from lantoa.ui import feedback

_ADDED = "Đã thêm chỉ tiêu. Muốn hỏi đơn vị số này thì thêm ô vào mẫu."
_CHANGED = "Đã đổi cách đếm. Mẫu báo cáo dùng cách mới từ bản kế tiếp; số đã báo cáo giữ nguyên."


def _indicator(request: HttpRequest, pk: int) -> Indicator:
    require(request.user, "reporting.manage_indicators")
    return get_object_or_404(Indicator.objects.select_related("numerator", "denominator"), pk=pk)


@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    found = _indicator(request, pk)
    return render(request, "reporting/indicator.html", {
        "indicator": found, "versions": Indicator.objects.filter(key=found.key).order_by("-valid_from"), "is_open": found.valid_to == FOREVER,
        "forms": Form.objects.filter(items__indicator=found).order_by("name", "-version"), "figure": dict(figures.choices()).get(found.figure, ""),
        "breakdowns": [DIMENSIONS.get(word, word) for word in found.breakdowns],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    require(request.user, "reporting.manage_indicators")
    form = IndicatorForm(request.POST if request.method == "POST" else None, initial={"since": clock.today()}, day=clock.today())
    return _written(request, form, None, lambda said, since: services.add_indicator(said, since=since, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _indicator(request, pk)
    data = request.POST if request.method == "POST" else None
    form = IndicatorForm(data, initial=IndicatorForm.initial_of(found, clock.today()), day=clock.today())
    return _written(request, form, found, lambda said, since: services.change_indicator(found, said, since=since, by=request.user))


def _written(request: HttpRequest, form: IndicatorForm, found: Indicator | None, write) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = write(form.said, form.cleaned_data["since"])
            feedback.done(request, _CHANGED if found else _ADDED)
            return redirect("reporting:indicator", made.pk)
    return render(request, "reporting/indicator_form.html", {"form": form, "indicator": found})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _indicator(request, pk)
    form = IndicatorEndForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.end_indicator(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã thôi dùng chỉ tiêu này; số đã báo cáo được giữ.")
            return redirect("reporting:indicator", pk)
    return render(request, "reporting/indicator_end.html", {"form": form, "indicator": found})
