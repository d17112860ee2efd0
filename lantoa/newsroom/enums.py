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
