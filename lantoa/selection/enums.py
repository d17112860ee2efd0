"""Steps of a round, ways to vote, posts in a council (plan 449, II.2-2; product.md §3; law-and-formats §2.5)."""

from django.db.models import TextChoices


class Level(TextChoices):
    UNIT = "unit", "đơn vị"
    CITY = "city", "địa phương"


class RoundState(TextChoices):
    OPEN = "open", "đang chuẩn bị"
    VOTING = "voting", "đang bỏ phiếu"
    COUNTED = "counted", "đã kiểm phiếu"
    ANNOUNCED = "announced", "đã công bố"
    NIL = "nil", "không phát sinh"
    VOID = "void", "đã hủy"


ROUND_MOVES = {
    RoundState.OPEN: {RoundState.VOTING, RoundState.NIL, RoundState.VOID},
    RoundState.VOTING: {RoundState.COUNTED, RoundState.VOID},
    RoundState.COUNTED: {RoundState.ANNOUNCED, RoundState.VOTING, RoundState.VOID},  # back to VOTING: a second ballot on a tie
    RoundState.NIL: {RoundState.OPEN},
}
DONE_STATES = (RoundState.ANNOUNCED, RoundState.NIL, RoundState.VOID)


class Mode(TextChoices):
    APPROVE = "approve", "đồng ý hoặc không đồng ý từng gương"
    SCORE = "score", "chấm điểm theo tiêu chí"
    RANK = "rank", "xếp thứ tự (phiếu chuyển nhượng)"


class Denominator(TextChoices):
    """Of whom the share of votes is taken; law-and-formats §2.5 names both."""

    ALL = "all", "tổng số thành viên"
    TAKING_PART = "taking_part", "số người tham gia bỏ phiếu"


class Averaging(TextChoices):
    """How the members' marks make one."""

    MEAN = "mean", "trung bình cộng"
    MEDIAN = "median", "trung vị (bỏ ảnh hưởng của điểm quá cao, quá thấp)"


class TieRule(TextChoices):
    CHAIR = "chair", "theo ý kiến Chủ tịch Hội đồng"
    SECOND_BALLOT = "second_ballot", "bỏ phiếu lần hai"
    BOTH = "both", "chọn cả các gương bằng phiếu"


class CandidateState(TextChoices):
    LISTED = "listed", "trong danh sách"
    WITHDRAWN = "withdrawn", "đã rút"
    CHOSEN = "chosen", "đạt"
    TIED = "tied", "bằng phiếu, chờ phân định"
    NOT_CHOSEN = "not_chosen", "chưa đạt"


class Post(TextChoices):
    CHAIR = "chair", "Chủ tịch Hội đồng"
    DEPUTY = "deputy", "Phó Chủ tịch Hội đồng"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Ủy viên"


class Attendance(TextChoices):
    UNKNOWN = "", "chưa ghi"
    PRESENT = "present", "có mặt"
    WRITTEN = "written", "vắng, lấy ý kiến bằng văn bản"
    ABSENT = "absent", "vắng"


class Tie(TextChoices):
    """Why a member may not vote on a candidate (product.md §2: own unit, kin, self)."""

    SELF = "self", "chính mình"
    OWN_UNIT = "own_unit", "gương của đơn vị mình"
    KIN = "kin", "người thân"
    OTHER = "other", "có liên quan khác"


class DecisionState(TextChoices):
    DRAFT = "draft", "dự thảo"
    SUBMITTED = "submitted", "đã trình ký"
    SIGNED = "signed", "đã ký"
    REVOKED = "revoked", "đã thu hồi"
    DROPPED = "dropped", "đã bỏ"


DECISION_MOVES = {
    # Straight from draft to signed: what was signed on paper before anybody submitted it here.
    DecisionState.DRAFT: {DecisionState.SUBMITTED, DecisionState.SIGNED, DecisionState.DROPPED},
    DecisionState.SUBMITTED: {DecisionState.SIGNED, DecisionState.DRAFT},
    DecisionState.SIGNED: {DecisionState.REVOKED},
}
UNSIGNED_STATES = (DecisionState.DRAFT, DecisionState.SUBMITTED)
ISSUED_STATES = (DecisionState.SIGNED, DecisionState.REVOKED)  # what the public list of decisions rests on


class Nature(TextChoices):
    """What an award is in law (Luật Thi đua, khen thưởng, Điều 3-9): which of several are paid depends on it (Nghị định 152/2025, Điều 49)."""

    TITLE = "title", "danh hiệu thi đua"
    COMMENDATION = "commendation", "hình thức khen thưởng"
    PRAISE = "praise", "biểu dương (không kèm tiền)"


class Decider(TextChoices):
    """The lowest that may decide (law-and-formats §2.3)."""

    ANY = "any", "mọi cơ quan, đơn vị"
    COMMUNE = "commune", "Chủ tịch UBND cấp xã, thủ trưởng đơn vị có con dấu"
    PROVINCE = "province", "Chủ tịch UBND cấp tỉnh"
    STATE = "state", "Chủ tịch nước, Thủ tướng Chính phủ"


class PrintMode(TextChoices):
    FULL = "full", "in cả khung lên giấy trắng"
    OVERPRINT = "overprint", "chỉ in chữ lên phôi có sẵn"


class PrintState(TextChoices):
    WAITING = "waiting", "đang chờ"
    RUNNING = "running", "đang làm"
    DONE = "done", "đã xong"
    FAILED = "failed", "không làm được"


PRINT_MOVES = {
    PrintState.WAITING: {PrintState.RUNNING},
    PrintState.RUNNING: {PrintState.DONE, PrintState.FAILED},
    PrintState.FAILED: {PrintState.RUNNING},
}


class Mark(TextChoices):
    """How sure a fact is (law-and-formats)."""

    FOUND = "F", "có trong văn bản"
    GENERAL = "GK", "chưa đối chiếu văn bản gốc"
    DERIVED = "D", "suy ra"
