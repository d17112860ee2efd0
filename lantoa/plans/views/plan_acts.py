"""Each step of a plan's life and each act on a duty: one page with one form, one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.plans.enums import DutyState
from lantoa.plans.forms.plans import DutyForm, ExtendForm, HeadForm, OptionalReasonForm, ReasonForm, RollOverForm, SignForm, SplitForm
from lantoa.plans.models import Clause, Duty, Plan
from lantoa.plans.proposing.renewal import renew
from lantoa.plans.queries import activation
from lantoa.plans.queries import plans as queries
from lantoa.plans.rules.plans import is_unit_plan
from lantoa.plans.services import duties as duty_services
from lantoa.plans.services import lifecycle
from lantoa.plans.views.plans import plan_of
from lantoa.ui import feedback


@dataclass(frozen=True)
class Act:
    """A step on the plan's page. `run(request, plan, data)` returns the plan to show next; `context` what the page shows before it."""

    permission: str
    heading: str
    submit: str
    done: str
    run: Callable[[HttpRequest, Plan, dict], Plan | None]
    form: type[forms.Form] = forms.Form
    text: str = ""
    initial: Callable[[Plan], dict[str, Any]] = lambda plan: {}
    context: Callable[[Plan], dict[str, Any]] = lambda plan: {}


def _sign(request: HttpRequest, plan: Plan, data: dict) -> Plan:
    upload = data.pop("signed_file", None)
    signed_file = store_file(upload, allow={"pdf": DOCUMENTS["pdf"]}, by=request.user) if upload else None
    return lifecycle.sign_plan(plan, **data, signed_file=signed_file, by=request.user)


def _renewed(plan: Plan) -> dict[str, Any]:
    year = plan.year + 1
    texts = [plan.title, *plan.clauses.values_list("text", flat=True)]
    return {"changes": [change for text in texts for change in renew(text, plan.year, year)[1]]}


ACTS: dict[str, Act] = {
    "trinh-ky": Act(
        "edit_plan", "Trình ký kế hoạch?", "Trình ký", "Đã trình. Lãnh đạo được báo để xem và ký.",
        lambda request, plan, data: lifecycle.submit_plan(plan, by=request.user),
        text="Sau khi trình, nhiệm vụ không sửa được nữa cho đến khi kế hoạch được ký hoặc trả về.",
    ),
    "ky": Act(
        "sign_plan", "Ghi nhận kế hoạch đã ký", "Ghi nhận đã ký", "Đã ghi nhận kế hoạch đã ký.", _sign, SignForm,
        text="Số và ngày do văn thư cấp. Hệ thống không vẽ chữ ký, con dấu; bản đã ký gửi kèm được giữ nguyên.",
        initial=lambda plan: {
            "number": plan.number, "issued_on": plan.issued_on or clock.today(), "signer_authority": plan.signer_authority,
            "signer_position": plan.signer_position, "signer_name": plan.signer_name,
        },
    ),
    "tra-lai": Act(
        "send_back_plan", "Trả kế hoạch về dự thảo", "Trả về dự thảo", "Đã trả về. Người soạn được báo lý do.",
        lambda request, plan, data: lifecycle.send_back_plan(plan, **data, by=request.user), ReasonForm,
    ),
    "trien-khai": Act(
        "activate_plan", "Triển khai kế hoạch?", "Triển khai ngay", "Kế hoạch đã triển khai. Các đơn vị đã được báo và giao việc.",
        lambda request, plan, data: lifecycle.activate_plan(plan, by=request.user),
        text="Mọi đơn vị dưới đây nhận kế hoạch, việc của từng kỳ được giao, người phụ trách được báo.",
        context=lambda plan: {"preview": activation.preview(plan, max(clock.today(), plan.valid_from))},
    ),
    "gia-han": Act(
        "manage_plan", "Gia hạn kế hoạch", "Gia hạn", "Đã gia hạn.",
        lambda request, plan, data: lifecycle.extend_plan(plan, **data, by=request.user), ExtendForm,
        initial=lambda plan: {"valid_to": plan.valid_to},
    ),
    "ket-thuc": Act(
        "manage_plan", "Kết thúc kế hoạch?", "Kết thúc kế hoạch", "Kế hoạch đã kết thúc. Mọi việc được giữ nguyên trong hồ sơ.",
        lambda request, plan, data: lifecycle.close_plan(plan, **data, by=request.user), OptionalReasonForm,
        text="Việc chưa xong được giữ nguyên tình trạng, không nhắc nữa.",
    ),
    "bo": Act(
        "edit_plan", "Bỏ bản dự thảo?", "Bỏ dự thảo", "Đã bỏ bản dự thảo; hồ sơ vẫn được giữ.",
        lambda request, plan, data: lifecycle.discard_plan(plan, **data, by=request.user) and None, ReasonForm,
    ),
    "nam-sau": Act(
        "manage_plan", "Lập kế hoạch năm sau", "Lập dự thảo", "Đã lập dự thảo năm sau. Xem lại câu chữ và từng nhiệm vụ.",
        lambda request, plan, data: lifecycle.roll_over_plan(plan, **data, by=request.user), RollOverForm,
        text="Năm và số năm kỷ niệm được tính lại; nhiệm vụ được đề xuất lại để xem từng việc.",
        initial=lambda plan: {"year": plan.year + 1}, context=_renewed,
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def plan_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    step = ACTS.get(act)
    if step is None:
        raise Http404
    plan = plan_of(request, pk)
    require(request.user, f"plans.{step.permission}", plan)
    # A step without fields posts nothing but its keys: what makes the form a sent one is the method.
    form = step.form(request.POST if request.method == "POST" else None, request.FILES or None, initial=step.initial(plan))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            then = step.run(request, plan, dict(form.cleaned_data))
            feedback.done(request, step.done)
            return redirect("plans:plan", then.pk) if then else redirect("plans:plans")
    # The wanted state of the page: what stands in the way is said again on every showing.
    return render(request, "plans/plan_act.html", {"plan": plan, "act": act, "step": step, "form": form, **step.context(plan)})


@require_http_methods(["GET", "POST"])
def edit_head(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    require(request.user, "plans.edit_plan", plan)
    links = None if is_unit_plan(plan) else queries.visible_to(request.user).filter(state__in=queries.SIGNED_STATES).exclude(pk=pk)
    form = HeadForm(request.POST or None, instance=plan, links=links)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            lifecycle.edit_head(Plan.objects.get(pk=pk), **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa phần đầu của kế hoạch.")
            return redirect("plans:intake", pk)
    return render(request, "plans/edit_head.html", {"plan": plan, "form": form})


# --- Duties ---------------------------------------------------------------------------------------------------------------


def duty_of(request: HttpRequest, pk: int) -> Duty:
    """The duty of a plan the person draws up; 404 otherwise."""
    duty = get_object_or_404(
        Duty.objects.filter(plan__in=queries.visible_to(request.user)).select_related("plan__issuer", "plan__answers"), pk=pk
    )
    require(request.user, "plans.edit_plan", duty.plan)
    return duty


def _back_to(duty: Duty) -> HttpResponse:
    return redirect(f"{reverse('plans:intake', args=[duty.plan_id])}#{duty.code}")


@require_http_methods(["GET", "POST"])
def edit_duty(request: HttpRequest, pk: int) -> HttpResponse:
    duty = duty_of(request, pk)
    form = DutyForm(request.POST or None, plan=duty.plan, duty=duty)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            duty = duty_services.edit_duty(duty, form.parts(), by=request.user)
            if duty.state == DutyState.PROPOSED:
                duty_services.confirm_duty(duty, by=request.user)
            feedback.done(request, f"Đã sửa và nhận nhiệm vụ {duty.code}.")
            return _back_to(duty)
    return render(request, "plans/duty_form.html", {"plan": duty.plan, "duty": duty, "form": form})


@require_http_methods(["GET", "POST"])
def add_duty(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    require(request.user, "plans.edit_plan", plan)
    form = DutyForm(request.POST or None, plan=plan, initial={"clauses": request.GET.getlist("diem"), "due_days": 5, "minimum": 1})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            duty = duty_services.confirm_duty(duty_services.add_duty(plan, form.parts(), by=request.user), by=request.user)
            feedback.done(request, f"Đã thêm nhiệm vụ {duty.code}.")
            return _back_to(duty)
    return render(request, "plans/duty_form.html", {"plan": plan, "duty": None, "form": form})


@require_POST
def confirm_duty(request: HttpRequest, pk: int) -> HttpResponse:
    return _act_on(request, pk, lambda duty: duty_services.confirm_duty(duty, by=request.user))


@require_POST
def restore_duty(request: HttpRequest, pk: int) -> HttpResponse:
    return _act_on(request, pk, lambda duty: duty_services.restore_duty(duty, by=request.user))


def _act_on(request: HttpRequest, pk: int, act: Callable[[Duty], Duty]) -> HttpResponse:
    duty = duty_of(request, pk)
    try:
        act(duty)
    except ValidationError as error:
        messages.error(request, f"{duty.code} {duty.title}: {' '.join(error.messages)}")
    return _back_to(duty)


@require_http_methods(["GET", "POST"])
def drop_duty(request: HttpRequest, pk: int) -> HttpResponse:
    return _duty_page(request, pk, ReasonForm, "Không giao việc này", "Không giao việc",
                      lambda duty, data: duty_services.drop_duty(duty, **data, by=request.user))  # fmt: skip


@require_http_methods(["GET", "POST"])
def split_duty(request: HttpRequest, pk: int) -> HttpResponse:
    return _duty_page(request, pk, SplitForm, "Tách nhiệm vụ", "Tách",
                      lambda duty, data: duty_services.split_duty(duty, titles=data["titles"].splitlines(), by=request.user))  # fmt: skip


def _duty_page(
    request: HttpRequest, pk: int, form_class: type[forms.Form], heading: str, submit: str, act: Callable[[Duty, dict], object]
) -> HttpResponse:
    duty = duty_of(request, pk)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            act(duty, form.cleaned_data)
            return _back_to(duty)
    return render(request, "plans/duty_act.html", {"plan": duty.plan, "duty": duty, "form": form, "heading": heading, "submit": submit})


@require_POST
def confirm_all(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    count, left = duty_services.confirm_all_duties(plan, by=request.user)
    if count:
        feedback.done(request, f"Đã nhận {count} nhiệm vụ.")
    for words in left:
        messages.warning(request, words)
    return redirect("plans:intake", pk)


@require_POST
def merge_duties(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    require(request.user, "plans.edit_plan", plan)
    chosen = [int(value) for value in request.POST.getlist("nhiem-vu") if value.isdigit()]
    with feedback.refusals_told(request):
        merged = (
            duty_services.merge_duties(list(plan.duties.filter(pk__in=chosen).order_by("order")) or [], by=request.user)
            if len(chosen) > 1
            else None
        )
        if merged:
            feedback.done(request, f"Đã gộp vào {merged.code} {merged.title}.")
        else:
            messages.error(request, "Hãy đánh dấu ít nhất hai nhiệm vụ để gộp.")
    return redirect("plans:intake", pk)


@require_http_methods(["GET", "POST"])
def excuse_clause(request: HttpRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(
        Clause.objects.filter(plan__in=queries.visible_to(request.user)).select_related("plan__issuer", "plan__answers"), pk=pk
    )
    require(request.user, "plans.edit_plan", clause.plan)
    form = ReasonForm(request.POST or None, initial={"reason": clause.no_duty_reason})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            lifecycle.excuse_clause(clause, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("plans:intake", clause.plan_id)
    return render(request, "plans/excuse_clause.html", {"plan": clause.plan, "clause": clause, "form": form})
