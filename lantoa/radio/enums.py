"""Steps of a bulletin, of its sound and of its airings; kinds of stations (Thông tư 39/2020/TT-BTTTT; product.md §2)."""

from django.db.models import IntegerChoices, TextChoices


class StationKind(TextChoices):
    """Grassroots stations by how the sound travels."""

    WIRED = "wired", "đài có dây"
    FM = "fm", "đài FM"
    IT = "it", "đài ứng dụng công nghệ thông tin - viễn thông"


class HandOver(TextChoices):
    """How a station gets its bulletins."""

    PAPER = "paper", "người đọc trực tiếp theo bản in"
    USB = "usb", "chép bằng thẻ nhớ, USB"
    PULL = "pull", "máy phát tự lấy từ thư mục trên mạng"
    PUSH = "push", "hệ thống gửi sang loa thông minh"


class Priority(IntegerChoices):
    """Three priorities of a bulletin (Thông tư 39/2020/TT-BTTTT); a higher number goes first."""

    NORMAL = 1, "thường"
    PRIORITY = 2, "ưu tiên"
    EMERGENCY = 3, "khẩn cấp"


class BulletinState(TextChoices):
    DRAFT = "draft", "soạn lời"
    SCRIPTED = "scripted", "đã duyệt lời"
    VOICED = "voiced", "đã có tiếng"
    APPROVED = "approved", "đã duyệt phát"
    AIRED = "aired", "đã phát"
    WITHDRAWN = "withdrawn", "đã gỡ"
    DROPPED = "dropped", "thôi không làm"


B = BulletinState
BULLETIN_MOVES = {
    B.DRAFT: {B.SCRIPTED, B.DROPPED},
    B.SCRIPTED: {B.VOICED, B.DRAFT, B.DROPPED, B.WITHDRAWN},
    B.VOICED: {B.APPROVED, B.SCRIPTED, B.DRAFT, B.DROPPED, B.WITHDRAWN},
    # Back to SCRIPTED: a part was taken out of it, so it must be mixed, heard and approved again.
    B.APPROVED: {B.AIRED, B.SCRIPTED, B.WITHDRAWN},
    B.AIRED: {B.APPROVED, B.SCRIPTED, B.WITHDRAWN},
}
EDITABLE_STATES = (B.DRAFT,)  # parts and their words may change
VOICING_STATES = (B.SCRIPTED, B.VOICED)  # words stand; sound is being made
ON_AIR_STATES = (B.APPROVED, B.AIRED)  # may be scheduled, handed over, published


class PartKind(TextChoices):
    OPENING = "opening", "lời chào"
    STORY = "story", "bài"
    TEXT = "text", "lời dẫn, thông báo"
    CLOSING = "closing", "lời kết"


class TakeKind(TextChoices):
    RECORDED = "recorded", "ghi âm trên trang"
    UPLOADED = "uploaded", "tải lên"
    VOICE = "voice", "giọng máy"


class MixState(TextChoices):
    WAITING = "waiting", "chờ ghép"
    RUNNING = "running", "đang ghép"
    DONE = "done", "đã ghép"
    FAILED = "failed", "chưa ghép được"


MIX_MOVES = {
    MixState.WAITING: {MixState.RUNNING, MixState.FAILED},
    MixState.RUNNING: {MixState.RUNNING, MixState.DONE, MixState.FAILED},
}


class AiringState(TextChoices):
    PLANNED = "planned", "sẽ phát"
    AIRED = "aired", "đã phát"
    MISSED = "missed", "không phát được"
    MOVED = "moved", "đã dời"
    STOPPED = "stopped", "ngừng phát"


AIRING_MOVES = {
    AiringState.PLANNED: {AiringState.AIRED, AiringState.MISSED, AiringState.MOVED, AiringState.STOPPED},
    AiringState.AIRED: {AiringState.PLANNED},
    AiringState.MISSED: {AiringState.AIRED},
    AiringState.STOPPED: {AiringState.PLANNED},
}
HOLDING_STATES = (AiringState.PLANNED, AiringState.AIRED)  # it takes up time on the station


class ProofKind(TextChoices):
    """How it is known that it was aired."""

    TAP = "tap", "người giữ loa bấm “Đã phát”"
    LOG = "log", "nhật ký của thiết bị"
    FILE = "file", "ảnh, tệp kèm theo"
    DEVICE = "device", "thiết bị tự báo"


class PushState(TextChoices):
    WAITING = "waiting", "chờ gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "không gửi được"


class Clash(TextChoices):
    """What to do with a time that is taken."""

    ASK = "ask", "hỏi"
    REPLACE = "replace", "phát bản tin này, dời bản tin kia sang khung trống kế tiếp"
    NEXT = "next", "xếp bản tin này vào khung trống kế tiếp"
    SKIP = "skip", "bỏ qua khung giờ này"


WEEKDAYS = [(n, word) for n, word in enumerate(["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"])]
