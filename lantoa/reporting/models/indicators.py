"""What is counted, as data."""

from django.db import models
from django.db.models import Q

from lantoa.core.dated import Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.plans import figures
from lantoa.reporting.enums import QUOTIENTS, AddsUp


class Indicator(Timestamped, Dated):
    """One thing that is counted, in one definition. A changed definition is a new row under the same key, from its day on, so that
    numbers counted in two ways are never added up.

    Values are whole numbers in `unit_of_measure` (đồng, phút, người), so that sums are exact in every database.
    """

    id = models.SmallAutoField(primary_key=True)  # stands in tens of millions of rows
    key = models.SlugField("mã", max_length=40)
    name = NFCCharField("tên", max_length=200)
    unit_of_measure = NFCCharField("đơn vị tính", max_length=30)
    adds_up = models.CharField("cách cộng", max_length=8, choices=AddsUp.choices, default=AddsUp.SUM)
    figure = models.CharField("lấy từ", max_length=60, blank=True)  # key of plans.figures; empty: typed
    numerator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tử số")
    denominator = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mẫu số")
    breakdowns = models.JSONField("chia theo", default=list, blank=True)  # dimensions of the figure
    definition = NFCTextField("cách đếm", blank=True)
    source = NFCTextField("nguồn", blank=True)
    is_proposal = models.BooleanField("đề xuất, chờ Hội đồng duyệt", default=True)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["order", "key", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["key", "valid_from"], name="reporting_indicator_once",
                                    violation_error_message="Đã có chỉ tiêu mang mã này từ ngày đó."),
            models.CheckConstraint(
                condition=Q(adds_up__in=QUOTIENTS, numerator__isnull=False, denominator__isnull=False, figure="")
                | (~Q(adds_up__in=QUOTIENTS) & Q(numerator__isnull=True, denominator__isnull=True)),
                name="reporting_quotient_has_parts", violation_error_message="Tỷ lệ, bình quân cần tử số và mẫu số; chỉ tiêu khác thì không.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_quotient(self) -> bool:
        return self.adds_up in QUOTIENTS

    @property
    def from_records(self) -> bool:
        """Whether some room that is here counts it."""
        return bool(self.figure) and figures.is_known(self.figure)
