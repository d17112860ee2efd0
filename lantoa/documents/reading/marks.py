"""Numbering marks: what stands before a section or an item ('I.', '1.', 'Điều 2.', 'a)', '1.1.', '-', '+', '(1)').

Roman capitals, Arabic numbers, letters in Vietnamese order, dashes: every office nests them its own way, so a mark
says only its style and its value. Which level a style stands for is found out document by document (`outline`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Letters of points: a b c d đ e g h i k l m n o p q r s t u ư v x y (f, j, w, z are used by mistake and keep the order).
POINT_LETTERS = "abcdđefghijklmnopqrstuưvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ORDINALS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}

_PATTERNS = [
    ("part", re.compile(
        r"(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:(?:thứ|THỨ)\s+)?(?P<value>[IVXL]+|\d{1,2}|[^\W\d]{2,4})\b"
        r"\s*[.:\-–]?\s*(?=[^\W\d]|[\"“]|$)"
    )),
    ("article", re.compile(r"(?P<word>Điều|ĐIỀU)\s+(?P<value>\d{1,3})[a-zđ]?\s*[.:]\s*")),
    ("roman", re.compile(r"(?P<value>[IVX]{1,5})\s*(?:[.)/:]|[-–](?=\s))\s*(?=\S)")),
    ("capital", re.compile(r"(?P<value>[A-HĐ])\s*(?:[.)/]|[-–](?=\s))\s+(?=\S)")),
    ("decimal", re.compile(r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,3})(?:\.|\)|\s|:)\s*(?=[^\W\d]|[\"“(])")),
    ("arabic", re.compile(r"(?P<value>\d{1,2})\s?(?P<end>[.)]|/(?=\s)|[-–](?=\s))(?:\s*(?=[^\W\d]|[\"“(*])|\s+(?=\d))")),
    ("letter", re.compile(r"(?P<value>[a-zđư])\s?(?P<end>[.)]|/(?=\s))\s*(?=[^\W\d]|[\"“(0-9])")),
    ("round", re.compile(r"\((?P<value>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")),
    ("dash", re.compile(r"(?P<value>[-–—−•●▪■◦·])\s*(?=[^\s\-–—])")),
    ("plus", re.compile(r"(?P<value>\+)\s*(?=\S)")),
    ("star", re.compile(r"(?P<value>\*+)\s*(?=[^\s*])")),
]  # fmt: skip


@dataclass(slots=True, frozen=True)
class Mark:
    """`style` tells marks of one level from those of another, `value` counts within it (0 for dashes), `label` is the number as a
    path shows it ('II', '2', 'a', 'Điều 3'), `length` how many characters of the paragraph the mark takes."""

    style: str
    value: int
    label: str
    length: int

    @property
    def bullet(self) -> bool:
        """A dash, plus or star: an item without a number."""
        return self.style in ("dash", "plus", "star")

    def follows(self, before: Mark) -> bool:
        """Whether this is the next number after `before`. Letters may skip one (đ, or f and j): a, b, c, d, e."""
        step = self.value - before.value
        return self.bullet or step == 1 or (self.style.startswith("letter") and step == 2)


def mark_of(text: str) -> Mark | None:
    """The mark a paragraph begins with, if any. 'Điều 5 Nghị định …' within a sentence is none: the dot is missing."""
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        raw = found["value"]
        value = _value(style, raw)
        if value is None:
            continue
        return Mark(_style(style, found), value, _label(style, raw, found), found.end())
    return None


def starts_item(text: str, before: str) -> bool:
    """Whether a printed line begins an item, given the line above it.

    A line may begin with something like a mark in the middle of a sentence: '- xã hội' after 'chính trị', '2. Điều 5'
    after 'khoản'. A real item begins with a capital, or follows a line that has ended.
    """
    mark = mark_of(text)
    if not mark:
        return False
    ended = not before or before.rstrip().endswith((".", ";", ":", "!", "?", "…"))
    rest = text[mark.length :].lstrip("\"“'‘(*_ ")
    capital = rest[:1].isupper() or rest[:1].isdigit()
    if mark.style == "dash":
        return capital or ended
    if mark.style == "article":
        return ended or rest[:1].isupper()
    if re.search(r"(?:\b(?:khoản|điểm|mục|số|Điều|điều|tháng|ngày|năm|từ|và|đến|các)|,)$", before.rstrip()) and mark.style != "roman":
        return False
    return capital or ended


def _value(style: str, raw: str) -> int | None:
    if style == "part":
        return _roman(raw) or (int(raw) if raw.isdigit() else _ORDINALS.get(raw.lower()))
    if style == "roman":
        return _roman(raw)
    if style == "decimal":
        return int(raw.rsplit(".", 1)[1])
    if style in ("dash", "plus", "star"):
        return 0
    if raw.isdigit():
        return int(raw)
    letter = raw.lower()
    return POINT_LETTERS.find(letter) + 1 or None if len(letter) == 1 else _roman(raw.upper())


def _style(style: str, found: re.Match[str]) -> str:
    if style == "part":
        return found["word"].lower()
    if style == "decimal":
        return f"decimal{found['value'].count('.')}"
    if style in ("arabic", "letter"):
        return style + (")" if found["end"] == ")" else ".")
    return style


def _label(style: str, raw: str, found: re.Match[str]) -> str:
    if style in ("part", "article"):
        return f"{found['word'].capitalize()} {raw}"
    return "-" if style in ("dash", "plus", "star") else raw


def _roman(text: str) -> int | None:
    total, previous = 0, 0
    for char in reversed(text):
        value = _ROMAN.get(char)
        if value is None:
            return None
        total += -value if value < previous else value
        previous = max(previous, value)
    return total
