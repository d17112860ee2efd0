"""Kinds, fields and steps of what is put forward (plan 449, I.2-1, II.1-5; product.md §3)."""

from django.db.models import TextChoices


class SubjectType(TextChoices):
    """Plan 449, II.1-5: "tập thể, cá nhân, hộ gia đình"."""

    INDIVIDUAL = "individual", "cá nhân"
    COLLECTIVE = "collective", "tập thể"
    HOUSEHOLD = "household", "hộ gia đình"


class NominationKind(TextChoices):
    """Plan 449, II.1-5 and II.2-2. The law uses these words without defining them."""

    GOOD_DEED = "good_deed", "người tốt, việc tốt"
    EXEMPLAR = "exemplar", "điển hình tiên tiến"
    NEW_MODEL = "new_model", "mô hình mới"
    NEW_FACTOR = "new_factor", "nhân tố mới"


class Breadth(TextChoices):
    """Plan 449, I.2-1: "tiêu biểu, toàn diện hoặc trên từng lĩnh vực"."""

    COMPREHENSIVE = "comprehensive", "toàn diện"
    FIELD = "field", "từng lĩnh vực"


class Field(TextChoices):
    """Plan 449, II.1-5: "lao động sản xuất, kinh doanh, học tập, công tác và chiến đấu"."""

    PRODUCTION = "production", "lao động sản xuất"
    BUSINESS = "business", "kinh doanh"
    STUDY = "study", "học tập"
    WORK = "work", "công tác"
    COMBAT = "combat", "chiến đấu"


class Area(TextChoices):
    """Plan 449, I.1-1: "phát triển kinh tế - xã hội, củng cố quốc phòng - an ninh"."""

    ECONOMY = "economy", "kinh tế"
    SOCIETY = "society", "văn hóa - xã hội"
    DEFENCE = "defence", "quốc phòng - an ninh"


class Gender(TextChoices):
    FEMALE = "female", "nữ"
    MALE = "male", "nam"


class Door(TextChoices):
    """How a nomination came in. PAPER: an officer keyed in what came on paper or by word of mouth ("nhập thay")."""

    CITIZEN = "citizen", "người dân gửi"
    OFFICER = "officer", "đơn vị giới thiệu"
    SHEET = "sheet", "nhập từ tệp Excel"
    PAPER = "paper", "nhập thay từ giấy, lời kể"


class NominationState(TextChoices):
    RECEIVED = "received", "mới nhận"
    SCREENING = "screening", "đang xác minh"
    CHECKED = "checked", "chờ lãnh đạo duyệt"
    VERIFIED = "verified", "đã xác minh"
    SHORTLISTED = "shortlisted", "đưa vào bình chọn"
    SELECTED = "selected", "được chọn"
    HONOURED = "honoured", "đã biểu dương"
    PUBLISHED = "published", "đã đăng, phát"
    REPLICATING = "replicating", "đang nhân rộng"
    MERGED = "merged", "gộp vào hồ sơ khác"
    NOT_ELIGIBLE = "not_eligible", "chưa đủ điều kiện"
    WITHDRAWN = "withdrawn", "đã rút"
    REVOKED = "revoked", "đã thu hồi"


_OUT = {NominationState.MERGED, NominationState.NOT_ELIGIBLE, NominationState.WITHDRAWN}
NOMINATION_MOVES = {
    NominationState.RECEIVED: {NominationState.SCREENING, *_OUT},
    NominationState.SCREENING: {NominationState.CHECKED, *_OUT},
    NominationState.CHECKED: {NominationState.VERIFIED, NominationState.SCREENING, NominationState.NOT_ELIGIBLE, NominationState.WITHDRAWN},
    NominationState.VERIFIED: {NominationState.SHORTLISTED, NominationState.SCREENING, *_OUT},
    # Back to VERIFIED: not chosen this time, or the round was annulled; it may be put to a later round.
    NominationState.SHORTLISTED: {NominationState.SELECTED, NominationState.VERIFIED, NominationState.WITHDRAWN},
    NominationState.SELECTED: {NominationState.HONOURED, NominationState.VERIFIED, NominationState.WITHDRAWN},
    NominationState.HONOURED: {NominationState.PUBLISHED, NominationState.REVOKED},
    # Back to HONOURED: taken down.
    NominationState.PUBLISHED: {NominationState.REPLICATING, NominationState.HONOURED, NominationState.REVOKED},
    NominationState.REPLICATING: {NominationState.PUBLISHED, NominationState.REVOKED},
    NominationState.NOT_ELIGIBLE: {NominationState.SCREENING},
}  # fmt: skip
# The river of the pipeline page: found → verified → chosen → honoured → published → spread.
OPEN_STATES = (NominationState.RECEIVED, NominationState.SCREENING, NominationState.CHECKED)  # the unit has work to do
CLOSED_STATES = (NominationState.MERGED, NominationState.NOT_ELIGIBLE, NominationState.WITHDRAWN, NominationState.REVOKED)
VERIFIED_STATES = (
    NominationState.VERIFIED, NominationState.SHORTLISTED, NominationState.SELECTED, NominationState.HONOURED,
    NominationState.PUBLISHED, NominationState.REPLICATING,
)  # fmt: skip
HONOURED_STATES = (NominationState.HONOURED, NominationState.PUBLISHED, NominationState.REPLICATING)


class Criterion(TextChoices):
    """What makes an exemplar typical: the five things plan 449 asks for in II.1, bullet 5. The value is the clause."""

    LEADING = "II.1-5e", "Là nhân tố tích cực, dẫn đầu trong các phong trào"
    LAW_ABIDING = "II.1-5f", "Gương mẫu chấp hành chủ trương của Đảng, pháp luật của Nhà nước"
    FOLLOWING_UNCLE_HO = "II.1-5g", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"
    MUTUAL_HELP = "II.1-5h", "Có tinh thần tương thân, tương ái"
    CHARITY = "II.1-5i", "Làm nhân đạo, từ thiện, góp phần bảo đảm an sinh xã hội"


class CheckResult(TextChoices):
    UNSEEN = "", "chưa xét"
    MET = "met", "đạt"
    NOT_MET = "not_met", "chưa đạt"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"


class SourceKind(TextChoices):
    PERSON = "person", "lời kể của người biết việc"
    VISIT = "visit", "đến tận nơi xem"
    DOCUMENT = "document", "giấy tờ, văn bản"
    PRESS = "press", "báo, đài đã đưa"


class ConfirmerKind(TextChoices):
    """Who confirms that the person keeps the law (plan 449, II.1-5f)."""

    POLICE = "police", "Công an nơi cư trú"
    LOCALITY = "locality", "UBND phường, xã"
    HAMLET = "hamlet", "Khu phố, ấp"
    PARTY_CELL = "party_cell", "Chi bộ nơi cư trú"
    EMPLOYER = "employer", "Cơ quan, đơn vị nơi làm việc"


class HoldCause(TextChoices):
    """NĐ 152/2025, Điều 4: no award while these are being looked into; consent: Luật 91/2025."""

    COMPLAINT = "complaint", "đang có đơn thư, phản ánh"
    VIOLATION = "violation", "đang xem xét vi phạm, kỷ luật"
    CONSENT = "consent", "người được nêu rút đồng ý"
    OTHER = "other", "lý do khác"


class AttachmentKind(TextChoices):
    PHOTO = "photo", "ảnh"
    VOICE = "voice", "lời kể ghi âm"
    DOCUMENT = "document", "giấy tờ, tệp"


class Purpose(TextChoices):
    """What a person agrees to, each by itself (Luật 91/2025/QH15, Điều 9: consent is per purpose)."""

    PORTAL = "portal", "đăng trên cổng, trang thông tin điện tử"
    RADIO = "radio", "phát trên đài truyền thanh"
    SOCIAL = "social", "đăng trên Zalo, Facebook của cơ quan"
    PRINT = "print", "in trên báo, bản tin, pa nô"
    EXHIBITION = "exhibition", "trưng bày tại hội nghị, nhà văn hóa"
    IMAGE = "image", "dùng ảnh chân dung"


class Relation(TextChoices):
    """Who gives the consent. A child from 7 must agree besides the representative (Luật 91/2025/QH15, Điều 24)."""

    SELF = "self", "chính người được nêu"
    REPRESENTATIVE = "representative", "cha, mẹ hoặc người giám hộ"
    CHILD = "child", "trẻ từ đủ 7 tuổi"
    HEAD = "head", "đại diện tập thể, hộ gia đình"
    HEIR = "heir", "thân nhân người đã mất"


class ConsentChannel(TextChoices):
    PAPER = "paper", "ký trên giấy"
    PHONE_SCREEN = "screen", "nghe đọc, bấm đồng ý trên điện thoại của cán bộ"
    CALL = "call", "gọi điện, có ghi lại"
    LINK = "link", "tự bấm ở đường dẫn riêng"


class RequestKind(TextChoices):
    """What a person may ask about the data kept of them (Luật 91/2025/QH15, Điều 4; NĐ 356/2025, Điều 5)."""

    SEE = "see", "xem những gì đang lưu về tôi"
    CORRECT = "correct", "sửa chỗ chưa đúng"
    OBJECT = "object", "việc khác"


class SuspicionState(TextChoices):
    """What came of two nominations found alike (product.md, screen 6)."""

    OPEN = "open", "chờ xem"
    ASKED = "asked", "đã hỏi đơn vị bạn"
    DISPUTED = "disputed", "chờ Cơ quan Thường trực quyết định"
    SAME = "same", "cùng một việc, đã gộp"
    PERSON = "person", "cùng người, việc khác"
    DIFFERENT = "different", "khác nhau"
    LAPSED = "lapsed", "không còn giống"


_DECISIONS = {SuspicionState.SAME, SuspicionState.PERSON, SuspicionState.DIFFERENT, SuspicionState.LAPSED}
SUSPICION_MOVES = {
    SuspicionState.OPEN: {SuspicionState.ASKED, *_DECISIONS},
    SuspicionState.ASKED: {SuspicionState.DISPUTED, SuspicionState.OPEN, *_DECISIONS},
    SuspicionState.DISPUTED: _DECISIONS,
    # A decision taken too early is taken up again; what was merged stays merged.
    SuspicionState.PERSON: {SuspicionState.OPEN, SuspicionState.SAME, SuspicionState.DIFFERENT},
    SuspicionState.DIFFERENT: {SuspicionState.OPEN, SuspicionState.SAME, SuspicionState.PERSON},
    SuspicionState.LAPSED: {SuspicionState.OPEN},
}
WAITING_SUSPICIONS = (SuspicionState.OPEN, SuspicionState.ASKED, SuspicionState.DISPUTED)


class BookState(TextChoices):
    """A workbook of nominations, from being brought to being taken in."""

    CHECKING = "checking", "đang kiểm tra"
    WRONG = "wrong", "có dòng cần sửa"
    READY = "ready", "sẵn sàng nhập"
    TAKING = "taking", "đang nhập"
    TAKEN = "taken", "đã nhập"


BOOK_MOVES = {
    BookState.CHECKING: {BookState.WRONG, BookState.READY},
    BookState.READY: {BookState.TAKING},
    # Back: what was right when it was checked is no longer (a unit was closed meanwhile); nothing of it was stored yet.
    BookState.TAKING: {BookState.TAKEN, BookState.WRONG},
}
