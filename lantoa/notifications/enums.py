"""Channels a message goes out by, and what became of it."""

from django.db.models import TextChoices


class Channel(TextChoices):
    IN_APP = "in_app", "trong phần mềm"
    EMAIL = "email", "thư điện tử"
    SMS = "sms", "tin nhắn SMS"
    ZALO = "zalo", "Zalo"


class MessageState(TextChoices):
    QUEUED = "queued", "đang chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "không gửi được"
    SKIPPED = "skipped", "không gửi"


# In these nothing more happens by itself; a failed or skipped one may be sent again by hand.
RESENDABLE = {MessageState.FAILED, MessageState.SKIPPED}
STATE_TAGS = {
    MessageState.QUEUED: "soon",
    MessageState.SENDING: "doing",
    MessageState.SENT: "done",
    MessageState.FAILED: "late",
    MessageState.SKIPPED: "none",
}
