"""Days that are commemorated each year. The number is computed, so it is never wrong next year (II.1 ý 2)."""

from datetime import date

from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.movements.enums import Mark
from lantoa.organisations.models import Unit


class Anniversary(Timestamped):
    """A day of the calendar with the year it goes back to. `authority` None: kept everywhere."""

    name = NFCCharField("tên ngày", max_length=200)
    month = models.PositiveSmallIntegerField("tháng")
    day = models.PositiveSmallIntegerField("ngày")
    first_year = models.PositiveSmallIntegerField("năm gốc", null=True, blank=True)  # None: the day has no number
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi kỷ niệm")
    is_great_day = models.BooleanField("ngày lễ lớn của đất nước", default=False)  # NĐ 145/2013/NĐ-CP
    mark = models.CharField("mức chắc chắn", max_length=8, choices=Mark.choices, default=Mark.GENERAL)
    source = NFCTextField("nguồn", blank=True)
    in_use = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "ngày kỷ niệm"
        verbose_name_plural = "ngày kỷ niệm"
        ordering = ["month", "day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "month", "day", "authority"], name="movements_anniversary_once",
                                    violation_error_message="Ngày kỷ niệm này đã có."),
            models.UniqueConstraint(fields=["name", "month", "day"], condition=Q(authority__isnull=True), name="movements_anniversary_once_everywhere",
                                    violation_error_message="Ngày kỷ niệm này đã có."),
            models.CheckConstraint(condition=Q(month__range=(1, 12), day__range=(1, 31)), name="movements_anniversary_day",
                                   violation_error_message="Ngày, tháng không có trong lịch."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit | None:
        return self.authority

    def on(self, year: int) -> date:
        """The day in that year; 29 February falls on the 28th when there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, 28)

    def number(self, year: int) -> int | None:
        """year − first year: 11/6/1948 in 2022 is the 74th. None without a first year, or before the first anniversary."""
        if self.first_year is None or year <= self.first_year:
            return None
        return year - self.first_year
