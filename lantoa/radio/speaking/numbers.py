"""Numbers in words: whole, decimal, Roman, digit by digit."""

from __future__ import annotations

import re

from lantoa.documents.wording import LIMIT, number_in_words

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# A number as Vietnamese writes it: 1.250.000 · 8.699,28 · 0,5 · 2022. Never a piece of a longer code.
NUMBER = r"(?<![\w.,])(?<![A-ZĐ]-)(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?![.,]?\d)"
ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{0,3})|X[LC]X{0,3}(?:IX|IV|V?I{0,3}))"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def number(written: str) -> str:
    """'1.250.000' → 'một triệu hai trăm năm mươi nghìn'; '3,5' → 'ba phẩy năm'; '339,477' → '… phẩy bốn bảy bảy'."""
    whole, _, decimals = written.replace(".", "").partition(",")
    return f"{whole_number(whole)} phẩy {_decimals(decimals)}" if decimals else whole_number(whole)


def whole_number(written: str) -> str:
    value = int(written)
    return number_in_words(value) if value < LIMIT else digits(written)


def _decimals(written: str) -> str:
    """Two decimals are said as one number, unless they begin with a nought; more are said one by one."""
    return number_in_words(int(written)) if len(written) <= 2 and (written[0] != "0" or len(written) == 1) else digits(written)


def digits(written: str) -> str:
    """'113' → 'một một ba'."""
    return " ".join(DIGITS[int(char)] for char in written if char.isdigit())


def roman(written: str) -> int:
    """'XIV' → 14."""
    values = [_ROMAN_VALUES[char] for char in written]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def ordinal(value: int) -> str:
    """Behind 'thứ': 'nhất', 'hai', 'ba', 'tư', 'năm' …"""
    return {1: "nhất", 4: "tư"}.get(value) or number_in_words(value)


def is_roman(written: str) -> bool:
    return bool(written) and re.fullmatch(ROMAN, written) is not None
