"""A unit's own plan, drafted from the authority's plan it answers (I.2-1, III.1-1)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.plans.enums import DutyState, PlanState
from lantoa.plans.models import Assignment, Duty, LegalBasis, Plan, Recurrence


@transaction.atomic
def draft_unit_plan(plan: Plan, unit: Unit, *, by: User) -> Plan:
    """Draft the unit's plan in one go: head, basis, and the duties it owes as a checklist with their next due days.

    Effects, in order: the plan, answering `plan`; its basis; a confirmed duty for each the unit owes, tied to the authority's own
    sentences; the trail. Called again it returns the draft already there.
    """
    require(by, "plans.draft_unit_plan", Plan(issuer=unit, standing_agency=plan.standing_agency, answers=plan))
    Unit.objects.select_for_update(of=["self"]).get(pk=unit.pk)
    if mine := Plan.objects.filter(answers=plan, issuer=unit).exclude(state=PlanState.DISCARDED).first():
        return mine
    if plan.state != PlanState.ACTIVE:
        raise ValidationError("Kế hoạch của cấp trên chưa triển khai hoặc đã kết thúc.", code="state")
    owed = Assignment.objects.filter(plan=plan, unit=unit).order_by("duty__order", "due_on")
    due: dict[int, date] = {}
    for duty_id, due_on in owed.values_list("duty_id", "due_on"):
        due[duty_id] = max(due.get(duty_id, due_on), due_on)
    if not due:
        raise ValidationError("Kế hoạch này không giao việc cho đơn vị.", code="nothing_owed")
    mine = Plan.objects.create(
        issuer=unit, standing_agency=plan.standing_agency, answers=plan, kind="Kế hoạch", title=plan.title, place=plan.place,
        year=plan.year, valid_from=clock.today(), valid_to=plan.valid_to, created_by=by,
    )  # fmt: skip
    LegalBasis.objects.create(
        plan=mine, text=f"{plan.citation} {plan.title}", number=plan.number, issued_on=plan.issued_on, upper_plan=plan
    )
    for order, duty in enumerate(plan.duties.filter(pk__in=due).prefetch_related("clauses", "recurrences").order_by("order")):
        _copy_duty(mine, duty, due[duty.pk], order)
    trail.record("draft_unit_plan", mine, by=by, after={"answers": plan.number, "duties": len(due)})
    return mine


def _copy_duty(mine: Plan, duty: Duty, due_on: date, order: int) -> None:
    copy = Duty.objects.create(
        plan=mine, code=duty.code, title=duty.title, text=duty.text, verb=duty.verb, minutes=duty.minutes, done_rule=duty.done_rule,
        evidence_kinds=duty.evidence_kinds, done_params=duty.done_params, state=DutyState.CONFIRMED, order=order,
    )  # fmt: skip
    copy.clauses.set(duty.clauses.all())
    Recurrence.objects.bulk_create(
        Recurrence(duty=copy, frequency=r.frequency, due_days=r.due_days, due_on=r.due_on or (due_on if i == 0 else None))
        for i, r in enumerate(duty.recurrences.all())
    )
