"""A duty being done: begun, handed in, approved by the unit's leader, accepted by the standing agency; returned, waived.

This module is the room's one address for services about assignments; giving out and proof stand in modules of their own.

The one who decides says what they saw (`seen`, from queries.assigned.version_of): when proof came or went meanwhile, the decision
is refused in words and they look again.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.plans.enums import AssignmentState, PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.queries import assigned
from lantoa.plans.services.evidence import add_proof, add_record_proof, withdraw_proof, withdraw_record_proof
from lantoa.plans.services.holding import move_on, recount
from lantoa.plans.services.opening import mark_late, open_periods

__all__ = [
    "accept_assignment", "accept_assignments", "add_proof", "add_record_proof", "approve_assignment", "mark_late", "open_periods",
    "recall_assignment", "recount", "reopen_assignment", "return_assignment", "start_assignment", "submit_assignment",
    "waive_assignment", "withdraw_proof", "withdraw_record_proof",
]  # fmt: skip

_OFFICERS = (Role.UNIT_OFFICER, Role.GRASSROOTS, Role.MEDIA_EDITOR, Role.FRONT_PARTNER)


@transaction.atomic
def start_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """Say that the unit is at it, before there is any proof. Effects: the state."""
    require(by, "plans.give_proof", assignment)
    assignment = _locked(assignment)
    move_on(assignment, AssignmentState.IN_PROGRESS, by=by)
    return assignment


@transaction.atomic
def submit_assignment(assignment: Assignment, *, shortfall_reason: str = "", seen: str = "", by: User) -> Assignment:
    """Hand in to the unit's leader. Needs one proof at least; with fewer than the duty's rule asks for, a reason.

    Effects, in order: who and when; the state; a notice to the unit's leaders.
    """
    require(by, "plans.submit", assignment)
    assignment = _locked(assignment, seen)
    if not assignment.evidence.filter(withdrawn_at__isnull=True).exists():
        raise ValidationError("Chưa có minh chứng nào. Gửi ảnh, tệp, đường dẫn hoặc ghi chú rồi nộp.", code="no_proof")
    if missing := assigned.what_is_missing(assignment):
        if not shortfall_reason.strip():
            raise ValidationError({"shortfall_reason": f"{missing} Bổ sung, hoặc ghi lý do nộp thiếu để lãnh đạo xem xét."})
    else:
        shortfall_reason = ""
    assignment.submitted_at, assignment.submitted_by, assignment.shortfall_reason = clock.now(), by, shortfall_reason
    move_on(
        assignment, AssignmentState.SUBMITTED, by=by, reason=shortfall_reason, also=("submitted_at", "submitted_by", "shortfall_reason")
    )
    _tell("plans.assignment_submitted", assignment, [Role.UNIT_LEADER], by=by, person=str(by))
    return assignment


@transaction.atomic
def recall_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """Take back what was handed in, as long as the leader has not decided. Effects: the state; when it was handed in is void."""
    require(by, "plans.submit", assignment)
    assignment = _locked(assignment)
    if assignment.state != AssignmentState.SUBMITTED:
        raise ValidationError("Lãnh đạo đã xem xét rồi nên không lấy lại được nữa. Tải lại trang để thấy tình trạng mới nhất.", code="move")
    assignment.submitted_at = assignment.submitted_by = None
    move_on(assignment, AssignmentState.IN_PROGRESS, by=by, also=("submitted_at", "submitted_by"))
    return assignment


@transaction.atomic
def approve_assignment(assignment: Assignment, *, seen: str = "", by: User) -> Assignment:
    """The unit's leader answers for it; nobody approves what they wrote. Effects: who and when; the state."""
    require(by, "plans.approve", assignment)
    assignment = _locked(assignment, seen)
    if obstacle := assigned.approval_obstacle(assignment, by):
        raise ValidationError(obstacle, code="own_work")
    assignment.approved_at, assignment.approved_by = clock.now(), by
    move_on(assignment, AssignmentState.APPROVED, by=by, also=("approved_at", "approved_by"))
    return assignment


@transaction.atomic
def accept_assignment(assignment: Assignment, *, seen: str = "", by: User) -> Assignment:
    """The standing agency accepts what the leader approved. Effects: when; the state."""
    require(by, "plans.accept", assignment)
    assignment = _locked(assignment, seen)
    if obstacle := assigned.acceptance_obstacle(assignment, by):
        raise ValidationError(obstacle, code="own_work")
    assignment.accepted_at = clock.now()
    move_on(assignment, AssignmentState.ACCEPTED, by=by, also=("accepted_at",))
    return assignment


@transaction.atomic
def accept_assignments(assignments: Iterable[Assignment], *, by: User) -> tuple[int, list[str]]:
    """Accept each; what cannot be is left as it is. Returns how many, and in words why not for each that was left."""
    accepted, left = 0, []
    for assignment in sorted(assignments, key=lambda a: a.pk):
        try:
            accept_assignment(assignment, by=by)
            accepted += 1
        except ValidationError as error:
            left.append(f"{assignment.duty} · {assignment.unit}: {' '.join(error.messages)}")
    return accepted, left


@transaction.atomic
def return_assignment(assignment: Assignment, *, reason: str, seen: str = "", by: User) -> Assignment:
    """Back to the officer, with what is to be put right. The leader returns what waits for approval, or what was approved and not
    yet accepted; the standing agency what was approved or accepted.

    Effects, in order: reason, approval and acceptance void; the state; a notice to the unit's officers, and to its leaders when the
    agency returned it.
    """
    require(by, "plans.return", assignment)
    assignment = _locked(assignment, seen)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do trả lại, để đơn vị biết cần bổ sung gì."})
    leads, runs = assignment.unit_id in assigned.units_led(by), assigned.runs_plan(by, assignment.plan)
    if assignment.state == AssignmentState.SUBMITTED and not leads:
        raise ValidationError("Việc này còn chờ lãnh đạo đơn vị duyệt; duyệt xong Cơ quan Thường trực mới xem xét.", code="turn")
    if assignment.state == AssignmentState.ACCEPTED and not runs:
        raise ValidationError("Cơ quan Thường trực đã công nhận; chỉ nơi đó trả lại được.", code="turn")
    assignment.return_reason = reason
    assignment.approved_at = assignment.approved_by = assignment.accepted_at = None
    move_on(assignment, AssignmentState.RETURNED, by=by, reason=reason, also=("return_reason", "approved_at", "approved_by", "accepted_at"))
    _tell("plans.assignment_returned", assignment, _OFFICERS if leads else (*_OFFICERS, Role.UNIT_LEADER), by=by, reason=reason)
    return assignment


@transaction.atomic
def waive_assignment(assignment: Assignment, *, reason: str, by: User) -> Assignment:
    """Nothing more is asked of the unit. Effects: the reason; the state; a notice to the unit's leaders and officers."""
    require(by, "plans.waive", assignment)
    assignment = _locked(assignment)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do miễn."})
    assignment.waive_reason = reason
    move_on(assignment, AssignmentState.WAIVED, by=by, reason=reason, also=("waive_reason",))
    _tell("plans.assignment_waived", assignment, (Role.UNIT_LEADER, *_OFFICERS), by=by, reason=reason)
    return assignment


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, reason: str, by: User) -> Assignment:
    """Ask for it after all. Effects: the waiver is void; the state; a notice to the unit's leaders and officers."""
    require(by, "plans.waive", assignment)
    assignment = _locked(assignment)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do giao lại."})
    assignment.waive_reason = ""
    move_on(assignment, AssignmentState.ASSIGNED, by=by, reason=reason, also=("waive_reason",))
    _tell("plans.assignment_reopened", assignment, (Role.UNIT_LEADER, *_OFFICERS), by=by, reason=reason)
    return assignment


def _locked(assignment: Assignment, seen: str = "") -> Assignment:
    """The row, held, of an active plan, as the person saw it."""
    assignment = assigned.locked(assignment)
    if assignment.plan.state != PlanState.ACTIVE:
        raise ValidationError(f"{assignment.plan} không còn thực hiện nên tình trạng các việc được giữ nguyên.", code="not_active")
    if seen and seen != assigned.version_of(assignment):
        raise ValidationError(
            "Có người vừa thêm hoặc rút minh chứng, hay đã chuyển bước, từ lúc trang này được mở. Xem lại rồi bấm lần nữa.", code="changed"
        )
    return assignment


def _tell(kind: str, assignment: Assignment, roles: Iterable[Role], *, by: User, **more: str) -> None:
    """A notice to those at the unit who hold the roles, except to who did it."""
    notify(
        kind, to=people_in([assignment.unit], roles).exclude(pk=by.pk), url=reverse("plans:assignment", args=[assignment.pk]),
        context={"duty": assignment.duty.title, "due_on": assignment.due_on, **more}, about=assignment, by=by,
    )  # fmt: skip
