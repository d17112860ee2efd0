"""How often and by when, from words such as "định kỳ hàng tháng, hàng quý" or "trước ngày 15/12/2026"."""

import re
from datetime import date

from lantoa.core.text import fold
from lantoa.plans.enums import Frequency
from lantoa.plans.proposing.model import ProposedRecurrence

# Longest first where one contains another. Folded text: "hằng" and "hàng" both read "hang".
_OFTEN = [
    (re.compile(r"\bhang thang\b|\bmoi thang\b|\b01 thang mot lan\b"), Frequency.MONTHLY),
    (re.compile(r"\bhang quy\b|\bmoi quy\b|\bquy i ii iii iv\b"), Frequency.QUARTERLY),
    (re.compile(r"\b0?6 thang\b|\bsau thang\b|\bnua nam\b"), Frequency.HALF_YEARLY),
    (
        re.compile(r"\bhang nam\b|\bmoi nam\b|\b(?:bao cao|tong ket|danh gia) (?:\w+ ){0,4}?(?:cuoi nam|ca nam)\b|\bnam mot lan\b"),
        Frequency.YEARLY,
    ),
    (re.compile(r"\bthuong xuyen\b|\blien tuc\b|\bhang tuan\b|\bhang ngay\b"), Frequency.ALWAYS),
]
_DAY = re.compile(
    r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)
# A document that is cited, with its own day.
_CITED = re.compile(
    r"\bsố\s+[^\s,;]+\s+ngày\s+(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})", re.IGNORECASE
)
_QUARTER = re.compile(r"\bquý\s+(IV|III|II|I|[1-4])\s*(?:/|năm\s+|-\s*)(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+(\d{1,2})\s*(?:/|năm\s+)\s*(\d{4})", re.IGNORECASE)
_BY = re.compile(r"\b(?:trước|chậm nhất|hạn|xong|đến|muộn nhất|hoàn thành)\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_REPORT_DAYS = 5  # đề xuất: minh chứng của kỳ nộp trong 5 ngày sau kỳ


def recurrences(text: str, *, deadline: date | None = None) -> tuple[list[ProposedRecurrence], bool]:
    """(how often and by when, whether the text itself fixes it).

    A stated day wins; words of repetition come next and may be several; with neither, once, thirty days after issue, proposed.
    """
    found = [frequency for pattern, frequency in _OFTEN if pattern.search(fold(text))]
    if Frequency.ALWAYS in found and len(found) > 1:
        found.remove(Frequency.ALWAYS)
    day = deadline or stated_day(text)
    if found:
        return [ProposedRecurrence(f, due_days=_REPORT_DAYS) for f in found], False
    if day:
        return [ProposedRecurrence(Frequency.ONCE, due_on=day)], True
    return [ProposedRecurrence(Frequency.ONCE, due_days=30)], False


def stated_day(text: str) -> date | None:
    """The day by which something is asked for; the last day of a stated month or quarter. None when the text names none."""
    text = _CITED.sub("", text)
    by = _BY.search(text)
    if by and (found := _DAY.search(text, by.start())):
        d, m, y = (int(x) for x in (found.groups()[:3] if found[1] else found.groups()[3:]))
        return _day(y, m, d)
    if found := _QUARTER.search(text):
        quarter = _ROMAN.get(found[1].upper()) or int(found[1])
        return _day(int(found[2]), quarter * 3, 30 if quarter in (2, 3) else 31)
    if by and (found := _MONTH.search(text, by.start())):
        year, month = int(found[2]), int(found[1])
        return next((d for last in (31, 30, 29, 28) if (d := _day(year, month, last))), None)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # a printed day that does not exist: the officer sees the text and decides
