"""Kinds, levels and states of movements, registrations, reviews and anniversaries, with their allowed moves (product.md §3)."""

from django.db.models import TextChoices


class MovementKind(TextChoices):
    MOVEMENT = "movement", "phong trào thi đua"
    MASS_CAMPAIGN = "mass_campaign", "cuộc vận động"


class Level(TextChoices):
    """Who called for it; II.1 ý 5 of plan 449: "của Trung ương, tỉnh, thành phố"."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "tỉnh"
    CITY = "city", "thành phố, huyện"
    UNIT = "unit", "đơn vị"


class Regime(TextChoices):
    """Luật Thi đua, khen thưởng 06/2022/QH15, Điều 16."""

    REGULAR = "regular", "thường xuyên"
    THEMATIC = "thematic", "theo chuyên đề"


class Colour(TextChoices):
    """Tokens of the design system in which a movement's pages are set."""

    RED = "son", "đỏ son"
    GREEN = "la", "xanh lá"
    INDIGO = "cham", "xanh chàm"
    GOLD = "vang", "vàng"
    PURPLE = "tim", "tím"
    JADE = "ngoc", "xanh ngọc"


class Icon(TextChoices):
    """File names in lantoa/ui/icons."""

    STAR = "star", "ngôi sao"
    HOUSE = "house", "ngôi nhà"
    LEAF = "leaf", "chiếc lá"
    BRIEFCASE = "briefcase", "cặp công việc"
    HEART = "heart", "trái tim"
    OFFICE = "office", "công sở"
    USERS = "users", "nhiều người"
    BOOK = "book", "quyển sách"


class MovementState(TextChoices):
    DRAFT = "draft", "đang soạn"
    LAUNCHED = "launched", "đang diễn ra"
    CLOSED = "closed", "đã kết thúc"
    DISCARDED = "discarded", "đã bỏ"


MOVEMENT_MOVES = {
    MovementState.DRAFT: {MovementState.LAUNCHED, MovementState.DISCARDED},
    MovementState.LAUNCHED: {MovementState.CLOSED},
    MovementState.CLOSED: {MovementState.LAUNCHED},  # closed too early, or prolonged
}


class RegistrationState(TextChoices):
    REGISTERED = "registered", "đã đăng ký"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"


REGISTRATION_MOVES = {
    RegistrationState.REGISTERED: {RegistrationState.NOT_APPLICABLE},
    RegistrationState.NOT_APPLICABLE: {RegistrationState.REGISTERED},
}


class ReviewKind(TextChoices):
    INTERIM = "interim", "sơ kết"
    FINAL = "final", "tổng kết"


class ReviewState(TextChoices):
    DRAFT = "draft", "đang viết"
    FINISHED = "finished", "đã hoàn thành"
    DISCARDED = "discarded", "đã bỏ"


REVIEW_MOVES = {
    ReviewState.DRAFT: {ReviewState.FINISHED, ReviewState.DISCARDED},
    ReviewState.FINISHED: {ReviewState.DRAFT},  # reopened with a reason; what it proved is withdrawn
}


class Mark(TextChoices):
    """How sure a fact is. What nobody has checked is shown as such, never as the rule."""

    CHECKED = "checked", "đã kiểm"
    GENERAL = "general", "chưa đối chiếu văn bản gốc"
