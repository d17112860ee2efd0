"""Grassroots stations and the hours at which they speak (NĐ 49/2024/NĐ-CP; Thông tư 39/2020/TT-BTTTT)."""

import secrets
from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lantoa.core.dated import Dated, DatedQuerySet
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.organisations.models import Unit
from lantoa.radio.enums import WEEKDAYS, HandOver, StationKind

LONGEST_SLOT = 180  # minutes


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Station(Dated, Timestamped):
    """One station of a unit. `token` is the secret part of the address its player pulls from; `key` signs what is sent to it.

    `gives_way`: a priority bulletin may take the time of a normal one; the commune decides the order (Thông tư 39/2020/TT-BTTTT).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stations", verbose_name="đơn vị giữ đài")
    name = NFCCharField("tên đài", max_length=120)
    code = models.SlugField("mã đài", max_length=24, unique=True)  # ASCII; begins the names of the files
    kind = models.CharField("loại đài", max_length=5, choices=StationKind.choices, default=StationKind.WIRED)
    area = NFCTextField("vùng nghe được", blank=True)
    loudspeakers = models.PositiveIntegerField("số cụm loa", default=0)
    hand_over = models.CharField("cách nhận bản tin", max_length=5, choices=HandOver.choices, default=HandOver.USB)
    push_url = models.URLField("địa chỉ của loa thông minh", max_length=300, blank=True)
    key = models.CharField(max_length=64, default=new_token, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    gives_way = models.BooleanField("bản tin ưu tiên được thay bản tin thường", default=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "đài truyền thanh"
        verbose_name_plural = "đài truyền thanh"
        ordering = ["name", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(hand_over=HandOver.PUSH) | ~Q(push_url=""), name="radio_push_has_address",
                                   violation_error_message="Ghi địa chỉ của loa thông minh, hoặc chọn cách nhận khác."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def audit_unit(self) -> Unit:
        return self.unit


class Slot(Dated):
    """A time of the week that belongs to bulletins."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="slots", verbose_name="đài")
    weekday = models.PositiveSmallIntegerField("thứ", choices=WEEKDAYS)
    starts_at = models.TimeField("bắt đầu")
    minutes = models.PositiveSmallIntegerField("số phút", validators=[MinValueValidator(1), MaxValueValidator(LONGEST_SLOT)])
    programme = NFCCharField("chương trình", max_length=120, default="Bản tin")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "khung giờ"
        verbose_name_plural = "khung giờ"
        ordering = ["weekday", "starts_at", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["station", "weekday", "starts_at", "valid_to"], name="radio_slot_once",
                                    violation_error_message="Đài đã có khung giờ bắt đầu lúc này."),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=LONGEST_SLOT), name="radio_slot_length",
                                   violation_error_message=f"Khung giờ dài từ 1 đến {LONGEST_SLOT} phút."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}, {self.minutes} phút"

    @property
    def audit_unit(self) -> Unit:
        return self.station.unit

    def begins_on(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, self.starts_at))

    @property
    def ends_at_minutes(self) -> int:
        """Minutes from midnight to its end."""
        return self.starts_at.hour * 60 + self.starts_at.minute + self.minutes

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class SlotException(Timestamped):
    """On that day the slot is not there: a holiday, mourning, the line being repaired."""

    slot = models.ForeignKey(Slot, models.PROTECT, related_name="exceptions", verbose_name="khung giờ")
    day = models.DateField("ngày")
    reason = NFCCharField("lý do", max_length=200)

    class Meta:
        verbose_name = "ngày nghỉ phát"
        verbose_name_plural = "ngày nghỉ phát"
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "day"], name="radio_exception_once",
                                               violation_error_message="Khung giờ này đã nghỉ ngày ấy rồi.")]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.slot}: {self.day:%d/%m/%Y}"

    @property
    def audit_unit(self) -> Unit:
        return self.slot.station.unit
