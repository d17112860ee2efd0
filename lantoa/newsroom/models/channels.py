"""One approved text, told again for each channel: for the ear, for a telephone, for Zalo, for a wall."""

import hashlib

from django.conf import settings
from django.db import models

from lantoa.core.models import NFCTextField, Timestamped
from lantoa.newsroom.enums import TextFor
from lantoa.newsroom.models.stories import Story, StoryVersion
from lantoa.organisations.models import Unit


class ChannelText(Timestamped):
    """What the story says on one channel. Written once, like a version; a newer number takes its place.

    `version` is what of the story it was made from: when the story says something newer, this is stale until somebody looks at it again.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="channel_texts")
    version = models.ForeignKey(StoryVersion, models.PROTECT, related_name="+")
    form = models.CharField("kênh", max_length=6, choices=TextFor.choices)
    number = models.PositiveIntegerField("bản số")
    text = NFCTextField("nội dung")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "bản cho kênh"
        verbose_name_plural = "bản cho kênh"
        ordering = ["story", "form", "-number"]
        constraints = [models.UniqueConstraint(fields=["story", "form", "number"], name="newsroom_channel_text_once")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} (bản {self.number})"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a text for a channel is written once")
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit
