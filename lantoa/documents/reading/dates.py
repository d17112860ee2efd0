"""Days and deadlines as they are written in Vietnamese."""

from __future__ import annotations

import re
from datetime import date

# '21 tháng 3 năm 2022', '28/02/2022', '28-02-2022', '28.2.2022'; spaces may stray in.
DAY = re.compile(
    r"(?P<d>\d{1,2})\s*(?:tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})|[/.\-]\s?(?P<m2>\d{1,2})\s?[/.\-]\s?(?P<y2>\d{4}))(?!\d)", re.I
)
_DAY = r"\d{1,2}\s*(?:tháng\s*\d{1,2}\s*năm\s*\d{4}|[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{4})"
_MONTH = r"\d{1,2}\s*tháng\s*\d{1,2}|tháng\s*\d{1,2}(?:\s*(?:/|năm)\s*\d{4})?"
_QUARTER = r"quý\s*[IVX\d]+(?:[/\s]*(?:năm\s*)?\d{4})?"
_HOUR = r"(?:\d{1,2}\s*(?:giờ|h)\s*\d{0,2}\s*(?:phút)?\s*,?\s*)?"
_WHEN = rf"(?:ngày\s*)?(?:{_DAY}|\d{{1,2}}/\d{{1,2}}|{_MONTH}|{_QUARTER}|năm\s*\d{{4}})(?:\s*(?:hằng|hàng|mỗi)\s*(?:năm|quý|tháng))?"
_BEFORE = r"(?:trước|chậm nhất|muộn nhất|đến hết|hết)\s*(?:là\s*|đến\s*|vào\s*|hết\s*)?"
_EVERY = r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"

# From the plainest to the vaguest; the first that a task holds is its deadline.
_LIMITS = [
    re.compile(rf"(?:(?:hoàn thành|xong)\s+)?{_BEFORE}{_HOUR}{_WHEN}", re.I),
    re.compile(rf"(?:hoàn thành|xong|thực hiện|báo cáo)\s+(?:trong|vào)\s+{_WHEN}", re.I),
    re.compile(
        r"trong (?:thời hạn|vòng|thời gian)\s+\d{1,3}\s+(?:ngày|tháng|giờ)(?:\s+làm việc)?"
        r"(?:\s+(?:kể\s+)?từ\s+(?:ngày|khi)\s+[^.;,()]{3,60})?",
        re.I,
    ),
    re.compile(r"khi (?:tổng kết|sơ kết|kết thúc) [^.;,()]{3,60}", re.I),
    re.compile(rf"\b(?:định kỳ\s+{_EVERY}|{_EVERY}(?:\s*,\s*{_EVERY})*|định kỳ(?:\s+0?\d+\s+(?:tháng|năm))?(?:\s*\(?{_WHEN}\)?)?)", re.I),
    re.compile(r"^\W*(?:thường xuyên)\b", re.I),
]


def day_of(text: str) -> date | None:
    """The first full day in the text; None where there is none, or none on the calendar (31/02)."""
    for found in DAY.finditer(text):
        try:
            return date(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), int(found["d"]))
        except ValueError:
            continue
    return None


def deadline_in(text: str) -> tuple[str | None, date | None]:
    """How a task says when it is due: the words as printed, and the day when they give day, month and year.

    A period without an end ('hằng quý', 'thường xuyên') is a deadline text without a day.
    """
    for limit in _LIMITS:
        found = limit.search(text)
        if found:
            words = found[0].strip(" ,;.")
            return words, day_of(words)
    return None, None


def due_cell(text: str) -> tuple[str | None, date | None]:
    """The deadline column of a table: the whole cell is the text."""
    text = text.strip(" .;")
    return (text or None), day_of(text)
