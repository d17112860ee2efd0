"""The life of a plan: drawn up, signed, set going, acknowledged, extended, ended, replaced (product.md §3).

This module is the room's one address for services about plans; drawing up, unit plans and the next year's plan stand in modules of
their own.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.files.models import StoredFile
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Assignment, Delivery, Plan, Recipient
from lantoa.plans.queries.plans import locked, obstacles_to_review
from lantoa.plans.rules.plans import is_unit_plan
from lantoa.plans.services.assignments import open_periods
from lantoa.plans.services.drafting import create_plan, edit_head, excuse_clause
from lantoa.plans.services.evidence import add_record_proof
from lantoa.plans.services.renewal import roll_over_plan
from lantoa.plans.services.unit_plans import draft_unit_plan
from lantoa.plans.validators import check_draft
from lantoa.ui.words import day as written_day

__all__ = [
    "acknowledge_plan", "activate_plan", "close_plan", "create_plan", "discard_plan", "draft_unit_plan", "edit_head", "excuse_clause",
    "extend_plan", "roll_over_plan", "send_back_plan", "sign_plan", "submit_plan",
]  # fmt: skip

_BATCH = 2000


@transaction.atomic
def submit_plan(plan: Plan, *, by: User) -> Plan:
    """Put the draft up for signature. Effects: the state; a notice to the issuer's leaders. Raises ValidationError with all obstacles."""
    require(by, "plans.edit_plan", plan)
    plan = locked(plan)
    check_draft(plan)
    if obstacles := obstacles_to_review(plan):
        raise ValidationError(obstacles, code="incomplete")
    workflow.move(plan, PlanState.IN_REVIEW, by=by)
    _tell_leaders(plan, "plans.plan_to_sign", by=by)
    return plan


@transaction.atomic
def send_back_plan(plan: Plan, *, reason: str, by: User) -> Plan:
    """Back to draft, saying what to change. Effects: the state; a notice to whoever drew it up."""
    require(by, "plans.send_back_plan", plan)
    plan = locked(plan)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi cần sửa gì, để người soạn biết."})
    workflow.move(plan, PlanState.DRAFT, by=by, reason=reason)
    notify("plans.plan_sent_back", to=[plan.created_by], url=_page(plan), context={"plan": str(plan), "reason": reason}, about=plan, by=by)
    return plan


@transaction.atomic
def sign_plan(
    plan: Plan, *, number: str, issued_on: date, signer_authority: str, signer_position: str, signer_name: str,
    signed_file: StoredFile | None = None, by: User,
) -> Plan:  # fmt: skip
    """Record that the plan was signed: number and day are the clerk's, the signature is on the document itself.

    Effects, in order: head and signed file; the state; a unit's own plan proves that unit's duty to have one.
    """
    require(by, "plans.sign_plan", plan)
    plan = locked(plan)
    if issued_on > clock.today():
        raise ValidationError({"issued_on": "Ngày ký không thể sau hôm nay."})
    plan.number, plan.issued_on, plan.signed_file = number, issued_on, signed_file or plan.signed_file
    plan.signer_authority, plan.signer_position, plan.signer_name = signer_authority, signer_position, signer_name
    plan.year = plan.valid_from.year if plan.valid_from and plan.valid_from.year > issued_on.year else issued_on.year
    plan.valid_from = max(plan.valid_from or issued_on, issued_on)
    plan.signed_at = clock.now()
    fields = ("number", "issued_on", "signed_file", "signer_authority", "signer_position", "signer_name", "year", "valid_from", "signed_at")
    plan.full_clean(exclude=["document", "state"])
    workflow.move(plan, PlanState.SIGNED, by=by, also=fields)
    if is_unit_plan(plan):
        _prove_unit_plan(plan, by=by)
    return plan


@transaction.atomic
def activate_plan(plan: Plan, *, by: User) -> Plan:
    """Set a signed plan going.

    Effects, in order: the state; a plan it replaces is superseded; a delivery to every recipient and every unit that owes a duty;
    the assignments of all periods begun; a notice to the leaders and officers of those units; the trail. Set-based: the number of
    statements does not grow with the number of units.
    """
    require(by, "plans.activate_plan", plan)
    plan = locked(plan)
    plan.activated_at = clock.now()
    workflow.move(plan, PlanState.ACTIVE, by=by, also=("activated_at",))
    if plan.supersedes_id:
        old = locked(plan.supersedes)
        old.closed_at = clock.now()
        workflow.move(old, PlanState.SUPERSEDED, by=by, reason=f"Thay bằng {plan.citation}", also=("closed_at",))
    open_periods(plan, by=by)
    unit_ids = _units_to_tell(plan)
    Delivery.objects.bulk_create(
        [Delivery(plan=plan, unit_id=pk, sent_at=plan.activated_at) for pk in sorted(unit_ids)], ignore_conflicts=True, batch_size=_BATCH
    )
    trail.record("deliver", plan, by=by, after={"units": len(unit_ids)})
    people = people_in(list(unit_ids), [Role.UNIT_LEADER, Role.UNIT_OFFICER, Role.FRONT_PARTNER], clock.today())
    notify("plans.plan_delivered", to=people, url=_page(plan), context={"plan": plan.citation, "title": plan.title}, about=plan, by=by)
    return plan


@transaction.atomic
def acknowledge_plan(delivery: Delivery, *, by: User) -> Delivery:
    """The unit has received the plan and will carry it out (C-2). Said twice, the first holds. Effects: who and when; the trail."""
    require(by, "plans.acknowledge_plan", delivery)
    delivery = Delivery.objects.select_for_update(of=["self"]).select_related("unit", "plan").get(pk=delivery.pk)
    if delivery.acknowledged_at is None:
        delivery.acknowledged_at, delivery.acknowledged_by = clock.now(), by
        delivery.save(update_fields=["acknowledged_at", "acknowledged_by"])
        trail.record("acknowledge", delivery, by=by)
    return delivery


@transaction.atomic
def extend_plan(plan: Plan, *, valid_to: date, reason: str, by: User) -> Plan:
    """Let an active plan run to another day. Effects: the day; the assignments of periods that have begun by then; the trail."""
    require(by, "plans.manage_plan", plan)
    plan = locked(plan)
    _check_active(plan)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi căn cứ hoặc lý do gia hạn."})
    if valid_to <= max(plan.valid_from, clock.today() - timedelta(days=1)):
        raise ValidationError({"valid_to": "Ngày kết thúc mới phải từ hôm nay trở đi."})
    before, plan.valid_to = plan.valid_to, valid_to
    plan.save(update_fields=["valid_to"])
    trail.record("extend", plan, by=by, reason=reason, before={"valid_to": before.isoformat()}, after={"valid_to": valid_to.isoformat()})
    open_periods(plan, by=by)
    return plan


@transaction.atomic
def close_plan(plan: Plan, *, reason: str = "", by: User) -> Plan:
    """End the plan; what is open stays on record as it stands and is urged no more. Effects: the state."""
    require(by, "plans.manage_plan", plan)
    plan = locked(plan)
    _check_active(plan)
    if plan.valid_to >= clock.today() and not reason.strip():
        raise ValidationError({"reason": f"Kế hoạch còn hiệu lực đến {written_day(plan.valid_to)}. Kết thúc sớm thì ghi lý do."})
    plan.closed_at = clock.now()
    workflow.move(plan, PlanState.CLOSED, by=by, reason=reason, also=("closed_at",))
    return plan


@transaction.atomic
def discard_plan(plan: Plan, *, reason: str, by: User) -> Plan:
    """Put a draft aside; it stays on record and its number is free again. Effects: the state."""
    require(by, "plans.edit_plan", plan)
    plan = locked(plan)
    check_draft(plan)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do bỏ bản dự thảo này."})
    workflow.move(plan, PlanState.DISCARDED, by=by, reason=reason)
    return plan


def _check_active(plan: Plan) -> None:
    if plan.state != PlanState.ACTIVE:
        raise ValidationError("Chỉ làm được với kế hoạch đang thực hiện.", code="state")


def _units_to_tell(plan: Plan) -> set[int]:
    """Recipients known here, and every unit that owes something under the plan."""
    named = Recipient.units.through.objects.filter(recipient__plan=plan).values_list("unit_id", flat=True)
    owing = Assignment.objects.filter(plan=plan).order_by().values_list("unit_id", flat=True).distinct()
    return {*named, *owing} - {plan.issuer_id}


def _prove_unit_plan(plan: Plan, *, by: User) -> None:
    owed = Assignment.objects.filter(plan=plan.answers, unit=plan.issuer, duty__done_rule="signed_unit_plan").order_by("pk").first()
    if owed:
        # Signed late, it still belongs to the time the duty was for.
        day = min(clock.today(), owed.period_end)
        add_record_proof("signed_plan", plan.pk, plan.issuer, title=plan.citation, happened_on=day, by=by)


def _tell_leaders(plan: Plan, kind: str, *, by: User) -> None:
    people = people_in([plan.issuer_id], [Role.CITY_LEADER, Role.UNIT_LEADER], clock.today())
    notify(kind, to=people, url=_page(plan), context={"plan": str(plan), "title": plan.title}, about=plan, by=by)


def _page(plan: Plan) -> str:
    return reverse("plans:plan", args=[plan.pk])
