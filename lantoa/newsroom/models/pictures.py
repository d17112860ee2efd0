"""Pictures of a story: the bytes once, the sizes a page asks for made from them, and by what right they may be shown."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, Timestamped
from lantoa.exemplars.models import Attachment
from lantoa.files.models import StoredFile
from lantoa.newsroom.enums import PictureFormat, Shown
from lantoa.newsroom.models.stories import Story
from lantoa.organisations.models import Unit


class StoryPicture(Timestamped):
    """One picture that the story's versions may use, in the text or as its cover.

    `shown` says who can be recognised: that decides what has to be agreed before anybody outside sees it. `attachment`: taken over from
    the exemplar's file, whose bytes it shares.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")  # proof of what was published
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    width = models.PositiveIntegerField("rộng (điểm)")
    height = models.PositiveIntegerField("cao (điểm)")
    alt = NFCCharField("ảnh chụp gì", max_length=300, blank=True)
    credit = NFCCharField("người chụp, nguồn ảnh", max_length=150, blank=True)
    shown = models.CharField("trong ảnh có ai", max_length=7, choices=Shown.choices, blank=True)
    agreed_how = NFCCharField("ai đồng ý, bằng cách nào", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sizes_made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ảnh của bài"
        verbose_name_plural = "ảnh của bài"
        ordering = ["story", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(shown=Shown.OTHERS) | ~Q(agreed_how=""), name="newsroom_others_agreed",
                                   violation_error_message="Ghi ai trong ảnh đã đồng ý, bằng cách nào (nói trực tiếp, nhắn tin, giấy)."),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="newsroom_picture_measured"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.alt or f"ảnh {self.pk}"

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit


class PictureSize(models.Model):
    """The picture at one width in one format, made by the worker."""

    picture = models.ForeignKey(StoryPicture, models.CASCADE, related_name="sizes")  # derived, made again from the picture at any time
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=PictureFormat.choices)
    content = models.FileField(upload_to="anh/%Y/%m", max_length=200)
    size = models.PositiveIntegerField("dung lượng (byte)")

    class Meta:
        verbose_name = "cỡ ảnh"
        verbose_name_plural = "cỡ ảnh"
        ordering = ["picture", "width", "format"]
        constraints = [models.UniqueConstraint(fields=["picture", "width", "format"], name="newsroom_size_once")]

    def __str__(self) -> str:
        return f"{self.width}.{self.format}"
