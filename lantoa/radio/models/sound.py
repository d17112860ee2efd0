"""Recordings, the mixed bulletin, and who has listened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCTextField, Timestamped
from lantoa.files.models import StoredFile
from lantoa.organisations.models import Unit
from lantoa.radio.enums import MIX_MOVES, MixState, TakeKind
from lantoa.radio.models.bulletins import Bulletin, BulletinPart, PartScript


class Take(Timestamped):
    """One recording of a part, of one version of its words. `marks`: when which sentence is said, for the captions."""

    part = models.ForeignKey(BulletinPart, models.PROTECT, related_name="takes")
    script = models.ForeignKey(PartScript, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=TakeKind.choices)
    voice = models.CharField("giọng", max_length=60, blank=True)
    for_air = models.BooleanField("được phát", default=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    seconds = models.FloatField("độ dài (giây)")
    marks = models.JSONField(default=list)
    check_result = models.JSONField("đối chiếu", null=True, blank=True)
    check_error = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần đọc"
        verbose_name_plural = "lần đọc"
        ordering = ["part", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gt=0), name="radio_take_has_length"),
            models.CheckConstraint(condition=~Q(kind=TakeKind.VOICE) | ~Q(voice=""), name="radio_machine_says_which_voice"),
        ]

    def __str__(self) -> str:
        return f"{self.part}, {self.get_kind_display()}"

    @property
    def audit_unit(self) -> Unit:
        return self.part.bulletin.unit


class Mix(Timestamped):
    """The bulletin as one file: asked for, made by the worker, done or failed with the reason. `beat_at`: the worker's last sign of life."""

    state_moves = MIX_MOVES

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="mixes")
    state = models.CharField(max_length=7, choices=MixState.choices, default=MixState.WAITING)
    state_since = models.DateTimeField(default=clock.now)
    beat_at = models.DateTimeField(default=clock.now)
    voice = models.CharField("giọng máy cho phần chưa ghi âm", max_length=60, blank=True)
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = NFCTextField(blank=True)
    # Read out at the station from the printed sheet: the words stand, there is no file, the length is an estimate.
    read_live = models.BooleanField("đọc trực tiếp theo bản in", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    seconds = models.FloatField("độ dài (giây)", default=0)
    loudness = models.FloatField(null=True, blank=True)
    for_air = models.BooleanField("được phát", default=False)
    chapters = models.JSONField(default=list)  # [{part, story, title, start, end}]
    transcript = models.TextField(blank=True)
    captions = models.TextField(blank=True)  # WebVTT
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản ghép"
        verbose_name_plural = "bản ghép"
        ordering = ["bulletin", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin"], condition=Q(state__in=[MixState.WAITING, MixState.RUNNING]),
                                    name="radio_one_mix_at_a_time"),
            models.CheckConstraint(condition=~Q(state=MixState.DONE) | Q(seconds__gt=0), name="radio_done_mix_has_length"),
            models.CheckConstraint(condition=~Q(state=MixState.DONE) | Q(read_live=True) | Q(file__isnull=False), name="radio_done_mix_has_file"),
            models.CheckConstraint(condition=~Q(state=MixState.FAILED) | ~Q(error=""), name="radio_failed_mix_says_why"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "beat_at"], name="radio_mix_alive")]

    def __str__(self) -> str:
        return f"{self.bulletin}, bản ghép"

    @property
    def audit_unit(self) -> Unit:
        return self.bulletin.unit


class Listening(Timestamped):
    """How much of a mix a person has heard: the spans that were played, as the server counted them."""

    mix = models.ForeignKey(Mix, models.PROTECT, related_name="listenings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    spans = models.JSONField(default=list)  # [[from, to]], seconds, in order, apart
    heard = models.FloatField("đã nghe (giây)", default=0)
    last_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField("nghe hết lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần nghe"
        verbose_name_plural = "lần nghe"
        constraints = [models.UniqueConstraint(fields=["mix", "user"], name="radio_listening_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.mix}"

    @property
    def audit_unit(self) -> Unit:
        return self.mix.bulletin.unit
