"""Dates, spans and numbers as Vietnamese officers write them. Days are counted from `core.clock.today()`."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone

from lantoa.core import clock

WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
SOON_DAYS = 5  # from here on a deadline counts as near


def as_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day(value: date | datetime) -> str:
    """10/6/2022"""
    d = as_day(value)
    return f"{d.day}/{d.month}/{d.year}"


def day_in_words(value: date | datetime) -> str:
    """Thứ Sáu, 10/6/2022"""
    return f"{WEEKDAYS[as_day(value).weekday()]}, {day(value)}"


def moment(value: datetime) -> str:
    """17:00 ngày 10/6/2022; today's moments say "hôm nay"."""
    local = timezone.localtime(value)
    return f"{local:%H:%M} hôm nay" if local.date() == clock.today() else f"{local:%H:%M} ngày {day(local)}"


def time_left(value: date | datetime) -> str:
    """còn 5 ngày · hạn ngày mai · hạn hôm nay · quá hạn 2 ngày"""
    left = (as_day(value) - clock.today()).days
    if left < 0:
        return f"quá hạn {-left} ngày"
    return {0: "hạn hôm nay", 1: "hạn ngày mai"}.get(left, f"còn {left} ngày")


def due_kind(value: date | datetime) -> str:
    """Which tag a deadline wears: late, soon (SOON_DAYS or fewer left) or doing."""
    left = (as_day(value) - clock.today()).days
    return "late" if left < 0 else "soon" if left <= SOON_DAYS else "doing"


def number(value: int | float | Decimal, places: int | None = None) -> str:
    """1.234,5; `places` fixes the digits after the comma, otherwise they stay as they are."""
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True).replace("-", "−", 1)
