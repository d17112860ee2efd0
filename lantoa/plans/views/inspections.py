"""Inspections: the list, planning a visit, carrying it out on a phone, its minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed
from lantoa.core.text import fold
from lantoa.organisations.models import Unit
from lantoa.plans.enums import FindingResult, InspectionState
from lantoa.plans.forms.oversight import (
    FinishForm,
    InspectionForm,
    InspectionSearchForm,
    ItemForm,
    MinutesForm,
    QuestionForm,
    ReasonForm,
)
from lantoa.plans.models import Inspection, InspectionItem, Plan
from lantoa.plans.queries import oversight
from lantoa.plans.services import inspections as services
from lantoa.plans.views.matrix import tabs
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

READ_OR_POST = ["GET", "HEAD", "POST"]


def _list(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    search = InspectionSearchForm(request.GET)
    search.is_valid()
    rows = oversight.inspections_visible_to(request.user).select_related("plan")
    if plan:
        rows = rows.filter(plan=plan)
    if state := search.cleaned_data.get("tinh-trang"):
        rows = rows.filter(state=state)
    if words := fold(search.cleaned_data.get("q", "")):
        names = oversight.names_of(list(rows.order_by().values_list("unit_id", flat=True)))
        rows = rows.filter(unit__in=[unit_id for unit_id, name in names.items() if words in fold(name)])
    page = paginate(request, rows)
    names = oversight.names_of([row.unit_id for row in page])
    for row in page:
        row.unit_name = names[row.unit_id]
    return render(request, "plans/inspections.html", {
        "search": search, "page": page, "plan": plan, "tabs": tabs(request, plan) if plan else [],
        "may_plan": plan is not None and oversight.units_to_inspect(request.user, plan).exists(),
    })  # fmt: skip


@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    return _list(request, None)


@require_safe
def plan_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    plans = oversight.plans_watched(request.user, oversight.INSPECTION_ROLES)
    return _list(request, get_object_or_404(plans.select_related("issuer"), pk=pk))


@require_http_methods(READ_OR_POST)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(oversight.plans_watched(request.user, oversight.INSPECTION_ROLES).select_related("issuer"), pk=pk)
    units = oversight.names_of(oversight.units_to_inspect(request.user, plan).order_by())
    form = InspectionForm(request.POST or None, units=units, initial={"unit": request.GET.get("don-vi")})
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(Unit.objects.filter(pk__in=units), pk=form.cleaned_data["unit"])
        more = {name: form.cleaned_data[name] for name in ("planned_on", "inspectors")}
        with feedback.refusals_on(form):
            made = services.plan_inspection(plan, unit, **more, by=request.user)
            feedback.done(request, "Đã lên lịch và báo cho đơn vị. Danh mục dưới đây do hệ thống gợi ý, hãy thêm bớt.")
            return redirect("plans:inspection", made.pk)
    return render(request, "plans/inspection_new.html", {"form": form, "plan": plan})


def _seen(request: HttpRequest, pk: int) -> Inspection:
    rows = oversight.inspections_visible_to(request.user).select_related("plan__issuer", "plan__standing_agency", "unit")
    return get_object_or_404(rows, pk=pk)


def _own(request: HttpRequest, pk: int) -> Inspection:
    """A visit the person carries out; 404 for who only sees it."""
    rows = oversight.inspections_visible_to(request.user).select_related("plan__issuer", "plan__standing_agency", "unit")
    found = get_object_or_404(rows, pk=pk)
    if not allowed(request.user, "plans.inspect", found):
        return get_object_or_404(rows.none(), pk=pk)
    return found


def _page(request: HttpRequest, found: Inspection, template: str, **context: object) -> HttpResponse:
    names = oversight.names_of([found.unit_id, found.plan.standing_agency_id], found.planned_on)
    may_inspect = allowed(request.user, "plans.inspect", found)
    items = list(found.items.select_related("duty", "photo", "remedy_duty"))
    return render(request, template, {
        "inspection": found, "plan": found.plan, "items": items,
        "unit_name": names[found.unit_id], "agency_name": names[found.plan.standing_agency_id],
        "may_inspect": may_inspect,
        # The unit prepares with the questions; what was found it reads when the visit is over.
        "show_results": may_inspect or found.state in (InspectionState.DONE, InspectionState.SIGNED),
        "seen": sum(item.result != FindingResult.UNSEEN for item in items),
        **context,
    })  # fmt: skip


@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk), "plans/inspection.html", question_form=QuestionForm(), cancel_form=ReasonForm())


@require_POST
def add_question(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), QuestionForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.add_item(found, question=form.cleaned_data["question"], by=request.user)
            return redirect("plans:inspection", found.pk)
    return _page(request, found, "plans/inspection.html", question_form=form, cancel_form=ReasonForm())


@require_POST
def remove_question(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    found = _own(request, pk)
    with feedback.refusals_told(request):
        services.remove_item(_item(found, item_pk), by=request.user)
    return redirect("plans:inspection", found.pk)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.cancel_inspection(found, reason=form.cleaned_data["reason"], by=request.user)
            feedback.done(request, "Đã hủy cuộc kiểm tra và báo cho đơn vị.")
            return redirect("plans:plan_inspections", found.plan_id)
    return _page(request, found, "plans/inspection.html", question_form=QuestionForm(), cancel_form=form)


def _item(found: Inspection, item_pk: int) -> InspectionItem:
    return get_object_or_404(found.items.select_related("inspection"), pk=item_pk)


def _item_form(item: InspectionItem, data=None, files=None) -> ItemForm:
    return ItemForm(data, files, instance=item, prefix=f"m{item.pk}", auto_id=f"m{item.pk}-%s")


@require_http_methods(READ_OR_POST)
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist on a phone; POST ends the visit."""
    found = _own(request, pk)
    if found.state != InspectionState.PLANNED:
        return redirect("plans:inspection", found.pk)
    form = FinishForm(request.POST or None, instance=Inspection(conclusion=found.conclusion, unit_representative=found.unit_representative))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.finish_inspection(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã soạn biên bản từ kết quả kiểm tra. Đọc lại, sửa nếu cần, rồi ký.")
            return redirect("plans:minutes", found.pk)
    items = list(found.items.select_related("duty", "photo"))
    return _page(request, found, "plans/inspection_carry_out.html", form=form, lines=[(item, _item_form(item)) for item in items])


@require_POST
def answer(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """One answer is kept as soon as it is given: with htmx the line says so, without it the page comes back to the line."""
    found = _own(request, pk)
    item = _item(found, item_pk)
    form = _item_form(item, request.POST, request.FILES)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.answer_item(item, **form.cleaned_data, by=request.user)
    if request.htmx:
        return render(request, "plans/parts/answer_kept.html", {"form": form, "kept": not form.errors})
    for problem in form.errors.values():
        messages.error(request, " ".join(problem))
    return redirect(f"{reverse('plans:carry_out', args=[found.pk])}#muc-{item.pk}")


@require_http_methods(READ_OR_POST)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they will stand on paper; POST records that both sides signed them."""
    found = _seen(request, pk)
    may_inspect = allowed(request.user, "plans.inspect", found)
    if found.state not in (InspectionState.DONE, InspectionState.SIGNED) or (request.method == "POST" and not may_inspect):
        return redirect("plans:inspection", found.pk)
    form = MinutesForm(request.POST or None, instance=Inspection(minutes=found.minutes, unit_representative=found.unit_representative))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.sign_minutes(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi nhận biên bản được ký. Yêu cầu khắc phục đã thành việc của đơn vị.")
            return redirect("plans:inspection", found.pk)
    return _page(request, found, "plans/inspection_minutes.html", form=form, reopen_form=ReasonForm())


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.reopen_inspection(found, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("plans:carry_out", found.pk)
    return _page(request, found, "plans/inspection_minutes.html", form=MinutesForm(instance=found), reopen_form=form)
