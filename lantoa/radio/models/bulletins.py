"""A bulletin, what it is made of, and every version of the words that are read out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.newsroom.models import Story
from lantoa.organisations.models import Unit
from lantoa.radio.enums import BULLETIN_MOVES, ON_AIR_STATES, BulletinState, PartKind, Priority


class Bulletin(Timestamped):
    """One bulletin of a unit. `mix` is the sound that counts: None until it is voiced, and again as soon as a part may not be told."""

    state_moves = BULLETIN_MOVES

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bulletins", verbose_name="đơn vị làm")
    code = models.CharField("mã", max_length=12, unique=True)  # BT-0042: in file names, addresses and on the sheet
    title = NFCCharField("tên bản tin", max_length=150)
    day = models.DateField("bản tin ngày")
    priority = models.PositiveSmallIntegerField("mức ưu tiên", choices=Priority.choices, default=Priority.NORMAL)
    state = models.CharField("tình trạng", max_length=9, choices=BulletinState.choices, default=BulletinState.DRAFT)
    state_since = models.DateTimeField(default=clock.now)
    mix = models.ForeignKey("Mix", models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The maker is done with the words and asks for them to be read.
    asked_at = models.DateTimeField("trình lúc", null=True, blank=True)
    scripted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    return_reason = NFCTextField("lý do trả lại", blank=True)
    withdrawn_because = NFCTextField("lý do gỡ", blank=True)
    public_from = models.DateTimeField("ra với mọi người từ", null=True, blank=True)  # its first time on air

    class Meta:
        verbose_name = "bản tin"
        verbose_name_plural = "bản tin"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state__in=[*ON_AIR_STATES, BulletinState.VOICED]) | Q(mix__isnull=False),
                                   name="radio_voiced_has_sound"),
            models.CheckConstraint(condition=~Q(state__in=ON_AIR_STATES) | (Q(approved_by__isnull=False) & Q(approved_at__isnull=False)),
                                   name="radio_on_air_was_approved"),
            models.CheckConstraint(condition=~Q(state=BulletinState.WITHDRAWN) | (~Q(withdrawn_because="") & Q(mix__isnull=True)),
                                   name="radio_withdrawn_is_silent", violation_error_message="Hãy ghi lý do gỡ."),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state", "-day"], name="radio_bulletin_desk"),
                   models.Index(fields=["state", "-public_from", "-id"], name="radio_bulletin_public")]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def is_on_air(self) -> bool:
        return self.state in ON_AIR_STATES


class BulletinPart(Timestamped):
    """One piece in its place: a story, words of our own, the greeting. `withdrawn_at`: it may no longer be told, by anybody, ever again."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField(max_length=7, choices=PartKind.choices, default=PartKind.STORY)
    story = models.ForeignKey(Story, models.PROTECT, null=True, blank=True, related_name="bulletin_parts", verbose_name="bài")
    title = NFCCharField("đầu đề", max_length=200)
    script = models.ForeignKey("PartScript", models.PROTECT, null=True, blank=True, related_name="+")
    take = models.ForeignKey("Take", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    withdrawn_because = NFCCharField("lý do gỡ", max_length=300, blank=True)
    removed_at = models.DateTimeField("bỏ khỏi bản tin lúc", null=True, blank=True)

    class Meta:
        verbose_name = "phần của bản tin"
        verbose_name_plural = "phần của bản tin"
        ordering = ["bulletin", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "story"], condition=Q(removed_at__isnull=True), name="radio_story_once_in_bulletin",
                                    violation_error_message="Bài này đã có trong bản tin."),
            models.CheckConstraint(condition=~Q(kind=PartKind.STORY) | Q(story__isnull=False), name="radio_story_part_has_story"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | (~Q(withdrawn_because="") & Q(take__isnull=True)),
                                   name="radio_withdrawn_part_is_silent"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.bulletin.unit


class PartScript(Timestamped):
    """The words of a part at one moment. Written once. `automatic`: as the machine made it, nobody has changed it yet."""

    part = models.ForeignKey(BulletinPart, models.PROTECT, related_name="scripts")
    number = models.PositiveSmallIntegerField("bản số")
    text = models.TextField("lời đọc")  # breath marks stand between spaces: no NFC folding of them
    doubts = models.JSONField(default=list)
    seconds = models.FloatField(default=0)
    automatic = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bản lời đọc"
        verbose_name_plural = "bản lời đọc"
        ordering = ["part", "-number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="radio_script_once")]

    def __str__(self) -> str:
        return f"{self.part} (bản {self.number})"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a script is written once")
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.part.bulletin.unit

    @property
    def lines(self) -> list[str]:
        """A line for each sentence, with its breath marks, for the teleprompter; an empty one between paragraphs."""
        found: list[str] = []
        for paragraph in self.text.split("\n\n"):
            found += [line.strip() for line in paragraph.replace("//", "\n").splitlines() if line.strip()]
            found.append("")
        return found[:-1]
