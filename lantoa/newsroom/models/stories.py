"""A story goes from desk to desk; what it says stands in versions that never change."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.core import clock
from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.models.consents import new_token
from lantoa.movements.models import Movement
from lantoa.newsroom.enums import LIVE_STATES, STORY_MOVES, StoryKind, StoryState, Topic
from lantoa.newsroom.models.columns import Column
from lantoa.organisations.models import Unit


class Story(Timestamped):
    """One piece. `current` is what the desks work on, `live` what the public reads: a correction never changes a page by half."""

    state_moves = STORY_MOVES

    slug = models.SlugField("địa chỉ ngắn", max_length=90, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stories", verbose_name="đơn vị viết")
    kind = models.CharField("loại", max_length=8, choices=StoryKind.choices, default=StoryKind.PORTRAIT)
    topic = models.CharField("nội dung tuyên truyền", max_length=10, choices=Topic.choices, default=Topic.EXEMPLAR)
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name="về gương"
    )  # fmt: skip
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name="phong trào")
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="stories", verbose_name="chuyên mục")
    state = models.CharField("tình trạng", max_length=11, choices=StoryState.choices, default=StoryState.IDEA)
    state_since = models.DateTimeField(default=clock.now)
    current = models.ForeignKey("StoryVersion", models.PROTECT, null=True, blank=True, related_name="+")
    live = models.ForeignKey("StoryVersion", models.PROTECT, null=True, blank=True, related_name="+")
    # Repeats the title of the version shown, so that lists read one table.
    title = NFCCharField("đầu đề", max_length=200)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_back_on = models.DateField("đã đọc lại cho người được viết nghe ngày", null=True, blank=True)
    read_back_version = models.ForeignKey("StoryVersion", models.PROTECT, null=True, blank=True, related_name="+")  # what was read
    read_back_how = NFCCharField("đọc lại bằng cách nào", max_length=200, blank=True)
    read_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField("hẹn đăng lúc", null=True, blank=True)
    published_at = models.DateTimeField("đăng lúc", null=True, blank=True)
    return_reason = NFCTextField("lý do trả lại", blank=True)
    correction = NFCTextField("đính chính", blank=True)  # shown under the story
    taken_down_because = NFCTextField("lý do gỡ", blank=True)
    tombstone = NFCTextField("báo cho bạn đọc", blank=True)  # what stands at its address once it is taken down
    # Who has it open to write, until when: a lock that expires by itself.
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tin, bài"
        verbose_name_plural = "tin, bài"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state__in=LIVE_STATES) | (Q(live__isnull=False) & Q(published_at__isnull=False)),
                                   name="newsroom_live_has_text"),
            models.CheckConstraint(condition=Q(state__in=LIVE_STATES) | Q(live__isnull=True), name="newsroom_only_live_is_read"),
            models.CheckConstraint(condition=~Q(state=StoryState.SCHEDULED) | Q(publish_at__isnull=False), name="newsroom_scheduled_when",
                                   violation_error_message="Hãy chọn giờ đăng."),
            models.CheckConstraint(condition=~Q(state=StoryState.UNPUBLISHED) | ~Q(taken_down_because=""), name="newsroom_taken_down_because",
                                   violation_error_message="Hãy ghi lý do gỡ."),
            models.CheckConstraint(condition=~Q(state=StoryState.CORRECTED) | ~Q(correction=""), name="newsroom_correction_said",
                                   violation_error_message="Hãy ghi đính chính điều gì."),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state", "-state_since"], name="newsroom_desk"),
            # What is live, the newest first, read from its end without sorting: `live` is set just while the public sees the story.
            models.Index(fields=["-published_at", "-id"], condition=Q(live__isnull=False), name="newsroom_newest_live"),
            models.Index(fields=["state", "publish_at"], name="newsroom_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_unit(self) -> Unit:
        return self.unit

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES


class StoryVersion(Timestamped):
    """What the story said at one moment. Written once; `sha256` covers every word, so that a change would show."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("bản số")
    title = NFCCharField("đầu đề", max_length=200)
    lead = NFCTextField("tóm tắt", blank=True)
    body = models.TextField("nội dung", blank=True)  # HTML of few tags, cleaned by newsroom.cleaning
    quote = NFCTextField("lời nói hay", blank=True)
    quote_by = NFCCharField("lời của", max_length=150, blank=True)
    cover = models.ForeignKey("StoryPicture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh đầu bài")
    byline = NFCCharField("tác giả", max_length=150, blank=True)
    reason = NFCCharField("sửa gì", max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "bản của bài"
        verbose_name_plural = "bản của bài"
        ordering = ["story", "-number"]
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="newsroom_version_once")]

    def __str__(self) -> str:
        return f"{self.title} (bản {self.number})"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a version is written once")
        self.sha256 = self.fingerprint()
        super().save(*args, **kwargs)

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit

    @property
    def photo_alt(self) -> str:
        """Words of the cover, for who cannot see it."""
        return self.cover.alt if self.cover_id else ""

    @property
    def photo_credit(self) -> str:
        return self.cover.credit if self.cover_id else ""

    def fingerprint(self) -> str:
        said = [
            self.title,
            self.lead,
            self.body,
            self.quote,
            self.quote_by,
            self.byline,
            str(self.cover_id),
        ]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()


class Comment(Timestamped):
    """A remark between desks, about one version, or one block of it: `paragraph` counts from 1, `excerpt` is how the block begins."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="comments")
    version = models.ForeignKey(StoryVersion, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.PositiveIntegerField("đoạn", null=True, blank=True)
    excerpt = NFCCharField("đoạn bắt đầu bằng", max_length=120, blank=True)
    text = NFCTextField("lời nhắn")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField("đã xong lúc", null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "lời nhắn"
        verbose_name_plural = "lời nhắn"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit


class UnsavedText(models.Model):
    """What one person is writing and has not saved: one row for each story and person, gone once it is saved as a version.

    Never a version by itself and never shown to anybody else.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="unsaved")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.JSONField()
    based_on = models.PositiveIntegerField(null=True, blank=True)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "bản chưa lưu"
        verbose_name_plural = "bản chưa lưu"
        constraints = [models.UniqueConstraint(fields=["story", "by"], name="newsroom_unsaved_once")]

    def __str__(self) -> str:
        return f"{self.story_id} ({self.by_id})"


class ReadBackLink(Timestamped):
    """An address without a password at which the person a story is about reads it and answers, before it is approved."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="read_back_links")
    version = models.ForeignKey(StoryVersion, models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("mở xem lúc", null=True, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    is_right = models.BooleanField("đúng rồi", null=True, blank=True)
    words = NFCTextField("cần sửa gì", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "đường dẫn đọc lại"
        verbose_name_plural = "đường dẫn đọc lại"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, is_right__isnull=True) | Q(answered_at__isnull=False, is_right__isnull=False),
                name="newsroom_read_back_answered"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.story} (bản {self.version_id})"

    @property
    def audit_unit(self) -> Unit:
        return self.story.unit
