"""Amounts: with units, as ranges, shares, rates, scores; and every number that is left."""

from __future__ import annotations

import re
from functools import lru_cache

from lantoa.radio.speaking.numbers import NUMBER, digits, number, whole_number
from lantoa.radio.speaking.tables import any_of, table

_SCORE = re.compile(r"((?i:tỷ số|tỉ số|thắng|thua|hòa|hoà)(?: chung cuộc| đậm| sát nút)?:? )(\d{1,2})\s?[-–]\s?(\d{1,2})(?!\d)")
_TWICE = re.compile(r"\b(\d{1,6})\s*\(([^\W\d_]+(?: [^\W\d_]+){0,9})\)")  # '01 (một) cụm'
_TERM = re.compile(r"((?i:năm học|nhiệm kỳ|niên khóa|khóa)\s*)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)")
_LIST = re.compile(r"(?<![\w.,])\d{1,2}(?:,\d{1,2}){2,}(?![\w.,]*\d)")
_SHARE = re.compile(r"(?<![\w/.,])(\d{1,4})\s?/\s?(\d{1,4})(?![\w/]|[.,]\d)")
_SHARE_OF = re.compile(r"\s*(?:số|tổng|diện tích|dân số|quân số|thời gian|chặng|giá trị|chiều|sản lượng|hộ dân|cử tri)\b")
_HANGING = re.compile(r"(\d+)\s?[-–]\s?(?=dưới|trên|đến)")
_AT_LEAST = re.compile(r"(?:≥|>=)\s?([^.,;]{1,40}?)(?=[.,;)]|$)")
_LETTERED = re.compile(r"(?<![\w.,])(?<![A-ZĐ]-)(\d{1,4})([A-ZĐa-zđ])(\d{1,2})?(?![\wÀ-ỹ])")
_DOTTED = re.compile(r"(?<![\w.,])(\d+)\.(\d+)(?:\.(\d+))?(?![.,]?\d)")


def read_quantities(text: str) -> str:
    text = _TWICE.sub(lambda found: found[1] if whole_number(found[1]) == found[2].lower() else found[0], text)
    text = _SCORE.sub(lambda found: f"{found[1]}{whole_number(found[2])} {whole_number(found[3])}", text)
    text = _TERM.sub(lambda found: f"{found[1]}{number(found[2])}, {number(found[3])}", text)
    text = _LIST.sub(lambda found: ", ".join(map(whole_number, found[0].split(","))), text)
    text = re.sub(r"(\d+)G/(\d+)G", r"\1G, \2G", text)
    text = _AT_LEAST.sub(lambda found: f"từ {found[1].strip()} trở lên", text)
    text = re.sub(rf"({NUMBER})\s?[x×]\s?(?=\d)", r"\1 nhân ", text)
    text = _ranges().sub(_range, text)
    text = _shared(text)
    text = _measured().sub(_measure, text)
    text = _rates(text)
    text = _LETTERED.sub(_lettered, text)
    text = re.sub(NUMBER, lambda found: number(found[0]), text)
    return _DOTTED.sub(lambda found: " chấm ".join(whole_number(part) for part in found.groups() if part), text)


@lru_cache(1)
def _measured() -> re.Pattern:
    return re.compile(rf"({NUMBER})\s?({any_of(table('measures')['units'])})(?![\w²³])")


@lru_cache(1)
def _ranges() -> re.Pattern:
    units = any_of(table("measures")["units"])
    return re.compile(rf"({NUMBER})\s?((?:{units})(?!\w))?\s?[-–]\s?(?={NUMBER})")


def _range(found: re.Match) -> str:
    unit = f" {found[2]}" if found[2] else ""
    return f"{found[1]}{unit} đến "


def _measure(found: re.Match) -> str:
    return f"{number(found[1])} {table('measures')['units'][found[2]]}"


def _shared(text: str) -> str:
    """'2/3 số hộ' → 'hai phần ba', '19/19 tiêu chí' → 'mười chín trên mười chín'."""

    def say(found: re.Match) -> str:
        top, bottom = int(found[1]), int(found[2])
        if 0 < top < bottom <= 10 and (_SHARE_OF.match(text, found.end()) or (top, bottom) in ((1, 2), (1, 3), (2, 3), (3, 4))):
            return f"{whole_number(found[1])} phần {'tư' if bottom == 4 else whole_number(found[2])}"
        return f"{whole_number(found[1])} trên {whole_number(found[2])}"

    return _SHARE.sub(say, text)


def _rates(text: str) -> str:
    """'đồng/năm' → 'đồng một năm', 'tạ/ha' → 'tạ trên một héc-ta', '06 tháng/01 lần' → 'sáu tháng một lần', 'bé trai/100 bé gái' → 'trên'."""
    units = table("measures")["units"]
    times = set(table("measures")["times"]["words"])

    def say(found: re.Match) -> str:
        before, count, word = text[max(0, found.start() - 40) : found.start()], found[1], found[2]
        amount = re.search(
            r"(?:\d|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|triệu|tỷ|lăm|mốt))\s+(?:[^\s,.;/]+\s+){0,3}[^\s,.;/]*$",
            before,
        )
        name = units.get(word, word)
        if count:
            return f" {number(count)} {name}" if word in times else f" trên {number(count)} {name}"
        if word in times:
            return f" một {name}"
        return f" trên một {name}" if amount else f", {name}"

    return re.sub(r"(?<=[\wÀ-ỹ%])\s?/\s?(?:(\d+)\s+)?([^\W\d_]+\d?)", say, text)


def _lettered(found: re.Match) -> str:
    """'6E' → 'sáu E', '12C3' → 'mười hai C ba', '3b' → 'ba b'."""
    return f"{whole_number(found[1])} {found[2]}" + (f" {digits(found[3])}" if found[3] else "")
