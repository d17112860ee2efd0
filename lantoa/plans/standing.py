"""How an assignment stands, in words and in the kinds of tag the design system knows."""

from datetime import date

from lantoa.core.periods import Period
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState
from lantoa.plans.models import Assignment
from lantoa.ui import words

_TAGS = {
    AssignmentState.ASSIGNED: ("none", "Chưa bắt đầu"),
    AssignmentState.IN_PROGRESS: ("doing", "Đang làm"),
    AssignmentState.SUBMITTED: ("doing", "Chờ lãnh đạo duyệt"),
    AssignmentState.RETURNED: ("soon", "Trả lại để bổ sung"),
    AssignmentState.APPROVED: ("done", "Lãnh đạo đã duyệt"),
    AssignmentState.ACCEPTED: ("done", "Đã công nhận"),
    AssignmentState.WAIVED: ("none", "Được miễn"),
}


def state_tag(assignment: Assignment) -> tuple[str, str]:
    """(kind of tag, words)."""
    return _TAGS[AssignmentState(assignment.state)]


def is_late(assignment: Assignment, day: date) -> bool:
    """Past its day and not handed in."""
    return assignment.due_on < day and assignment.state not in HANDED_IN_STATES


def days_late(assignment: Assignment, day: date) -> int:
    """Days between the due day and the day it was handed in, or `day` while it was not; 0 when in time or waived."""
    if assignment.state == AssignmentState.WAIVED:
        return 0
    until = words.as_day(assignment.submitted_at) if assignment.state in HANDED_IN_STATES else day
    return max(0, (until - assignment.due_on).days)


def due_tag(assignment: Assignment, day: date) -> tuple[str, str] | None:
    """(kind of tag, words) about the day: how long is left, or how late it came; None when waived."""
    if assignment.state == AssignmentState.WAIVED:
        return None
    if assignment.state in HANDED_IN_STATES:
        late = days_late(assignment, day)
        return ("late", f"Nộp chậm {late} ngày") if late else ("done", "Nộp đúng hạn")
    text = words.time_left(assignment.due_on)
    return words.due_kind(assignment.due_on), text[0].upper() + text[1:]


def period_label(assignment: Assignment) -> str:
    """ "tháng 5/2022"; "làm một lần" for a duty without periods."""
    return Period.parse(assignment.period).label if assignment.period else "làm một lần"


def title_of(assignment: Assignment) -> str:
    """ "Nhiều hình thức, tháng 5/2022"."""
    return f"{assignment.duty.title}, {period_label(assignment)}" if assignment.period else assignment.duty.title
