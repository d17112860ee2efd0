"""Days, months, quarters, times of day."""

from __future__ import annotations

import re

from lantoa.radio.speaking.numbers import is_roman, number, roman, whole_number
from lantoa.radio.speaking.tables import table

_SEP = r"\s?[/.\-]\s?"
_FULL = re.compile(rf"(?<![\d/.,\-])(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}})(?![\d/])")
_WRITTEN = re.compile(r"\b([Nn]gày|mùng|mồng)\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*năm\s+(\d{4}))?")
_SHORT = re.compile(r"(?<![\d/.,\-])(\d{1,2})/(\d{1,2})(?![\d/.,]*\d)")
_MONTH = re.compile(r"\b([Tt]háng)\s+(\d{1,2})(?:\s?[/\-]\s?(\d{4}))?(?![\d/])")
_QUARTER = re.compile(r"\b([Qq]uý)\s+(I{1,3}|IV|[1-4])(?:\s?[/\-]\s?(\d{4}))?(?![\w/])")
_SPAN = re.compile(r"(?<![\d/.,\-])(\d{1,2})\s?[-–]\s?(?=(\d{1,2})/(\d{1,2})(?![\d]))")
_FROM_TO = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d{1,2}/\d{1,2}/\d{4})")
# A day is said where one of these stands before it, with or without the word 'ngày'.
_NAMED = re.compile(r"(?:[Nn]gày|mùng|mồng|hôm|ngày lễ)\s*$")
_PART_OF_DAY = re.compile(r"(?:[Tt]ừ|[Đđ]ến|[Tt]rước|[Ss]au|[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Vv]ào|[Hh]ôm nay|[Tt]hứ \w+),?\s*$")
_FEAST = re.compile(r"(?:[Dd]ịp|[Ll]ễ|[Mm]ừng|[Kk]ỷ niệm|Quốc khánh|đường|Ngày [A-ZĐ][^.;]{0,60}|Ngày [a-zđ][^.;\d]{0,60})\s*$")
_FRACTION_OF = re.compile(r"\s*(?:số|tổng|diện tích|dân số|quân số|thời gian|chặng|đại biểu|thành viên|giá trị|chiều|sản lượng|tiêu chí)\b")

_CLOCK = re.compile(r"\b([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?!\d)")
_HOUR_LETTER = re.compile(r"(?<![\w.,])([01]?\d|2[0-4])\s?(?:[hH]\s?([0-5]\d)?|g\s?([0-5]\d))(?:['’′]|\s?phút|p)?(?![\w])")
_HOUR_WORD = re.compile(
    r"\b([01]?\d|2[0-4])\s+giờ\s+([0-5]\d)(?:\s+phút)?(?=\s*(?:$|[.,;:)\-–]|sáng|trưa|chiều|tối|đêm|ngày|hôm|thứ|chủ nhật|và|đến|hằng|hàng|mỗi))"
)


def read_days(text: str) -> str:
    """'ngày 25/6/2015', '02-9-2026', 'Từ 26/11 đến 20/12/2022', 'tháng 6/2022', 'quý IV' in words. Days no calendar has stay as they are."""
    text = _FROM_TO.sub(" đến ", text)
    text = _SPAN.sub(lambda found: _say_span(found, text), text)
    text = _WRITTEN.sub(_say_written, text)
    text = _FULL.sub(lambda found: _say_full(found, text), text)
    text = _SHORT.sub(lambda found: _say_short(found, text), text)
    text = _QUARTER.sub(_say_quarter, text)
    return _MONTH.sub(_say_month, text)


def read_times(text: str) -> str:
    """'7h30', '16h00’', '07:30', '8 giờ 30 sáng' in words."""
    text = _CLOCK.sub(lambda found: _time(found[1], found[2], found[3]), text)
    text = _HOUR_WORD.sub(lambda found: _time(found[1], found[2]), text)
    text = re.sub(r"(?<=[hH])\s?[-–]\s?(?=\d)|(?<=[hH]\d\d)\s?[-–]\s?(?=\d)", " đến ", text)
    return _HOUR_LETTER.sub(lambda found: _time(found[1], found[2] or found[3]), text)


def is_day(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def month_name(month: str) -> str:
    return "tháng tư" if int(month) == 4 else f"tháng {whole_number(month)}"


def _year(year: str | None) -> str:
    return f" năm {number(year)}" if year else ""


def _say_span(found: re.Match, text: str) -> str:
    """'từ 5-7/6' → 'từ ngày năm đến 7/6'."""
    before = text[: found.start()]
    if not is_day(found[2], found[3]) or int(found[1]) >= int(found[2]) or not (_NAMED.search(before) or _PART_OF_DAY.search(before)):
        return found[0]
    return f"{'' if _NAMED.search(before) else 'ngày '}{whole_number(found[1])} đến "


def _say_written(found: re.Match) -> str:
    if not is_day(found[2], found[3]):
        return found[0]
    return f"{found[1]} {whole_number(found[2])} {month_name(found[3])}{_year(found[4])}"


def _say_full(found: re.Match, text: str) -> str:
    if not is_day(found[1], found[2]):
        return found[0]
    named = "" if _NAMED.search(text[: found.start()]) else "ngày "
    return f"{named}{whole_number(found[1])} {month_name(found[2])}{_year(found[3])}"


def _say_short(found: re.Match, text: str) -> str:
    """A day and a month, if what stands before says so; else it is a fraction or 'so many of so many', said elsewhere."""
    before = text[max(0, found.start() - 90) : found.start()]
    if not is_day(found[1], found[2]) or _FRACTION_OF.match(text, found.end()):
        return found[0]
    said = f"{whole_number(found[1])} {month_name(found[2])}"
    if _NAMED.search(before):
        return said
    if _PART_OF_DAY.search(before):
        return f"ngày {said}"
    padded = found[2].startswith("0") or found[1].startswith("0")  # nobody writes a share as 15/02
    usual = padded or f"{int(found[1])}/{int(found[2])}" in table("measures")["holidays"]["days"]
    return said if _FEAST.search(before) or (usual and not re.search(r"số nhà\s*$|\b(?:hẻm|ngõ|hạng)\s*$", before)) else found[0]


def _say_quarter(found: re.Match) -> str:
    value = roman(found[2]) if is_roman(found[2]) else int(found[2])
    return f"{found[1]} {whole_number(str(value))}{_year(found[3])}"


def _say_month(found: re.Match) -> str:
    if not 1 <= int(found[2]) <= 12:
        return found[0]
    return f"{found[1]} {month_name(found[2]).removeprefix('tháng ')}{_year(found[3])}"


def _time(hours: str, minutes: str | None, seconds: str | None = None) -> str:
    said = f"{whole_number(hours)} giờ"
    if minutes and (int(minutes) or seconds):
        said += f" {whole_number(minutes)} phút"
    return f"{said} {whole_number(seconds)} giây" if seconds else said
