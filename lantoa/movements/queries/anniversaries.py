"""The calendar of days to commemorate in a year, with the number of each and what the rules on ceremonies say. Never writes.

NĐ 111/2018/NĐ-CP Điều 3-5: a formal ceremony for a founding or tradition day only in a round year (number ending in 0), only for a
day that a competent body has recognised, without gifts or banquets; other years: publicity, emulation, seminars. Great days of the
nation follow NĐ 145/2013/NĐ-CP, where numbers ending in 5 count, too (general knowledge, to be checked).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.movements.enums import Mark
from lantoa.movements.models import Anniversary

FIRST_YEAR, LAST_YEAR = 1945, 2100  # years for which the calendar is drawn


@dataclass(frozen=True)
class YearsDay:
    """An anniversary in one year. `number` None: the day is not counted, or its first year has not come round."""

    anniversary: Anniversary
    day: date
    number: int | None

    @property
    def is_round(self) -> bool:
        if not self.number:
            return False
        return self.number % (5 if self.anniversary.is_great_day else 10) == 0

    @property
    def title(self) -> str:
        """ "Kỷ niệm 74 năm Ngày …"; the name alone without a number."""
        return f"Kỷ niệm {self.number} năm {self.anniversary.name}" if self.number else self.anniversary.name

    @property
    def advice(self) -> str:
        """What may be held this year, with its source."""
        great = self.anniversary.is_great_day
        if not self.number:
            return ""
        if self.is_round:
            if great:
                return "Năm tròn: tổ chức theo quy định về ngày lễ lớn (NĐ 145/2013/NĐ-CP)."
            return (
                "Năm tròn: chỉ tổ chức lễ kỷ niệm khi cấp có thẩm quyền đã công nhận ngày này; "
                "không tặng quà, không chiêu đãi (NĐ 111/2018/NĐ-CP, Điều 3-5)."
            )
        if great:
            return "Không phải năm tròn: tuyên truyền, thi đua, tọa đàm (NĐ 145/2013/NĐ-CP)."
        return "Không phải năm tròn: không tổ chức lễ kỷ niệm, chỉ tuyên truyền, thi đua, tọa đàm (NĐ 111/2018/NĐ-CP)."

    @property
    def needs_checking(self) -> bool:
        return self.anniversary.mark != Mark.CHECKED

    def days_left(self, today: date) -> int:
        return (self.day - today).days


def in_year(rows: QuerySet[Anniversary] | Iterable[Anniversary], year: int) -> list[YearsDay]:
    """The days of the year in order; those not in use and those before their first year are left out."""
    if isinstance(rows, QuerySet):
        rows = rows.filter(in_use=True).select_related("authority")
    found = [YearsDay(row, row.on(year), row.number(year)) for row in rows if row.first_year is None or row.first_year <= year]
    return sorted(found, key=lambda item: (item.day, item.anniversary.pk))


def upcoming(rows: QuerySet[Anniversary], today: date, count: int) -> list[YearsDay]:
    """The next days from today, running over into next year."""
    rest = [item for item in in_year(rows, today.year) if item.day >= today]
    if len(rest) < count and today.year < LAST_YEAR:
        rest += in_year(rows, today.year + 1)
    return rest[:count]


def windows(rows: QuerySet[Anniversary], start: date, end: date) -> list[YearsDay]:
    """The days within [start, end], for a plan or a calendar."""
    years = range(start.year, end.year + 1)
    return [item for year in years for item in in_year(rows, year) if start <= item.day <= end]
