"""Steps of a unit's report, how indicators add up and where a figure comes from (domain.md §3.3, §6.1; product.md §3)."""

from django.db.models import TextChoices


class AddsUp(TextChoices):
    """How values of several units or periods become one.

    LAST adds over units, and of several periods takes the last (columns that are open). AVERAGE and SHARE are never stored: both
    their parts are, so that the quotient is right at every level. DISTINCT counts the same thing once, whoever reported it: over
    units it is counted anew from the records the reports name.
    """

    SUM = "sum", "cộng dồn"
    LAST = "last", "lấy số cuối kỳ"
    AVERAGE = "average", "bình quân (tổng chia số lượt)"
    SHARE = "share", "tỷ lệ phần trăm của hai chỉ tiêu"
    DISTINCT = "distinct", "đếm không trùng"


QUOTIENTS = {AddsUp.AVERAGE, AddsUp.SHARE}


class Audience(TextChoices):
    """Who owes the report: each is resolved to the units that existed in the period."""

    MEMBERS = "members", "Mọi đơn vị thuộc các cụm, khối"
    LOCALITIES = "localities", "Các phường, xã"


class FormState(TextChoices):
    DRAFT = "draft", "đang soạn"
    ACTIVE = "active", "đang dùng"
    RETIRED = "retired", "thôi dùng"


FORM_MOVES = {
    FormState.DRAFT: {FormState.ACTIVE, FormState.RETIRED},
    FormState.ACTIVE: {FormState.RETIRED},
}


class ItemKind(TextChoices):
    FIGURE = "figure", "số liệu"
    TEXT = "text", "lời văn"


class Operator(TextChoices):
    """Left–operator–right of a check, as in DHIS2."""

    AT_MOST = "<=", "không lớn hơn"
    AT_LEAST = ">=", "không nhỏ hơn"
    EQUALS = "=", "bằng"
    TOGETHER = "&", "có cả hai hoặc không có cả hai"


class CycleState(TextChoices):
    OPEN = "open", "đang nhận báo cáo"
    LOCKED = "locked", "đã khóa kỳ"


CYCLE_MOVES = {CycleState.OPEN: {CycleState.LOCKED}, CycleState.LOCKED: {CycleState.OPEN}}


class ReportState(TextChoices):
    OPEN = "open", "chưa làm"
    IN_WORK = "in_work", "đang làm"
    WITH_LEADER = "with_leader", "chờ lãnh đạo ký"
    SIGNED = "signed", "lãnh đạo đã ký"
    SUBMITTED = "submitted", "đã nộp"
    RETURNED = "returned", "trả lại để sửa"
    REVIEWED = "reviewed", "đã soát"
    ACCEPTED = "accepted", "đã chấp nhận"
    LOCKED = "locked", "đã khóa"
    SUPERSEDED = "superseded", "đã thay bằng bản sửa"


REPORT_MOVES = {
    ReportState.OPEN: {ReportState.IN_WORK, ReportState.WITH_LEADER, ReportState.SIGNED},
    ReportState.IN_WORK: {ReportState.WITH_LEADER, ReportState.SIGNED},
    ReportState.WITH_LEADER: {ReportState.SIGNED, ReportState.RETURNED, ReportState.IN_WORK},
    ReportState.SIGNED: {ReportState.SUBMITTED, ReportState.IN_WORK},
    ReportState.SUBMITTED: {ReportState.REVIEWED, ReportState.RETURNED},
    ReportState.RETURNED: {ReportState.IN_WORK, ReportState.WITH_LEADER, ReportState.SIGNED},
    ReportState.REVIEWED: {ReportState.ACCEPTED, ReportState.RETURNED},
    ReportState.ACCEPTED: {ReportState.LOCKED, ReportState.SUPERSEDED},
    ReportState.LOCKED: {ReportState.SUPERSEDED},
}
# The unit's officer may write in these; the figures follow the records.
WRITABLE_STATES = (ReportState.OPEN, ReportState.IN_WORK, ReportState.RETURNED)
# The unit has done its part: what lateness is counted to.
RECEIVED_STATES = (ReportState.SUBMITTED, ReportState.REVIEWED, ReportState.ACCEPTED, ReportState.LOCKED)
# Its values stand in the totals.
COUNTED_STATES = (ReportState.ACCEPTED, ReportState.LOCKED)


class Source(TextChoices):
    """Where the value of a box comes from."""

    EMPTY = "", "chưa có"
    RECORDS = "records", "từ bản ghi"
    TYPED = "typed", "đơn vị ghi"
    CORRECTED = "corrected", "đơn vị sửa, có lý do"
    SHEET = "sheet", "từ tệp Excel"
    DRAFTED = "drafted", "máy soạn sẵn"


EVIDENCE = "report"  # the kind of proof a signed report is to the duty that asks for it (plans.evidence_kinds)
