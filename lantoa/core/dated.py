"""Rows that hold for a span of days: units' names and parents, seats in a cluster, appointments.

A span is half-open, [valid_from, valid_to): the day a successor begins is the day its predecessor no longer holds, so
spans that follow each other meet without a gap and without an overlap. A span without an end runs to FOREVER, a date
rather than NULL, so that "holds on that day" is one plain range condition an index can answer.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

FOREVER = date(9999, 12, 31)


def holds_on(day: date, prefix: str = "") -> Q:
    """Condition "valid on `day`"; `prefix` as in `versions__`."""
    return Q(**{f"{prefix}valid_from__lte": day, f"{prefix}valid_to__gt": day})


def overlaps(start: date, end: date, prefix: str = "") -> Q:
    """Condition "valid on at least one day of [start, end]" (end included)."""
    return Q(**{f"{prefix}valid_from__lte": end, f"{prefix}valid_to__gt": start})


class DatedQuerySet(models.QuerySet):
    def at(self, day: date):
        return self.filter(holds_on(day))


class Dated(models.Model):
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", default=FOREVER)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")),
                name="%(app_label)s_%(class)s_span",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    @property
    def is_open_ended(self) -> bool:
        return self.valid_to == FOREVER

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day < self.valid_to
