"""Checks that stand beside the text while it is written. They ask; only a missing consent or a missing read-back stops a story.

Plain functions over what is written and what the exemplar's file knows; nothing is stored.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.core.text import fold

LONG_SENTENCE = 30  # words: heard once over a loudspeaker, a longer one is lost
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]?")
_DATE = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_NAME = re.compile(r"\b(?:ông|bà|anh|chị|em|cô|chú|thầy)\s+((?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s?){2,5})")
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)\d{2}[ .]?\d{3}[ .]?\d{3,4}(?!\d)")
_ID_NUMBER = re.compile(r"(?<!\d)\d{9}(?:\d{3})?(?!\d)")


@dataclass(frozen=True)
class Finding:
    """`stops`: the story cannot be let out before it is settled."""

    key: str
    words: str
    stops: bool = False


@dataclass(frozen=True)
class FileFacts:
    """What the exemplar's file knows: every name that may be written, the days it speaks of, people's private marks to keep out."""

    names: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    phone: str = ""


def check(
    title: str, lead: str, text: str, *, facts: FileFacts | None = None, has_photo: bool = False, alt: str = "", credit: str = ""
) -> list[Finding]:
    """Findings about a text (plain words, a line for each block), the grave ones first."""
    whole = "\n".join(filter(None, (title, lead, text)))
    found = [*private_marks(whole, facts), *photo_words(has_photo, alt, credit), *missing_parts(title, lead, text)]
    if facts:
        found += [*unknown_names(whole, facts.names), *unknown_days(whole, facts.days)]
    found += long_sentences(text)
    return sorted(found, key=lambda finding: not finding.stops)


def private_marks(text: str, facts: FileFacts | None = None) -> Iterable[Finding]:
    """Telephone and identity-card numbers have no place in a public text."""
    if _PHONE.search(text) or (facts and facts.phone and facts.phone in text):
        yield Finding("phone", "Bài có số điện thoại. Bỏ số riêng của người dân; nếu là số của cơ quan thì để ở phần liên hệ.", stops=True)
    elif _ID_NUMBER.search(text):
        yield Finding("id_number", "Bài có dãy số giống số căn cước. Hãy bỏ đi.", stops=True)


def photo_words(has_photo: bool, alt: str, credit: str) -> Iterable[Finding]:
    if has_photo and not alt.strip():
        yield Finding("alt", "Ghi ảnh chụp gì, để người không nhìn thấy ảnh cũng biết.", stops=True)
    if has_photo and not credit.strip():
        yield Finding("credit", "Ghi ai chụp ảnh này.")


def missing_parts(title: str, lead: str, text: str) -> Iterable[Finding]:
    if len(title) > 110:
        yield Finding("title", f"Đầu đề dài {len(title)} chữ cái; dưới 110 thì đọc một hơi là hiểu.")
    if not lead.strip():
        yield Finding("lead", "Chưa có tóm tắt: một, hai câu nói ai, làm gì, ở đâu, ích gì.")
    if len(text.split()) < 60:
        yield Finding("short", "Bài còn ngắn (dưới 60 tiếng). Thêm việc làm cụ thể, con số, lời của người trong cuộc.")


def unknown_names(text: str, known: frozenset[str]) -> Iterable[Finding]:
    folded = {fold(name) for name in known}
    for name in dict.fromkeys(match.strip() for match in _NAME.findall(text)):
        if not any(fold(name) in one or one in fold(name) for one in folded):
            yield Finding("name", f"Tên “{name}” không có trong hồ sơ. Xem lại chữ, hoặc bổ sung vào hồ sơ.")


def unknown_days(text: str, known: frozenset[date]) -> Iterable[Finding]:
    for day, month, year in dict.fromkeys(_DATE.findall(text)):
        try:
            written = date(int(year), int(month), int(day))
        except ValueError:
            yield Finding("date", f"Không có ngày {day}/{month}/{year}. Xem lại.", stops=True)
            continue
        if known and written not in known:
            yield Finding("date", f"Ngày {written:%d/%m/%Y} không có trong hồ sơ. Xem lại cho chắc.")


def long_sentences(text: str) -> Iterable[Finding]:
    longest = max((sentence.split() for sentence in _SENTENCE.findall(text)), key=len, default=[])
    many = sum(len(sentence.split()) > LONG_SENTENCE for sentence in _SENTENCE.findall(text))
    if many:
        yield Finding("long", f"{many} câu dài hơn {LONG_SENTENCE} tiếng, đọc loa khó nghe. Câu dài nhất: “{' '.join(longest[:8])}…”")
