"""Handing messages to their channels.

At least once: a message is claimed (SENDING, committed) before it is handed over and marked SENT after. A worker that dies
between the two leaves it SENDING; fifteen minutes later it is handed over again under the same id (OutboxMessage.uuid), which
mail programs and gateways use to drop a second copy. Two workers never claim the same message: the claim is one conditional
UPDATE.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.notifications import channels, kinds
from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.kinds import DIGEST
from lantoa.notifications.models import OutboxMessage
from lantoa.notifications.queries import due_messages, waiting_parts

# How long to wait after the first, second … failed try; after the last one the message stays failed, for a person to look at.
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
_AT_ONCE = 200  # messages a run; the clock calls again each minute


def deliver_due(*, by: User, limit: int = _AT_ONCE) -> int:
    """Bundle the digests that are due, then hand over what is due; returns how many messages left.

    Effects for each message, each in its own transaction: claimed; handed to its channel (outside any transaction);
    marked sent, or queued again with the reason, or given up.
    """
    require(by, "notifications.deliver")
    bundle_digests(by=by)
    sent = 0
    for pk in list(due_messages().values_list("pk", flat=True)[:limit]):
        sent += _deliver(pk)
    return sent


def _deliver(pk: int) -> bool:
    message = _claim(pk)
    if message is None:
        return False
    try:
        channels.for_(Channel(message.channel)).send(message)
    except channels.NotConfiguredError as reason:
        _finish(message, MessageState.SKIPPED, error=str(reason))
    except channels.RefusedError as reason:
        _finish(message, MessageState.FAILED, error=str(reason))
    except channels.TryLaterError as reason:
        _try_later(message, str(reason))
    else:
        _finish(message, MessageState.SENT)
        return True
    return False


def _claim(pk: int) -> OutboxMessage | None:
    """Take the message for this worker; None when another one was faster."""
    now = clock.now()
    with transaction.atomic():
        mine = due_messages(now).filter(pk=pk).order_by().update(
            state=MessageState.SENDING, claimed_at=now, attempts=F("attempts") + 1, error=""
        )  # fmt: skip
        return OutboxMessage.objects.select_related("recipient", "notice").get(pk=pk) if mine else None


@transaction.atomic
def _finish(message: OutboxMessage, state: MessageState, *, error: str = "") -> None:
    """Write down how it ended; a digest's parts end as it does."""
    ended = {"state": state, "error": error[:300], "sent_at": clock.now() if state == MessageState.SENT else None, "next_try_at": None}
    OutboxMessage.objects.filter(pk=message.pk).update(**ended)
    if message.digest_on:
        OutboxMessage.objects.filter(carried_by=message).update(**ended)


def _try_later(message: OutboxMessage, error: str) -> None:
    if message.attempts > len(PAUSES):
        _finish(message, MessageState.FAILED, error=error)
        return
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=MessageState.QUEUED, error=error[:300], next_try_at=clock.now() + PAUSES[message.attempts - 1]
    )


def bundle_digests(*, by: User) -> int:
    """Make one e-mail of all that waits for a person whose hour has come; returns how many digests were made.

    One a day and person at most (unique key): what comes later that day waits for tomorrow's.
    """
    require(by, "notifications.deliver")
    now = clock.now()
    today = timezone.localtime(now).date()
    of_person: dict[int, list[OutboxMessage]] = defaultdict(list)
    for part in waiting_parts().filter(next_try_at__lte=now).select_related("recipient", "notice").order_by("pk"):
        of_person[part.recipient_id].append(part)
    had_one = set(OutboxMessage.objects.filter(recipient__in=of_person, digest_on=today).values_list("recipient_id", flat=True))
    made = 0
    for person, parts in of_person.items():
        made += person not in had_one and _bundle(parts, now)
    return made


def _bundle(parts: list[OutboxMessage], now: datetime) -> bool:
    user = parts[0].recipient
    subject, body = kinds.get(DIGEST).render({"parts": parts, "now": now, "base": channels.base_url()})
    try:
        with transaction.atomic():
            digest = OutboxMessage.objects.create(
                recipient=user, channel=Channel.EMAIL, kind=DIGEST, address=user.email, subject=subject[:250], body=body,
                next_try_at=now, digest_on=timezone.localtime(now).date(),
            )  # fmt: skip
            OutboxMessage.objects.filter(pk__in=[p.pk for p in parts], carried_by__isnull=True).update(carried_by=digest)
    except IntegrityError:  # another worker made today's digest for this person a moment ago
        return False
    return True
