"""Forms and indicators, kept by the standing agency."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of
from lantoa.reporting.enums import FormState
from lantoa.reporting.forms import FigureForm, ScheduleForm
from lantoa.reporting.models import Form, Indicator, Item, Section
from lantoa.reporting.queries import seen
from lantoa.reporting.services import forms as services
from lantoa.reporting.services import seeding
from lantoa.ui import feedback

_ACTS = {"lap-ban-moi": services.new_version, "dua-vao-dung": services.put_in_use, "thoi-dung": services.retire}
_DONE = {
    "lap-ban-moi": "Đã lập bản mới để sửa.", "dua-vao-dung": "Đã đưa vào dùng; các kỳ mở từ nay theo mẫu này.", "thoi-dung": "Đã thôi dùng mẫu này.",
}  # fmt: skip


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    require(request.user, "reporting.manage_forms")
    rows = seen.forms_of(request.user).select_related("authority", "agency").order_by("authority", "period_kind", "key", "-version")
    indicators = Indicator.objects.at(clock.today()).select_related("numerator", "denominator").order_by("order", "key")
    return render(request, "reporting/forms.html", {
        "forms": rows, "indicators": _grouped(indicators), "may_adopt": not rows.exclude(state=FormState.RETIRED).exists(),
    })  # fmt: skip


def _grouped(indicators: Iterable[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """By who makes the number."""
    counted, typed, computed = [], [], []
    for one in indicators:
        (computed if one.is_quotient else counted if one.from_records else typed).append(one)
    return [("Phần mềm đếm", counted), ("Đơn vị ghi", typed), ("Tính từ hai chỉ tiêu", computed)]


@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Take over the proposed set for the authority of the person's standing agency."""
    held = next((a for a in appointments_of(request.user) if a.role == Role.STANDING_AGENCY), None)
    if held is None:
        raise Http404
    authority = get_object_or_404(Unit, pk=held.authority_id or held.unit_id)
    with feedback.refusals_told(request):
        made = seeding.adopt_forms(authority, agency=held.unit, by=request.user)
        feedback.done(request, f"Đã dùng {len(made)} mẫu đề xuất. Kỳ đầu tiên mở theo lịch của từng mẫu.")
    return redirect("reporting:forms")


def _form(request: HttpRequest, pk: int) -> Form:
    found = get_object_or_404(seen.forms_of(request.user).select_related("authority", "agency"), pk=pk)
    require(request.user, "reporting.manage_forms", found)
    return found


@require_safe
def form(request: HttpRequest, pk: int) -> HttpResponse:
    found = _form(request, pk)
    sections = list(found.sections.order_by("order", "pk"))
    for section in sections:
        section.rows = []
    by_pk = {section.pk: section for section in sections}
    for item in Item.objects.filter(form=found).select_related("indicator").order_by("order", "pk"):
        by_pk[item.section_id].rows.append(item)
    return render(request, "reporting/form.html", {
        "form": found, "sections": sections, "checks": found.checks.order_by("order", "pk"), "is_draft": found.state == FormState.DRAFT,
        "today": clock.today(),
        "schedule": ScheduleForm(initial={"opens_days": found.opens_days, "due_days": found.due_days}),
        "figure": FigureForm(indicators=Indicator.objects.at(clock.today()).exclude(items__form=found), sections=found.sections.all()),
        "may_manage": allowed(request.user, "reporting.manage_forms", found),
    })  # fmt: skip


@require_POST
def form_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found = _form(request, pk)
    with feedback.refusals_told(request):
        if act == "lich":
            _set_days(request, found)
        elif act == "them-o":
            _add_figure(request, found)
        elif act == "bo-o":
            services.drop_item(get_object_or_404(found.items, pk=_number(request.POST.get("o", ""))), by=request.user)
            feedback.done(request, "Đã bỏ ô.")
        elif act in _ACTS:
            found = _ACTS[act](found, by=request.user)
            feedback.done(request, _DONE[act])
        else:
            raise Http404
    return redirect("reporting:form", found.pk)


def _set_days(request: HttpRequest, found: Form) -> None:
    sent = ScheduleForm(request.POST)
    if not sent.is_valid():
        raise ValidationError("Ghi số ngày bằng chữ số: mở trước từ 0 đến 60 ngày, hạn nộp từ −60 đến 60 ngày.")
    services.set_days(found, **sent.cleaned_data, by=request.user)
    feedback.done(request, "Đã đổi lịch; áp dụng cho các kỳ mở từ nay.")


def _add_figure(request: HttpRequest, found: Form) -> None:
    section = get_object_or_404(Section, form=found, pk=_number(request.POST.get("section", "")))
    indicator = get_object_or_404(Indicator, pk=_number(request.POST.get("indicator", "")))
    services.add_figure(section, indicator, by=request.user)
    feedback.done(request, "Đã thêm ô.")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
