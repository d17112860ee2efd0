"""Steps of the city's report, and its sections."""

from django.db.models import TextChoices


class CityState(TextChoices):
    DRAFTING = "drafting", "máy đang soạn"
    DRAFT = "draft", "dự thảo"
    WITH_LEADER = "with_leader", "chờ lãnh đạo duyệt"
    RETURNED = "returned", "trả lại để sửa"
    APPROVED = "approved", "đã duyệt, chờ ban hành"
    ISSUED = "issued", "đã ban hành"
    LOCKED = "locked", "đã khóa"
    SUPERSEDED = "superseded", "đã thay bằng bản sửa"


S = CityState
CITY_MOVES = {
    S.DRAFTING: {S.DRAFT},
    S.DRAFT: {S.DRAFTING, S.WITH_LEADER},
    S.WITH_LEADER: {S.DRAFT, S.RETURNED, S.APPROVED},
    S.RETURNED: {S.DRAFTING, S.WITH_LEADER},
    S.APPROVED: {S.ISSUED, S.RETURNED},
    S.ISSUED: {S.LOCKED, S.SUPERSEDED},
    S.LOCKED: {S.SUPERSEDED},
}
EDITABLE = (S.DRAFT, S.RETURNED)
OUT = (S.ISSUED, S.LOCKED, S.SUPERSEDED)


class Part(TextChoices):
    """Sections in their order, with the heading each has in the document."""

    GENERAL = "general", "Tình hình chung"
    RESULTS = "results", "Kết quả thực hiện các nhiệm vụ của kế hoạch"
    EXEMPLARS = "exemplars", "Phát hiện, biểu dương, nhân rộng điển hình"
    PRESS = "press", "Tuyên truyền trên đài, báo và các kênh"
    DIFFICULTIES = "difficulties", "Khó khăn, hạn chế và bài học kinh nghiệm"
    TASKS = "tasks", "Nhiệm vụ kỳ tiếp theo"
    TIMELINESS = "timeliness", "Chế độ báo cáo"


# Which indicators a section tells of: its figures stand beside it, each opening its records.
TOLD = {
    Part.RESULTS: ("duties_due", "duties_on_time", "registrations", "reviews"),
    Part.EXEMPLARS: ("proposed", "models", "verified", "rounds", "selected", "honoured", "honoured_people", "honoured_women", "honoured_workers",
                     "money", "exchanges", "participants", "adoptions", "reuses"),
    Part.PRESS: ("stories", "guides", "movement_stories", "columns", "publications", "on_air", "social"),
    Part.DIFFICULTIES: ("lessons",),
}  # fmt: skip


class Extract(TextChoices):
    """Who gets a part of the report, and which sections by default (`EXTRACTS`)."""

    PROVINCE = "tinh", "cấp tỉnh"
    FRONT = "mat-tran", "Mặt trận Tổ quốc"


EXTRACTS = {
    Extract.PROVINCE: (Part.GENERAL, Part.RESULTS, Part.EXEMPLARS, Part.PRESS, Part.DIFFICULTIES, Part.TASKS),
    Extract.FRONT: (Part.EXEMPLARS, Part.PRESS, Part.DIFFICULTIES),
}
