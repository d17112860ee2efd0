"""What can prove a duty: a registry. Kinds given by hand are here; kinds that are records of higher rooms are added by those rooms.

    evidence_kinds.register(EvidenceKind("story", "tin, bài", "text", source=Source.RECORD, url=story_url))

A duty may name a kind before its room exists (`COMING`): the page then says that it will be counted by itself, and until then
the officer gives it by hand, as a link, photo, file or note.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse


class Source(StrEnum):
    GIVEN = "given"  # an officer gives it on the duty's page
    RECORD = "record"  # a record of a higher room, attached by services.evidence.add_record_proof


class Shape(StrEnum):
    """What the officer hands over: decides which inputs the form shows and what must be filled in."""

    FILE = "file"
    PHOTO = "photo"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True)
class EvidenceKind:
    """`url(record_id)` leads to the record, for kinds that are or may be records. `done_words`: verb and object of the button."""

    key: str
    label: str  # lower case, as it stands within a sentence: "tin, bài"
    icon: str  # a file name in lantoa/ui/icons, without .svg
    source: Source = Source.GIVEN
    shape: Shape = Shape.FILE
    done_words: str = ""
    help: str = ""
    url: Callable[[int], str] | None = None


# Kinds that rooms to come will register as their records: key -> label. Until then `of` makes a placeholder of them.
COMING = {
    "story": "tin, bài",
    "publication": "lượt đăng, phát",
    "bulletin": "bản tin phát thanh",
    "airing": "lượt phát",
    "nomination": "đề cử",
    "round": "đợt bình chọn",
    "event": "hoạt động, sự kiện",
    "replication": "việc nhân rộng",
    "review": "sơ kết, tổng kết phong trào",
    "newsroom_thread": "trao đổi với tòa soạn",
    "report": "báo cáo",
    "budget": "dự toán, quyết toán",
    "score_sheet": "bảng điểm",
    "decision": "quyết định biểu dương",
}

_kinds: dict[str, EvidenceKind] = {}


def register(kind: EvidenceKind) -> None:
    """Add the kind; the same key again takes the place of the first."""
    _kinds[kind.key] = kind


def of(key: str) -> EvidenceKind:
    """The kind of that key. A key from COMING gives a record kind without an address. LookupError when nobody knows it."""
    if kind := _kinds.get(key):
        return kind
    if key in COMING:
        return EvidenceKind(key, COMING[key], "ripple", source=Source.RECORD)
    raise LookupError(f"no such kind of evidence: {key}")


def is_known(key: str) -> bool:
    return key in _kinds or key in COMING


def is_coming(key: str) -> bool:
    """Named, but its room is not there yet."""
    return key in COMING and key not in _kinds


def choices() -> list[tuple[str, str]]:
    """Every kind a duty may accept, for the form in which duties are edited."""
    return [(key, kind.label) for key, kind in _kinds.items()] + [(key, label) for key, label in COMING.items() if key not in _kinds]


def labels(keys: Iterable[str]) -> list[str]:
    """Words for the page: "tin, bài (sẽ tự ghi nhận)" for what its room will count by itself."""
    return [of(key).label + (" (sẽ tự ghi nhận)" if of(key).source is Source.RECORD else "") for key in keys]


def given_for(keys: Iterable[str]) -> list[EvidenceKind]:
    """Kinds an officer may give by hand for a duty that accepts `keys`.

    The basic four join in where the duty names none that can be given, or one whose room does not exist yet: nobody may be
    left unable to show what was done.
    """
    keys = list(keys)
    given = [of(key) for key in keys if of(key).source is Source.GIVEN]
    if not given or any(is_coming(key) for key in keys):
        given += [_kinds[key] for key in BASIC if key not in keys]
    return given


def _plan_page(plan_id: int) -> str:
    return reverse("plans:plan", args=[plan_id])


BASIC = ("link", "photo", "file", "note")

register(EvidenceKind("link", "đường dẫn", "link", shape=Shape.LINK, done_words="Dán đường dẫn",
                      help="Địa chỉ bài đăng, trang, video… bắt đầu bằng https://"))  # fmt: skip
register(EvidenceKind("photo", "ảnh", "screen", shape=Shape.PHOTO, done_words="Gửi ảnh",
                      help="Chụp ngay hoặc chọn ảnh có sẵn, nhiều ảnh một lần. Vị trí chụp được xóa khi lưu."))  # fmt: skip
register(EvidenceKind("file", "tệp", "file", shape=Shape.FILE, done_words="Gửi tệp"))
register(EvidenceKind("note", "ghi chú", "text", shape=Shape.NOTE, done_words="Viết ghi chú",
                      help="Kể ngắn gọn: ai, làm gì, ở đâu, khi nào, kết quả."))  # fmt: skip
register(EvidenceKind("minutes", "biên bản", "file", shape=Shape.FILE, done_words="Gửi biên bản"))
register(EvidenceKind("document", "văn bản", "file", shape=Shape.FILE, done_words="Gửi văn bản"))
register(EvidenceKind("signed_plan", "kế hoạch đã ký", "pen", shape=Shape.FILE, done_words="Gửi kế hoạch đã ký", url=_plan_page,
                      help="Bản đã ký của đơn vị. Kế hoạch soạn và ký trong hệ thống thì tự ghi nhận, không cần gửi lại."))  # fmt: skip
register(EvidenceKind("column_url", "địa chỉ chuyên trang, chuyên mục", "link", shape=Shape.LINK, done_words="Dán địa chỉ chuyên mục",
                      help="Địa chỉ trang hoặc mục đang chạy, bắt đầu bằng https://"))  # fmt: skip
register(EvidenceKind("meeting", "cuộc họp, hội nghị", "users", shape=Shape.NOTE, done_words="Ghi cuộc họp",
                      help="Ngày họp, thành phần, nội dung đã phổ biến."))  # fmt: skip
register(EvidenceKind("attendance", "danh sách dự", "list", shape=Shape.FILE, done_words="Gửi danh sách dự"))
register(EvidenceKind("poster", "pa nô, áp phích", "screen", shape=Shape.PHOTO, done_words="Gửi ảnh pa nô, áp phích"))
# A nil return: stated, with its reason, and so different from silence.
register(EvidenceKind("nil", "không phát sinh (nêu lý do)", "minus", shape=Shape.NOTE, done_words="Báo không phát sinh",
                      help="Nêu lý do kỳ này không có. Lãnh đạo đơn vị xem lý do này khi duyệt."))  # fmt: skip
