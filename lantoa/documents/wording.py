"""Numbers, money and days in the words of official documents."""

from __future__ import annotations

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
LIMIT = 10**18  # exclusive; no budget of Việt Nam comes near


def number_in_words(number: int) -> str:
    """1520000 → 'một triệu năm trăm hai mươi nghìn'; 21 → 'hai mươi mốt'; 105 → 'một trăm linh năm'.

    'mốt' for a one and 'lăm' for a five behind a ten, 'linh' for an empty ten. Raises ValueError beyond LIMIT.
    """
    if abs(number) >= LIMIT:
        raise ValueError(f"Số {number} quá lớn để viết bằng chữ.")
    if number < 0:
        return f"âm {number_in_words(-number)}"
    return _whole(number) or _DIGITS[0]


def money_in_words(dong: int) -> str:
    """1520000 → 'một triệu năm trăm hai mươi nghìn đồng'."""
    return f"{number_in_words(dong)} đồng"


def money(dong: int) -> str:
    """1520000 → '1.520.000'."""
    return f"{dong:,}".replace(",", ".")


def day_in_words(day: date) -> str:
    """'ngày 05 tháng 02 năm 2022': a day below 10 and the months 1 and 2 take a leading 0 (Nghị định 30/2020, phụ lục I)."""
    return f"ngày {pad_day(day.day)} tháng {pad_month(day.month)} năm {day.year}"


def pad_day(day: int) -> str:
    return f"{day:02d}"


def pad_month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def _whole(number: int) -> str:
    """A number in words, '' for 0; 'tỷ' is a scale above which counting begins again ('một nghìn tỷ')."""
    billions, rest = divmod(number, 10**9)
    words = [f"{_whole(billions)} tỷ"] if billions else []
    for scale in (2, 1, 0):
        group = rest // 1000**scale % 1000
        if group:
            words.append(f"{_group(group, full=bool(words))} {_SCALES[scale]}".strip())
    return " ".join(words)


def _group(group: int, *, full: bool) -> str:
    """Three digits; `full` says empty hundreds too, because something stands before them."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)
