"""Reading notices and the outbox. Never writes."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.notifications import overseers
from lantoa.notifications.enums import MessageState
from lantoa.notifications.models import Notice, OutboxMessage, Preference

# A message claimed this long ago and still not done: its worker died. Longer than any channel's time-out.
CLAIM_HOLDS = timedelta(minutes=15)


def notices_of(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient=user)


def unread_count(user: User) -> int:
    return notices_of(user).filter(read_at__isnull=True).count()


def outbox_visible_to(user: User) -> QuerySet[OutboxMessage]:
    """The own messages, and those of the people the user oversees."""
    seen = Q(recipient=user)
    for people in overseers.overseen_by(user):
        seen |= Q(recipient__in=people.order_by().values("pk"))
    return OutboxMessage.objects.filter(seen)


def preference_of(user: User) -> Preference:
    """The person's choices, or an unsaved row of defaults."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def due_messages(now: datetime | None = None) -> QuerySet[OutboxMessage]:
    """What is to be handed to its channel now, the oldest first: queued and due, or left by a worker that died.

    Parts of a digest are not among them; they leave inside the digest.
    """
    now = now or clock.now()
    queued = Q(state=MessageState.QUEUED, next_try_at__lte=now)
    orphaned = Q(state=MessageState.SENDING, claimed_at__lte=now - CLAIM_HOLDS)
    return OutboxMessage.objects.filter(queued | orphaned, is_digest_part=False).order_by("next_try_at", "pk")


def waiting_parts() -> QuerySet[OutboxMessage]:
    """Messages that wait for the digest of their reader."""
    return OutboxMessage.objects.filter(state=MessageState.QUEUED, is_digest_part=True, carried_by__isnull=True)


def anything_due() -> bool:
    """Whether the deliverer has something to do now: a message to hand over, or a digest to bundle."""
    return due_messages().exists() or waiting_parts().filter(next_try_at__lte=clock.now()).exists()
