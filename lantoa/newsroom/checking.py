"""Checks that stand beside the text while it is written. Each says what it saw and what to do; only the grave ones stop a story.

Plain functions over what is written and what the exemplar's file knows; nothing is stored.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from lantoa.core.text import fold, nfc

LONG_SENTENCE = 30  # words: heard once over a loudspeaker, a longer one is lost
LONG_TITLE = 110  # letters
SHORT_TEXT = 60  # words
_ALIKE = 85  # of 100 (rapidfuzz): one name written in two ways
_MOST_NAMED = 4  # numbers named in one finding
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\d)[^.!?…\n]+)*[.!?…]?")
_DATE = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_HONORIFICS = frozenset({"ong", "ba", "anh", "chi", "em", "co", "chu", "thay", "bac", "di", "cau"})
_CALLED = re.compile(r"\b(?i:ông|bà|anh|chị|em|cô|chú|thầy|bác)\s+((?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s?){2,5})")
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]+")
_PHONE = re.compile(r"(?<!\d)(?:\+?84[ .-]?|0)\d{2,3}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)")
_ID_NUMBER = re.compile(r"(?<!\d)\d{9}(?:\d{3})?(?!\d)")
_NUMBER = re.compile(r"(?<![\w/.,-])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d/])|(?<![\w/.,-])\d+(?:,\d+)?(?![\d/])")
_YEAR = re.compile(r"\bnăm\s+\d{4}\b|\b\d{4}\s*[-–]\s*\d{4}\b")
_MEASURED = re.compile(r"^\s*(?:%|phần trăm|triệu|tỷ|đồng|hộ|người|lượt|m²|m2|mét|ha|héc|tấn|kg|suất|phần quà|căn|km)", re.I)
_SOURCED = re.compile(r"\b(?:theo|nguồn|báo cáo|thống kê|số liệu|cho biết|kể)\b", re.I)


@dataclass(frozen=True)
class Finding:
    """`words`: what was seen; `do`: what to do about it; `stops`: the story cannot be let out before it is settled."""

    key: str
    words: str
    do: str = ""
    stops: bool = False


@dataclass(frozen=True)
class FileFacts:
    """What the exemplar's file knows: every name that may be written, the days it speaks of, its numbers, marks to keep out."""

    names: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    numbers: frozenset[str] = frozenset()
    phone: str = ""


@dataclass(frozen=True)
class PictureWords:
    """One picture of the text. `shown`: whether somebody said who can be recognised in it."""

    label: str
    alt: str
    credit: str
    shown: bool = True


def check(title: str, lead: str, text: str, *, facts: FileFacts | None = None, pictures: Sequence[PictureWords] = ()) -> list[Finding]:
    """Findings about a text (plain words, a line for each block), the grave ones first."""
    whole = "\n".join(filter(None, (title, lead, text)))
    found = [*private_marks(whole, facts), *picture_words(pictures), *left_open(whole), *missing_parts(title, lead, text)]
    if facts:
        found += [*unknown_names(whole, facts.names), *unknown_days(whole, facts.days)]
    else:
        found += unknown_days(whole, frozenset())
    found += [*unsourced_numbers(whole, facts), *long_sentences(text)]
    return sorted(found, key=lambda finding: not finding.stops)


def numbers_in(text: str) -> frozenset[str]:
    """Numbers of a text as they are compared: digits alone, thousands' dots left out."""
    return frozenset(match.replace(".", "") for match in _NUMBER.findall(text))


def private_marks(text: str, facts: FileFacts | None = None) -> Iterable[Finding]:
    """Telephone and identity-card numbers have no place in a public text."""
    if _PHONE.search(text) or (facts and facts.phone and facts.phone in text):
        yield Finding("phone", "Bài có số điện thoại.", "Bỏ số riêng của người dân; nếu là số của cơ quan thì để ở phần liên hệ.", True)
    elif _ID_NUMBER.search(text):
        yield Finding("id_number", "Bài có dãy số giống số căn cước.", "Bỏ dãy số ấy đi.", True)


def picture_words(pictures: Iterable[PictureWords]) -> Iterable[Finding]:
    for picture in pictures:
        if not picture.alt.strip():
            yield Finding(
                "alt", f"{picture.label}: chưa ghi ảnh chụp gì.", "Ghi một câu ở phần “Ảnh của bài”, cho người không nhìn thấy ảnh.", True
            )
        if not picture.credit.strip():
            yield Finding(
                "credit", f"{picture.label}: chưa ghi ai chụp, lấy từ đâu.", "Ghi người chụp hoặc nguồn ảnh ở phần “Ảnh của bài”.", True
            )
        if not picture.shown:
            yield Finding(
                "shown", f"{picture.label}: chưa nói trong ảnh có ai.", "Chọn ở phần “Ảnh của bài”: ai trong ảnh, đã đồng ý chưa.", True
            )


def left_open(text: str) -> Iterable[Finding]:
    """Questions in square brackets that the first draft left for the writer."""
    if open_ones := re.findall(r"\[[^\]\n]{3,200}\]", text):
        yield Finding(
            "open", f"Còn {len(open_ones)} chỗ trong ngoặc vuông, như “{open_ones[0][:60]}”.", "Điền điều đã biết, hoặc xóa câu ấy.", True
        )


def missing_parts(title: str, lead: str, text: str) -> Iterable[Finding]:
    if len(title) > LONG_TITLE:
        yield Finding("title", f"Đầu đề dài {len(title)} chữ cái.", f"Dưới {LONG_TITLE} thì đọc một hơi là hiểu.")
    if not lead.strip():
        yield Finding("lead", "Chưa có tóm tắt.", "Viết một, hai câu: ai, làm gì, ở đâu, ích gì.")
    if len(text.split()) < SHORT_TEXT:
        yield Finding("short", f"Bài còn ngắn (dưới {SHORT_TEXT} tiếng).", "Thêm việc làm cụ thể, con số, lời của người trong cuộc.")


def unknown_names(text: str, known: frozenset[str]) -> Iterable[Finding]:
    """Names that the file does not have, and names of the file that are written otherwise, be it by one mark."""
    exact = {nfc(name).casefold() for name in known}
    folded = {fold(name): name for name in known}
    said = set()
    for name in dict.fromkeys(_bare(match) for match in _NAME.findall(text)):
        near = next((kept for plain, kept in folded.items() if _written_otherwise(name, plain, exact)), None)
        if near:
            said.add(name)
            yield Finding(
                "name_marks", f"Tên viết “{name}”, trong hồ sơ là “{near}”.", "Sửa cho đúng từng dấu; nếu hồ sơ sai thì sửa hồ sơ."
            )
    for name in dict.fromkeys(match.strip() for match in _CALLED.findall(text)):
        if name not in said and not any(fold(name) in one or one in fold(name) for one in folded):
            yield Finding("name", f"Tên “{name}” không có trong hồ sơ.", "Xem lại chữ, hoặc bổ sung người này vào hồ sơ.")


def _bare(name: str) -> str:
    """The name without the form of address that begins a sentence: "Ông Nguyễn Văn Bảy"."""
    first, _, rest = name.strip().partition(" ")
    return rest if fold(first) in _HONORIFICS and " " in rest else name.strip()


def _written_otherwise(name: str, known_folded: str, exact: set[str]) -> bool:
    plain = fold(name)
    if nfc(name).casefold() in exact or len(plain.split()) != len(known_folded.split()) or len(plain.split()) < 2:
        return False
    return plain == known_folded or fuzz.ratio(plain, known_folded) >= _ALIKE


def unknown_days(text: str, known: frozenset[date]) -> Iterable[Finding]:
    for day, month, year in dict.fromkeys(_DATE.findall(text)):
        try:
            written = date(int(year), int(month), int(day))
        except ValueError:
            yield Finding("date", f"Không có ngày {day}/{month}/{year}.", "Xem lại ngày, tháng.", True)
            continue
        if known and written not in known:
            yield Finding("date", f"Ngày {written:%d/%m/%Y} không có trong hồ sơ.", "Xem lại cho chắc.")


def unsourced_numbers(text: str, facts: FileFacts | None) -> Iterable[Finding]:
    """Numbers that count something, that the file does not have and whose sentence does not say where they come from."""
    known = facts.numbers if facts else frozenset()
    odd = []
    for sentence in _SENTENCE.findall(_YEAR.sub(" ", _DATE.sub(" ", _PHONE.sub(" ", text)))):
        if _SOURCED.search(sentence):
            continue
        for match in _NUMBER.finditer(sentence):
            counts = _MEASURED.match(sentence[match.end() :])
            if counts and match[0].replace(".", "") not in known and match[0] not in odd:
                odd.append(match[0])
    if odd:
        named = ", ".join(odd[:_MOST_NAMED]) + ("…" if len(odd) > _MOST_NAMED else "")
        where = "không có trong hồ sơ và " if facts else ""
        yield Finding("number", f"Con số {named} {where}chưa rõ lấy từ đâu.", "Ghi “theo …” trong câu, hoặc bổ sung con số vào hồ sơ.")


def long_sentences(text: str) -> Iterable[Finding]:
    sentences = [sentence.split() for sentence in _SENTENCE.findall(text)]
    many = [sentence for sentence in sentences if len(sentence) > LONG_SENTENCE]
    if many:
        longest = " ".join(max(many, key=len)[:8])
        yield Finding(
            "long", f"{len(many)} câu dài hơn {LONG_SENTENCE} tiếng, đọc loa khó nghe. Dài nhất: “{longest}…”", "Tách thành hai, ba câu."
        )
