"""What plans hand over when a unit ends (organisations.moving). The right was asked for by the reorganisation itself.

What is done stays with the unit that did it; what is open goes to the heir, with its proof. Nothing is deleted.
"""

from datetime import date

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.workflow import move
from lantoa.organisations.models import Unit
from lantoa.plans.enums import OPEN_STATES, AssignmentState, PlanState
from lantoa.plans.models import Assignment, Delivery, Plan
from lantoa.plans.queries.assigned import locked
from lantoa.plans.queries.handover import open_assignments, open_deliveries, plans_in_hand
from lantoa.plans.services.holding import move_on, recount
from lantoa.ui.words import day as written_day


@transaction.atomic
def move_assignments(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """Open duties become the heir's. Where the heir owes the same duty for the same period already, its own goes on, takes the proof
    over while it is still open, and the predecessor's is waived with the reason. Without an heir all are waived.

    Effects, for each: the unit, or the proof and the waiver; a trail line.
    """
    theirs: dict[tuple[int, str], Assignment] = {}
    if to_unit:
        owed = Assignment.objects.filter(unit=to_unit, plan__state=PlanState.ACTIVE)
        theirs = {(a.duty_id, a.period): a for a in owed.order_by("pk")}
    for assignment in open_assignments(from_unit).order_by("pk"):
        assignment = locked(assignment)
        if to_unit is None:
            _waive(assignment, f"{from_unit} thôi hoạt động từ {written_day(day)}.", by)
        elif twin := theirs.get((assignment.duty_id, assignment.period)):
            _merge(assignment, locked(twin), from_unit, to_unit, day, by)
        else:
            assignment.unit, assignment.moved_from = to_unit, from_unit
            assignment.save(update_fields=["unit", "moved_from"])
            trail.record("hand_over", assignment, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})
            theirs[assignment.duty_id, assignment.period] = assignment


@transaction.atomic
def move_plans(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir runs the plans the unit ran, and takes over its drafts. What was signed keeps who signed it.

    Without an heir, drafts are discarded and running plans stay as they are, for the authority to close. Effects, for each: the plan;
    a trail line.
    """
    for plan in plans_in_hand(from_unit).order_by("pk"):
        plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
        is_draft = plan.state in (PlanState.DRAFT, PlanState.IN_REVIEW)
        if to_unit is None:
            if plan.state == PlanState.DRAFT:
                move(plan, PlanState.DISCARDED, by=by, reason=f"{from_unit} thôi hoạt động từ {written_day(day)}.")
            continue
        changed = []
        if plan.standing_agency_id == from_unit.pk:
            plan.standing_agency = to_unit
            changed.append("standing_agency")
        if plan.issuer_id == from_unit.pk and is_draft:
            plan.issuer = to_unit
            changed.append("issuer")
        if changed:
            plan.save(update_fields=changed)
            trail.record("hand_over", plan, by=by, before={f: str(from_unit) for f in changed}, after={f: str(to_unit) for f in changed})


@transaction.atomic
def move_deliveries(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir acknowledges what the unit had not, unless it was sent the plan itself. Effects, for each: the unit; a trail line."""
    if to_unit is None:
        return
    had = set(Delivery.objects.filter(unit=to_unit).values_list("plan_id", flat=True))
    for delivery in open_deliveries(from_unit).exclude(plan__in=had).order_by("pk"):
        delivery.unit = to_unit
        delivery.save(update_fields=["unit"])
        trail.record("hand_over", delivery, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})


def _merge(assignment: Assignment, twin: Assignment, from_unit: Unit, to_unit: Unit, day: date, by: User) -> None:
    if twin.state in OPEN_STATES:
        known = set(twin.evidence.filter(withdrawn_at__isnull=True, record_id__isnull=False).values_list("kind", "record_id"))
        moved = [p for p in assignment.evidence.filter(withdrawn_at__isnull=True) if (p.kind, p.record_id) not in known]
        for proof in moved:
            proof.assignment = twin
            proof.save(update_fields=["assignment"])
            trail.record("hand_over", twin, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit), "title": proof.title})
        if moved:
            recount(twin, by=by)
            if twin.state == AssignmentState.ASSIGNED:
                move_on(twin, AssignmentState.IN_PROGRESS, by=by)
        recount(assignment, by=by)
    _waive(assignment, f"Đã nhập vào {to_unit} từ {written_day(day)}; đơn vị ấy cũng có việc này trong kỳ.", by)


def _waive(assignment: Assignment, reason: str, by: User) -> None:
    assignment.waive_reason = reason
    move_on(assignment, AssignmentState.WAIVED, by=by, reason=reason, also=("waive_reason",))
