"""The rows this room brings to "Việc của tôi", a source for each kind of work (lantoa.plans.tasks). Never writes.

everybody at a unit: its duties; what waits for its leader; plans not yet acknowledged
head of a cluster:   units of the cluster that are late
standing agency:     what waits to be accepted; plans to set going; visits without minutes
leaders:             plans to sign
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.models import UnitVersion
from lantoa.organisations.queries import appointments_of, units_reached
from lantoa.plans import done_rules, standing
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState, InspectionState, PlanState
from lantoa.plans.models import Assignment, Delivery, Inspection, Plan
from lantoa.plans.queries.assigned import agencies_of, units_led, units_worked_for
from lantoa.plans.queries.assignments import Stage, clause_labels, to_approve, to_do
from lantoa.plans.tasks import TaskRow
from lantoa.ui import words

_ACKNOWLEDGING = frozenset({Role.UNIT_LEADER, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.FINANCE})
_SIGNING = frozenset({Role.CITY_LEADER, Role.UNIT_LEADER})
_LONGEST = 160  # characters of a duty's text that fit under its title


def units_duties(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """What the person's units owe, and what waits for their leader: two queries; one more for who works for several units."""
    units = units_worked_for(user, day) | units_led(user, day)
    if not units:
        return
    found = (to_do(user, day) | to_approve(user, day)).select_related("duty").order_by("due_on", "duty__order", "pk")
    rows = list(found[:limit])
    labels = clause_labels({a.duty_id for a in rows})
    names = {}
    if len(units) > 1:
        names = dict(UnitVersion.objects.at(day).filter(unit__in=units).order_by().values_list("unit_id", "name"))
    for assignment in rows:
        yield _duty_row(assignment, day, labels.get(assignment.duty_id, ()), names.get(assignment.unit_id, ""))


def _verb(assignment: Assignment, day: date) -> str:
    """What the button says: the duty's own act until there is enough to hand in, or until it is late: what was due is done or not, now it takes proof."""
    if assignment.state == AssignmentState.SUBMITTED:
        return "Xem, duyệt"
    if assignment.done_count >= assignment.needed_count:
        return "Xem, nộp"
    return "Gửi minh chứng" if assignment.due_on < day else assignment.duty.verb


def _duty_row(assignment: Assignment, day: date, clauses: tuple[str, ...], unit: str) -> TaskRow:
    duty, waits = assignment.duty, assignment.state == AssignmentState.SUBMITTED
    if waits:
        sentence = f"Đã nộp, có {assignment.done_count}/{assignment.needed_count} minh chứng cần có. Xem rồi duyệt hoặc trả lại."
    elif assignment.state == AssignmentState.RETURNED:
        sentence = f"Bị trả lại: {_cut(assignment.return_reason)}"
    elif assignment.done_count >= assignment.needed_count:
        sentence = "Đủ minh chứng rồi, chỉ còn bấm nộp."
    elif assignment.done_count:
        condition = done_rules.of(duty.done_rule).words(duty.done_params)
        sentence = f"Mới có {assignment.done_count}/{assignment.needed_count}: xong khi {condition}."
    else:
        sentence = _cut(duty.text)
    return TaskRow(
        title=standing.title_of(assignment), sentence=f"{unit}: {sentence}" if unit else sentence,
        verb=_verb(assignment, day), url=reverse("plans:assignment", args=[assignment.pk]),
        icon="check" if waits else "undo" if assignment.state == AssignmentState.RETURNED else "file",
        due_on=None if waits else assignment.due_on, tag=standing.due_tag(assignment, day), state_tag=standing.state_tag(assignment),
        clauses=clauses, minutes=2 if waits else duty.minutes,
    )  # fmt: skip


def waiting_for_receipt(user: User, day: date) -> QuerySet[Delivery] | None:
    if not (units := {a.unit_id for a in appointments_of(user, day) if a.role in _ACKNOWLEDGING}):
        return None
    return Delivery.objects.filter(unit__in=units, acknowledged_at__isnull=True, plan__state=PlanState.ACTIVE).order_by("sent_at", "pk")


def plans_to_acknowledge(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    if (waiting := waiting_for_receipt(user, day)) is None:
        return
    for delivery in waiting.select_related("plan")[:limit]:
        yield TaskRow(
            title=f"Xác nhận đã nhận {delivery.plan.citation}", sentence=_cut(delivery.plan.title), verb="Đọc, xác nhận",
            url=reverse("plans:plan", args=[delivery.plan_id]), icon="mail", minutes=3,
        )  # fmt: skip


def late_units_of_clusters(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """A row for each plan some of the cluster's units are late with: one query."""
    if not any(a.role == Role.CLUSTER_HEAD for a in appointments_of(user, day)):
        return
    late = Assignment.objects.filter(
        unit__in=units_reached(user, {Role.CLUSTER_HEAD}, day).values("pk"), plan__state=PlanState.ACTIVE, due_on__lt=day
    ).exclude(state__in=HANDED_IN_STATES)
    counted = late.order_by("plan").values_list("plan_id", "plan__number").annotate(units=Count("unit", distinct=True), duties=Count("pk"))
    for plan_id, number, units, duties in counted[:limit]:
        yield TaskRow(
            title=f"{units} đơn vị trong cụm, khối đang trễ", sentence=f"{duties} việc theo kế hoạch {number} đã quá hạn mà chưa nộp.",
            verb="Xem, đôn đốc", url=reverse("plans:late_list", args=[plan_id]), icon="alert", minutes=5,
        )  # fmt: skip


def waiting_for_agency(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """What leaders approved, a row for each plan: one query."""
    if not (agencies := agencies_of(user, day)):
        return
    approved = Assignment.objects.filter(plan__standing_agency__in=agencies, plan__state=PlanState.ACTIVE, state=AssignmentState.APPROVED)
    for plan_id, number, count in approved.order_by("plan").values_list("plan_id", "plan__number").annotate(count=Count("pk"))[:limit]:
        yield TaskRow(
            title=f"{count} việc chờ công nhận", sentence=f"Lãnh đạo đơn vị đã duyệt, theo kế hoạch {number}.", verb="Xem, công nhận",
            url=f"{reverse('plans:assignments')}?{urlencode({'ke-hoach': plan_id, 'tinh-trang': Stage.APPROVED.value})}",
            icon="check", minutes=max(1, min(60, count // 2)),
        )  # fmt: skip


_NEXT_STEP = {
    PlanState.DRAFT: ("Đọc xong, giao việc", "Bản thảo chưa trình: còn nhiệm vụ chờ xác nhận.", "pen"),
    PlanState.IN_REVIEW: ("Xem, ký", "Bản trình đã sẵn sàng, chờ ký.", "pen"),
    PlanState.SIGNED: ("Triển khai", "Đã ký, chưa giao xuống đơn vị.", "send"),
}


def waiting_plans(user: User, day: date) -> QuerySet[Plan] | None:
    """Drafts and signed plans for the office that runs them, plans under review for who signs."""
    agencies = agencies_of(user, day)
    signing = {a.unit_id for a in appointments_of(user, day) if a.role in _SIGNING}
    if not (agencies or signing):
        return None
    # A unit's own plan names the office that runs the plan it answers; it is the unit's work, not the office's.
    own = Q(answers__standing_agency=F("standing_agency"))
    mine = Q(standing_agency__in=agencies, state__in=[PlanState.DRAFT, PlanState.SIGNED]) & ~own
    mine |= Q(issuer__in=signing, state=PlanState.IN_REVIEW)
    return Plan.objects.filter(mine).order_by("-pk").defer("document", "text")


def plans_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    if (waiting := waiting_plans(user, day)) is None:
        return
    for plan in waiting[:limit]:
        verb, sentence, icon = _NEXT_STEP[PlanState(plan.state)]
        yield TaskRow(
            title=plan.citation, sentence=f"{_cut(plan.title)} {sentence}".strip(), verb=verb,
            url=reverse("plans:plan", args=[plan.pk]), icon=icon, minutes=10,
        )  # fmt: skip


def waiting_visits(user: User, day: date) -> QuerySet[Inspection] | None:
    """Visits whose day has come or that lack their minutes."""
    if not (agencies := agencies_of(user, day)):
        return None
    begun = Q(state=InspectionState.DONE) | Q(state=InspectionState.PLANNED, planned_on__lte=day)
    return Inspection.objects.filter(begun, plan__standing_agency__in=agencies).select_related("unit").order_by("planned_on", "pk")


def visits_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    if (waiting := waiting_visits(user, day)) is None:
        return
    for visit in waiting[:limit]:
        written = visit.state == InspectionState.DONE
        yield TaskRow(
            title="Ký biên bản kiểm tra" if written else "Kiểm tra đơn vị",
            sentence=f"Cuộc kiểm tra ngày {words.day(visit.planned_on)}.",
            verb="Xem, ghi ký" if written else "Mở phiếu kiểm tra", url=reverse("plans:inspection", args=[visit.pk]), icon="eye",
            due_on=None if written else visit.planned_on, minutes=5,
        )  # fmt: skip


SOURCES = {
    units_duties: None,
    plans_to_acknowledge: waiting_for_receipt,
    late_units_of_clusters: None,
    waiting_for_agency: None,
    plans_in_hand: waiting_plans,
    visits_in_hand: waiting_visits,
}


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
