"""Steps of a report, and what is done with many at once."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core.rights import require
from lantoa.reporting.enums import CycleState
from lantoa.reporting.forms import ReasonForm
from lantoa.reporting.queries import boxes, pages, seen
from lantoa.reporting.services import lifecycle
from lantoa.reporting.views.reports import report_of
from lantoa.reporting.views.steps import BY_WORD
from lantoa.ui import feedback


@require_http_methods(["GET", "HEAD", "POST"])
def report_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    report, step = report_of(request, pk), BY_WORD.get(act)
    if step is None:
        raise Http404
    require(request.user, f"reporting.{step.permission}", report)
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            made = step.run(report, form, request.user)
            feedback.done(request, step.done)
            return redirect("reporting:report", made.pk if step.word == "lap-ban-sua" else pk)
    return render(
        request,
        "reporting/act.html",
        {
            "report": report,
            "step": step,
            "sheet": pages.sheet_of(report, writing=False) if step.shows_sheet else None,
            "form": form,
            "name": pages.name_of(report),
            "seen": request.POST.get("seen") or boxes.fingerprint(report),
        },
    )


_MANY = {"soat": (lifecycle.review_all, "Đã soát"), "chap-nhan": (lifecycle.accept_all, "Đã chấp nhận")}


@require_POST
def decide_many(request: HttpRequest, pk: int) -> HttpResponse:
    """Review or accept the chosen reports of a cycle; those that cannot be are named with the reason."""
    cycle = get_object_or_404(seen.cycles_of(request.user), pk=pk)
    run, done = _MANY.get(request.POST.get("viec", ""), (None, ""))
    chosen = [int(value) for value in request.POST.getlist("bao-cao") if value.isdecimal()]
    rows = seen.decided_by(request.user).filter(cycle=cycle, pk__in=chosen).select_related("cycle__form", "unit")
    if run is None or not chosen:
        messages.warning(request, "Chưa chọn báo cáo nào. Đánh dấu vào ô trước tên đơn vị rồi bấm lại.")
        return redirect("reporting:cycle", pk)
    count, left = run(list(rows), by=request.user)
    if count:
        feedback.done(request, f"{done} {count} báo cáo.")
    for sentence in left[:5]:
        messages.warning(request, sentence)
    return redirect("reporting:cycle", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the cycle, or open it again with a reason."""
    cycle = get_object_or_404(seen.cycles_of(request.user).select_related("form__authority"), pk=pk)
    require(request.user, "reporting.manage_cycle", cycle)
    opening = cycle.state == CycleState.LOCKED
    form = (ReasonForm if opening else forms.Form)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            if opening:
                lifecycle.reopen_cycle(cycle, **form.cleaned_data, by=request.user)
            else:
                lifecycle.lock_cycle(cycle, by=request.user)
            feedback.done(request, "Đã mở lại kỳ báo cáo." if opening else "Đã khóa kỳ báo cáo.")
            return redirect("reporting:cycle", pk)
    return render(request, "reporting/lock.html", {"cycle": cycle, "form": form, "opening": opening})
