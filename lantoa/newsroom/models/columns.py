"""Columns and special pages ("chuyên trang, chuyên mục", plan 449, II.2-1)."""

from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.movements.enums import Colour
from lantoa.movements.models import Anniversary, Movement
from lantoa.organisations.models import Unit


class Column(Timestamped):
    """A recurring section: on our portal (with an address of its own), or held elsewhere (with that address and when it was last seen).

    What it is about decides what stands in it by itself: the page of a unit, what the unit publishes; of a movement, what is published about it
    by the unit and those under it; of an anniversary in a year (`year`), what is put into it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="columns", verbose_name="đơn vị giữ mục")
    title = NFCCharField("tên chuyên mục", max_length=150)
    slug = models.SlugField("địa chỉ ngắn", max_length=80, unique=True)
    about = NFCTextField("giới thiệu", blank=True)
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="columns", verbose_name="phong trào")
    anniversary = models.ForeignKey(Anniversary, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ngày kỷ niệm")
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    # What it is about, in one word: a unit has one open column of ours about each thing.
    key = models.CharField(max_length=60, editable=False, default="")
    is_unit_page = models.BooleanField("chuyên trang của cả đơn vị", default=False)
    colour = models.CharField("màu", max_length=8, choices=Colour.choices, default=Colour.RED)
    opened_on = models.DateField("mở ngày")
    closed_on = models.DateField("đóng ngày", null=True, blank=True)
    closed_because = NFCTextField("lý do đóng", blank=True)
    outside_url = models.URLField("địa chỉ trên trang khác", max_length=500, blank=True)
    last_seen_at = models.DateTimeField("lần cuối thấy còn chạy", null=True, blank=True)
    looked_at = models.DateTimeField("lần cuối đã xem", null=True, blank=True)
    trouble = NFCCharField("lần xem gần nhất", max_length=200, blank=True)  # why it was not seen; empty: it was

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")), name="newsroom_column_span",
                                   violation_error_message="Ngày đóng phải sau ngày mở."),
            models.CheckConstraint(condition=Q(anniversary__isnull=True) | Q(year__isnull=False), name="newsroom_column_year",
                                   violation_error_message="Hãy chọn năm kỷ niệm."),
            models.UniqueConstraint(fields=["unit", "key"], condition=Q(closed_on__isnull=True, outside_url=""), name="newsroom_column_once",
                                    violation_error_message="Đơn vị đã có chuyên trang này, đang mở."),
            models.UniqueConstraint(fields=["unit", "outside_url"], condition=Q(closed_on__isnull=True) & ~Q(outside_url=""),
                                    name="newsroom_outside_column_once", violation_error_message="Địa chỉ này đã có trong sổ."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.key = self.about_key
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def about_key(self) -> str:
        if self.movement_id:
            return f"movement-{self.movement_id}"
        if self.anniversary_id:
            return f"anniversary-{self.anniversary_id}-{self.year}"
        return f"own-{self.slug}" if self.outside_url or not self.is_unit_page else "unit"
