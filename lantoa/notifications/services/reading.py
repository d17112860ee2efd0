"""What a reader does with notices, and what an overseer does with messages that did not leave."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.notifications import tasks
from lantoa.notifications.enums import RESENDABLE, Channel, MessageState
from lantoa.notifications.models import Notice, OutboxMessage, Preference
from lantoa.notifications.queries import notices_of


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> None:
    """Note that the reader has seen it; the first time counts. No trail: reading one's own post is nobody's business."""
    require(by, "notifications.read_notice", notice)
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=clock.now())


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Returns how many were new."""
    require(by, "notifications.set_preference")
    return notices_of(by).filter(read_at__isnull=True).update(read_at=clock.now())


@transaction.atomic
def resend_message(message: OutboxMessage, *, by: User) -> None:
    """Queue a failed or skipped message again, to the address the person has now. A part of a digest goes out by itself.

    Effects, in order: the message is queued; one trail line; on commit the worker is called. Raises ValidationError when the
    message left already, still waits, or has nowhere to go.
    """
    require(by, "notifications.resend_message", message)
    message = OutboxMessage.objects.select_for_update(of=["self"]).select_related("recipient").get(pk=message.pk)
    if message.state not in RESENDABLE:
        raise ValidationError(f"Tin này {message.get_state_display()}, không cần gửi lại.")
    user = message.recipient
    address = user.email if message.channel == Channel.EMAIL else user.phone
    if not address:
        raise ValidationError(f"{user} chưa có nơi nhận. Hãy bổ sung thư điện tử hoặc điện thoại trong hồ sơ rồi gửi lại.")
    came_from = message.state
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=MessageState.QUEUED, address=address, attempts=0, error="", next_try_at=clock.now(), is_digest_part=False, carried_by=None
    )
    trail.record("resend", message, by=by, from_state=came_from, to_state=MessageState.QUEUED)
    transaction.on_commit(tasks.deliver.enqueue)


@transaction.atomic
def set_preference(*, by_email: bool, by_sms: bool, by_zalo: bool, digest_hour: int, by: User) -> Preference:
    """Keep how the person wishes to be told. Messages already waiting keep their hour."""
    require(by, "notifications.set_preference")
    wish = Preference(user=by, by_email=by_email, by_sms=by_sms, by_zalo=by_zalo, digest_hour=digest_hour)
    wish.clean_fields()
    Preference.objects.update_or_create(
        user=by, defaults={"by_email": by_email, "by_sms": by_sms, "by_zalo": by_zalo, "digest_hour": digest_hour}
    )
    return wish
