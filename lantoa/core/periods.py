"""Periods of the working year: month, quarter, half, nine months, year.

A period is written as a short code that sorts by time within its kind: 2022-M05, 2022-Q2, 2022-H1, 2022-N9, 2022-Y.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices


class PeriodKind(TextChoices):
    MONTH = "M", "tháng"
    QUARTER = "Q", "quý"
    HALF = "H", "6 tháng"
    NINE_MONTHS = "N", "9 tháng"
    YEAR = "Y", "năm"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}
_ROMAN = ["", "I", "II", "III", "IV"]
_CODE = re.compile(r"(\d{4})-(?:M(0[1-9]|1[0-2])|Q([1-4])|H([12])|N9|Y)")


@dataclass(frozen=True, order=True)
class Period:
    """`index` counts from 1 within the year: May is 5, the second quarter 2; always 1 for nine months and the year."""

    year: int
    kind: PeriodKind
    index: int = 1

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read a code; ValueError when it is none."""
        if not (match := _CODE.fullmatch(code)):
            raise ValueError(f"not a period: {code!r}")
        month, quarter, half = match[2], match[3], match[4]
        return cls(int(match[1]), PeriodKind(code[5]), int(month or quarter or half or 1))

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> "Period":
        if kind is PeriodKind.NINE_MONTHS:
            return cls(day.year, kind)
        return cls(day.year, kind, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def between(cls, start: date, end: date, kind: PeriodKind) -> Iterator["Period"]:
        """Every period of the kind that has at least one day in [start, end], in order of time."""
        period = cls.containing(start, kind)
        while period.start <= end:
            yield period
            period = period.next

    @property
    def code(self) -> str:
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-M{self.index:02}"
            case PeriodKind.NINE_MONTHS:
                return f"{self.year}-N9"
            case PeriodKind.YEAR:
                return f"{self.year}-Y"
        return f"{self.year}-{self.kind.value}{self.index}"

    @property
    def start(self) -> date:
        return date(self.year, (self.index - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        month = self.start.month + _MONTHS[self.kind]
        return (date(self.year, month, 1) if month <= 12 else date(self.year + 1, 1, 1)) - timedelta(days=1)

    @property
    def next(self) -> "Period":
        if self.kind is PeriodKind.NINE_MONTHS:
            return Period(self.year + 1, self.kind)
        return Period.containing(self.end + timedelta(days=1), self.kind)

    @property
    def label(self) -> str:
        """As an officer says it: "tháng 5/2022", "quý II/2022", "6 tháng đầu năm 2022"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {self.index}/{self.year}"
            case PeriodKind.QUARTER:
                return f"quý {_ROMAN[self.index]}/{self.year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.year}"
            case PeriodKind.NINE_MONTHS:
                return f"9 tháng năm {self.year}"
        return f"năm {self.year}"

    def __str__(self) -> str:
        return self.label

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
