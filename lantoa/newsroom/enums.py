"""Steps of a story, what it is about and where it may go out (product.md §3; domain.md §6.5)."""

from django.db.models import TextChoices


class StoryState(TextChoices):
    IDEA = "idea", "ý tưởng"
    DRAFTING = "drafting", "đang viết"
    DESK = "desk", "biên tập"
    FACT_CHECK = "fact_check", "kiểm tra"
    APPROVED = "approved", "đã duyệt"
    SCHEDULED = "scheduled", "hẹn giờ đăng"
    PUBLISHED = "published", "đã đăng"
    CORRECTED = "corrected", "đã đăng, có đính chính"
    UNPUBLISHED = "unpublished", "đã gỡ"
    DROPPED = "dropped", "thôi không viết"


STORY_MOVES = {
    StoryState.IDEA: {StoryState.DRAFTING, StoryState.DROPPED},
    StoryState.DRAFTING: {StoryState.DESK, StoryState.DROPPED},
    StoryState.DESK: {StoryState.FACT_CHECK, StoryState.DRAFTING, StoryState.DROPPED},
    StoryState.FACT_CHECK: {StoryState.APPROVED, StoryState.DESK},
    StoryState.APPROVED: {StoryState.SCHEDULED, StoryState.PUBLISHED, StoryState.DESK},
    StoryState.SCHEDULED: {StoryState.PUBLISHED, StoryState.APPROVED},
    StoryState.PUBLISHED: {StoryState.CORRECTED, StoryState.UNPUBLISHED},
    StoryState.CORRECTED: {StoryState.CORRECTED, StoryState.UNPUBLISHED},
    StoryState.UNPUBLISHED: {StoryState.DESK},
}
WRITABLE_STATES = (StoryState.IDEA, StoryState.DRAFTING, StoryState.DESK, StoryState.FACT_CHECK)  # the text may still change
LIVE_STATES = (StoryState.PUBLISHED, StoryState.CORRECTED)  # the public sees it
# The desks as columns of the newsroom page, from the left.
DESKS = (StoryState.IDEA, StoryState.DRAFTING, StoryState.DESK, StoryState.FACT_CHECK, StoryState.APPROVED, StoryState.SCHEDULED)


class StoryKind(TextChoices):
    PORTRAIT = "portrait", "gương người tốt, việc tốt"
    MODEL = "model", "mô hình, cách làm hay"
    NEWS = "news", "tin hoạt động"
    GUIDE = "guide", "chủ trương, chính sách"


class Topic(TextChoices):
    """Plan 449, I.1-1 and II.1-1: what outreach must be about (duty U02 counts the first two)."""

    IDEOLOGY = "ideology", "tư tưởng Hồ Chí Minh về thi đua yêu nước"
    POLICY_LAW = "policy_law", "chủ trương, chính sách, pháp luật"
    MOVEMENT = "movement", "phong trào, cuộc vận động"
    EXEMPLAR = "exemplar", "gương điển hình, mô hình"


class Channel(TextChoices):
    """The eight kinds of grassroots information (NĐ 49/2024/NĐ-CP), and the press beyond them (plan 449, II.2-1)."""

    PORTAL = "portal", "cổng, trang thông tin điện tử"
    STATION = "station", "đài truyền thanh"
    BOARD = "board", "bảng tin công cộng"
    BULLETIN = "bulletin", "bản tin"
    LEAFLET = "leaflet", "tài liệu không kinh doanh"
    SPEAKER = "speaker", "tuyên truyền viên cơ sở"
    SOCIAL = "social", "mạng xã hội, ứng dụng nhắn tin"
    SMS = "sms", "tin nhắn điện thoại"
    PRESS = "press", "báo, đài phát thanh, truyền hình"


class TextFor(TextChoices):
    """What one approved text becomes for the channels. The first values are also the order of the page."""

    RADIO = "radio", "lời đọc trên đài truyền thanh"
    SMS = "sms", "tin nhắn điện thoại"
    SOCIAL = "social", "bài trên Zalo, Facebook"
    POSTER = "poster", "áp phích A3"


class Shown(TextChoices):
    """Who can be recognised in a picture, and so what is needed before it is shown (Luật 91/2025/QH15, Điều 9, 32)."""

    NOBODY = "nobody", "không nhận ra ai (phong cảnh, đồ vật)"
    SUBJECT = "subject", "chính người được viết"
    OTHERS = "others", "người khác, đã hỏi và được đồng ý"
    PUBLIC = "public", "hoạt động công cộng, có báo trước là ghi hình"


class PictureFormat(TextChoices):
    WEBP = "webp", "WebP"
    JPEG = "jpg", "JPEG"


class RequestKind(TextChoices):
    """What units and media ask each other for (plan 449, III.1-2)."""

    COVER = "cover", "cử phóng viên đến đưa tin"
    WRITE = "write", "viết giúp tin, bài"
    PHOTO = "photo", "chụp ảnh, quay phim"
    AIR = "air", "phát trên đài"
    RUN = "run", "đăng lại trên trang, báo"
    MATERIAL = "material", "cung cấp tư liệu, ảnh, số liệu"
    MEET = "meet", "giới thiệu người để phỏng vấn"


class RequestState(TextChoices):
    ASKED = "asked", "chờ trả lời"
    ACCEPTED = "accepted", "đã nhận lời"
    DECLINED = "declined", "chưa giúp được"
    HANDED = "handed", "đã bàn giao"
    DONE = "done", "xong"
    WITHDRAWN = "withdrawn", "thôi đề nghị"


REQUEST_MOVES = {
    RequestState.ASKED: {RequestState.ACCEPTED, RequestState.DECLINED, RequestState.WITHDRAWN},
    RequestState.ACCEPTED: {RequestState.HANDED, RequestState.DECLINED, RequestState.WITHDRAWN},
    RequestState.HANDED: {RequestState.DONE, RequestState.ACCEPTED},  # back: what was handed over will not do
}
OPEN_REQUESTS = (RequestState.ASKED, RequestState.ACCEPTED, RequestState.HANDED)


class RoyaltyFor(TextChoices):
    TEXT = "text", "người viết"
    PHOTO = "photo", "người chụp ảnh"
    EDIT = "edit", "người biên tập"
    VOICE = "voice", "người đọc"
