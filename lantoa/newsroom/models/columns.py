"""Columns and special pages ("chuyên trang, chuyên mục", plan 449, II.2-1)."""

from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.movements.models import Movement
from lantoa.organisations.models import Unit


class Column(Timestamped):
    """A recurring section: on our portal (with an address of its own), or held elsewhere (with that address and when it was last seen)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="columns", verbose_name="đơn vị giữ mục")
    title = NFCCharField("tên chuyên mục", max_length=150)
    slug = models.SlugField("địa chỉ ngắn", max_length=80, unique=True)
    about = NFCTextField("giới thiệu", blank=True)
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="columns", verbose_name="phong trào")
    opened_on = models.DateField("mở ngày")
    closed_on = models.DateField("đóng ngày", null=True, blank=True)
    outside_url = models.URLField("địa chỉ trên trang khác", max_length=500, blank=True)
    last_seen_at = models.DateTimeField("lần cuối thấy còn chạy", null=True, blank=True)

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gt=models.F("opened_on")), name="newsroom_column_span",
                                   violation_error_message="Ngày đóng phải sau ngày mở."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.unit
