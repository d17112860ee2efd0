"""States of plans, duties and assignments with their allowed moves; how often, owed by whom (product.md §3)."""

from django.db.models import IntegerChoices, TextChoices

from lantoa.core.periods import PeriodKind


class PlanState(TextChoices):
    DRAFT = "draft", "dự thảo"
    IN_REVIEW = "in_review", "chờ ký"
    SIGNED = "signed", "đã ký"
    ACTIVE = "active", "đang thực hiện"
    CLOSED = "closed", "đã kết thúc"
    SUPERSEDED = "superseded", "đã thay thế"
    DISCARDED = "discarded", "đã bỏ"


PLAN_MOVES = {
    PlanState.DRAFT: {PlanState.IN_REVIEW, PlanState.DISCARDED},
    PlanState.IN_REVIEW: {PlanState.SIGNED, PlanState.DRAFT},
    PlanState.SIGNED: {PlanState.ACTIVE},
    PlanState.ACTIVE: {PlanState.CLOSED, PlanState.SUPERSEDED},
}


class ClauseKind(TextChoices):
    """The values of the reader's contract."""

    PURPOSE = "purpose", "mục đích"
    REQUIREMENT = "requirement", "yêu cầu"
    CONTENT = "content", "nội dung"
    FORM = "form", "hình thức"
    ORGANISATION = "organisation", "tổ chức thực hiện"
    OTHER = "other", "khác"


class DutyState(TextChoices):
    PROPOSED = "proposed", "đề xuất"
    CONFIRMED = "confirmed", "đã nhận"
    DROPPED = "dropped", "không giao việc"
    ENDED = "ended", "đã thôi giao"


DUTY_MOVES = {
    DutyState.PROPOSED: {DutyState.CONFIRMED, DutyState.DROPPED},
    DutyState.CONFIRMED: {DutyState.PROPOSED, DutyState.DROPPED, DutyState.ENDED},
    DutyState.DROPPED: {DutyState.PROPOSED},
}


class TargetKind(TextChoices):
    """Who owes a duty. Each is resolved to units as at the first day of the period."""

    MEMBERS = "members", "Mọi đơn vị thuộc các cụm, khối"
    LOCALITIES = "localities", "Các phường, xã"
    KIND = "kind", "Các đơn vị cùng loại"
    CLUSTER = "cluster", "Một cụm, khối"
    UNIT = "unit", "Một đơn vị"
    STANDING_AGENCY = "standing_agency", "Cơ quan Thường trực"


class Frequency(TextChoices):
    ONCE = "once", "một lần"
    MONTHLY = "monthly", "hằng tháng"
    QUARTERLY = "quarterly", "hằng quý"
    HALF_YEARLY = "half_yearly", "6 tháng một lần"
    YEARLY = "yearly", "hằng năm"
    ALWAYS = "always", "thường xuyên (xét theo tháng)"


PERIOD_KIND = {
    Frequency.MONTHLY: PeriodKind.MONTH,
    Frequency.ALWAYS: PeriodKind.MONTH,
    Frequency.QUARTERLY: PeriodKind.QUARTER,
    Frequency.HALF_YEARLY: PeriodKind.HALF,
    Frequency.YEARLY: PeriodKind.YEAR,
}


class AssignmentState(TextChoices):
    ASSIGNED = "assigned", "chưa bắt đầu"
    IN_PROGRESS = "in_progress", "đang làm"
    SUBMITTED = "submitted", "chờ lãnh đạo duyệt"
    RETURNED = "returned", "trả lại để bổ sung"
    APPROVED = "approved", "lãnh đạo đã duyệt"
    ACCEPTED = "accepted", "đã công nhận"
    WAIVED = "waived", "được miễn"


ASSIGNMENT_MOVES = {
    AssignmentState.ASSIGNED: {AssignmentState.IN_PROGRESS, AssignmentState.SUBMITTED, AssignmentState.WAIVED},
    AssignmentState.IN_PROGRESS: {AssignmentState.ASSIGNED, AssignmentState.SUBMITTED, AssignmentState.WAIVED},
    AssignmentState.SUBMITTED: {  # back to IN_PROGRESS: the unit takes it back before its leader has decided
        AssignmentState.APPROVED,
        AssignmentState.RETURNED,
        AssignmentState.WAIVED,
        AssignmentState.IN_PROGRESS,
    },
    AssignmentState.RETURNED: {AssignmentState.IN_PROGRESS, AssignmentState.SUBMITTED, AssignmentState.WAIVED},
    AssignmentState.APPROVED: {AssignmentState.ACCEPTED, AssignmentState.RETURNED},
    AssignmentState.ACCEPTED: {AssignmentState.RETURNED},
    AssignmentState.WAIVED: {AssignmentState.ASSIGNED},
}
# The unit is at work on it: proof may be given and withdrawn.
OPEN_STATES = {AssignmentState.ASSIGNED, AssignmentState.IN_PROGRESS, AssignmentState.RETURNED}
# Nothing more is asked of the unit in these: no reminder, no lateness.
DONE_STATES = {AssignmentState.APPROVED, AssignmentState.ACCEPTED, AssignmentState.WAIVED}
# The unit has done its part; the ball is in its leader's or the agency's court. Lateness is counted to `submitted_at`.
HANDED_IN_STATES = DONE_STATES | {AssignmentState.SUBMITTED}


class InspectionState(TextChoices):
    PLANNED = "planned", "đã lên lịch"
    DONE = "done", "đã kiểm tra"
    SIGNED = "signed", "đã ký biên bản"
    CANCELLED = "cancelled", "đã hủy"


INSPECTION_MOVES = {
    InspectionState.PLANNED: {InspectionState.DONE, InspectionState.CANCELLED},
    InspectionState.DONE: {InspectionState.SIGNED, InspectionState.PLANNED},
}


class FindingResult(TextChoices):
    UNSEEN = "", "chưa xem"
    GOOD = "good", "đạt"
    PARTLY = "partly", "cần bổ sung"
    BAD = "bad", "chưa đạt"


class ReminderStep(IntegerChoices):
    """Days from the due date (negative: before). Who is told at each step is in plans.reminders."""

    WEEK_BEFORE = -7, "còn 7 ngày"
    TWO_BEFORE = -2, "còn 2 ngày"
    DUE = 0, "đến hạn"
    ONE_LATE = 1, "quá hạn 1 ngày"
    THREE_LATE = 3, "quá hạn 3 ngày"
    FIVE_LATE = 5, "quá hạn 5 ngày"


class LetterState(TextChoices):
    DRAFT = "draft", "bản thảo"
    SENT = "sent", "đã gửi"
    DROPPED = "dropped", "không gửi"


LETTER_MOVES = {LetterState.DRAFT: {LetterState.SENT, LetterState.DROPPED}}


class BundleState(TextChoices):
    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang làm"
    DONE = "done", "đã xong"
    FAILED = "failed", "không làm được"


BUNDLE_MOVES = {
    BundleState.WAITING: {BundleState.RUNNING},
    BundleState.RUNNING: {BundleState.DONE, BundleState.FAILED},
    BundleState.FAILED: {BundleState.RUNNING},
}
