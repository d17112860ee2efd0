"""What people are told: the notice they find in the workspace, and each message that left (or is to leave) for them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from lantoa.core.models import NFCCharField, NFCTextField, Timestamped
from lantoa.notifications import kinds
from lantoa.notifications.enums import RESENDABLE, STATE_TAGS, Channel, MessageState


class Notice(Timestamped):
    """One thing one person was told, shown under "Thông báo". `about_*` names the record without a foreign key upward."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="người nhận")
    kind = models.CharField("loại", max_length=60)  # key of notifications.kinds
    title = NFCCharField("tiêu đề", max_length=250)
    body = NFCTextField("nội dung", blank=True)
    url = models.CharField("đường dẫn", max_length=500, blank=True)  # path within the site
    about_model = models.CharField(max_length=60, blank=True)  # "plans.plan"
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    # Tells the same thing once: a second notice with the key is not written. Empty: no such promise.
    dedupe_key = models.CharField(max_length=120, blank=True)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe_key"], condition=~Q(dedupe_key=""), name="notifications_told_once"),
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at"]),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        return kinds.icon_of(self.kind)


class OutboxMessage(Timestamped):
    """One message to one person by one channel.

    `uuid` goes out as Message-ID (e-mail) or Idempotency-Key (SMS, Zalo): should a worker die between handing a message over
    and writing that down, it is handed over again under the same id, and the receiving end can drop the second copy.
    A part of a digest waits with `is_digest_part`; `carried_by` is the digest it left in, and `digest_on` the day of a digest.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="messages")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="outbox", verbose_name="người nhận")
    channel = models.CharField("kênh", max_length=8, choices=Channel.choices)
    kind = models.CharField("loại", max_length=60)
    address = models.CharField("gửi đến", max_length=254, blank=True)
    subject = NFCCharField("tiêu đề", max_length=250)
    body = NFCTextField("nội dung", blank=True)
    state = models.CharField("tình trạng", max_length=8, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_try_at = models.DateTimeField("thử lúc", null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = NFCCharField("vì sao", max_length=300, blank=True)  # in words an officer understands
    is_digest_part = models.BooleanField("gộp vào thư trong ngày", default=False)
    carried_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    digest_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "tin gửi đi"
        verbose_name_plural = "tin gửi đi"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "digest_on"], condition=Q(digest_on__isnull=False),
                                    name="notifications_one_digest_a_day"),
            models.CheckConstraint(condition=~Q(state=MessageState.SENT) | Q(sent_at__isnull=False), name="notifications_sent_has_time"),
            models.CheckConstraint(condition=~Q(state__in=[MessageState.FAILED, MessageState.SKIPPED]) | ~Q(error=""),
                                   name="notifications_failure_has_words"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state=MessageState.QUEUED), name="notifications_to_send"),
            models.Index(fields=["state", "-created_at"]),
            models.Index(fields=["recipient", "-created_at"]),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_label(self) -> str:
        return kinds.label_of(self.kind)

    @property
    def is_resendable(self) -> bool:
        return self.state in RESENDABLE

    @property
    def tag(self) -> str:
        """Which status tag of the design system the state wears."""
        return STATE_TAGS[MessageState(self.state)]


class Preference(models.Model):
    """How a person wishes to be told. No row: the defaults. In-app notices cannot be switched off."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notification_preference")
    by_email = models.BooleanField("Nhận thư điện tử", default=True)
    by_sms = models.BooleanField("Nhận tin nhắn SMS cho việc gấp", default=False)
    by_zalo = models.BooleanField("Nhận tin Zalo cho việc gấp", default=False)
    digest_hour = models.PositiveSmallIntegerField("Giờ nhận thư tổng hợp trong ngày", default=7, validators=[MaxValueValidator(23)])

    class Meta:
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"
        constraints = [
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="notifications_hour_of_day",
                                   violation_error_message="Giờ nhận thư từ 0 đến 23."),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"cách nhận thông báo của {self.user}"
