"""When a bulletin is on air where, whether it was, and how that is known."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.radio.enums import AIRING_MOVES, HOLDING_STATES, AiringState, ProofKind, PushState
from lantoa.radio.models.bulletins import Bulletin
from lantoa.radio.models.stations import Slot, Station


class DeviceLog(Timestamped):
    """What a player wrote down, brought in as CSV: how many of its lines were airings of ours."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="logs", verbose_name="đài")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    lines = models.PositiveIntegerField("số dòng", default=0)
    matched = models.PositiveIntegerField("số lượt phát nhận ra", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "nhật ký thiết bị"
        verbose_name_plural = "nhật ký thiết bị"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def audit_unit(self) -> Unit:
        return self.station.unit


class Airing(Timestamped):
    """One broadcast. `slot` None: it broke in. `moved_from`: the one it stands for. `minutes` is not kept: the mix knows its length."""

    state_moves = AIRING_MOVES

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="airings", verbose_name="bản tin")
    station = models.ForeignKey(Station, models.PROTECT, related_name="airings", verbose_name="đài")
    slot = models.ForeignKey(Slot, models.PROTECT, null=True, blank=True, related_name="airings", verbose_name="khung giờ")
    starts_at = models.DateTimeField("phát lúc")
    seconds = models.PositiveIntegerField("độ dài (giây)")
    is_repeat = models.BooleanField("phát lại", default=False)
    state = models.CharField("tình trạng", max_length=7, choices=AiringState.choices, default=AiringState.PLANNED)
    state_since = models.DateTimeField(default=clock.now)
    moved_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="moved_to", verbose_name="dời từ")
    reason = NFCCharField("lý do", max_length=300, blank=True)
    aired_at = models.DateTimeField("đã phát lúc", null=True, blank=True)
    proof_kind = models.CharField("xác nhận bằng", max_length=6, choices=ProofKind.choices, blank=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh, tệp")
    log = models.ForeignKey(DeviceLog, models.PROTECT, null=True, blank=True, related_name="airings")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lượt phát"
        verbose_name_plural = "lượt phát"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["station", "starts_at"], condition=Q(state__in=HOLDING_STATES), name="radio_one_at_a_time",
                                    violation_error_message="Giờ này đài đã có bản tin khác."),
            models.CheckConstraint(condition=~Q(state=AiringState.AIRED) | (Q(aired_at__isnull=False) & ~Q(proof_kind="")),
                                   name="radio_aired_is_proven"),
            models.CheckConstraint(condition=Q(state=AiringState.AIRED) | Q(aired_at__isnull=True), name="radio_only_aired_has_time"),
            models.CheckConstraint(condition=~Q(state__in=[AiringState.MISSED, AiringState.MOVED, AiringState.STOPPED]) | ~Q(reason=""),
                                   name="radio_not_aired_says_why", violation_error_message="Hãy ghi lý do."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["station", "starts_at", "state"], name="radio_airing_grid"),
                   models.Index(fields=["state", "starts_at"], name="radio_airing_due"),
                   models.Index(fields=["bulletin", "station", "state"], name="radio_airing_of")]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.bulletin}, {self.station}"

    @property
    def audit_unit(self) -> Unit:
        return self.station.unit

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(seconds=self.seconds)

    @property
    def is_due(self) -> bool:
        """Its hour has come and nobody has said what became of it."""
        return self.state == AiringState.PLANNED and self.starts_at <= clock.now()


class PushMessage(Timestamped):
    """News for a smart loudspeaker on its way: what is to be played, or played no longer."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="pushes")
    body = models.JSONField()
    state = models.CharField(max_length=7, choices=PushState.choices, default=PushState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "tin gửi loa thông minh"
        verbose_name_plural = "tin gửi loa thông minh"
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="radio_push_due")]

    def __str__(self) -> str:
        return f"{self.station}, {self.get_state_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.station.unit
