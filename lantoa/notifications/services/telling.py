"""Writing down what somebody is to be told."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.notifications import kinds, tasks
from lantoa.notifications.enums import Channel, MessageState
from lantoa.notifications.models import Notice, OutboxMessage, Preference

_BATCH = 1000


@transaction.atomic
def notify(
    kind_key: str, *, to: Iterable[User], url: str, context: dict[str, Any], about: models.Model | None = None, once: str = "", by: User
) -> int:
    """Tell the people in use among `to`, each once; returns how many were told.

    `url` is the path where the reader does what is asked. `once` names the news: a person told under that name before is
    left out, also when two tell at the same moment (unique key).

    Effects, in order, in the caller's transaction: a notice each; an in-app line in the outbox each; an e-mail line for those
    who take e-mail (urgent: due now; otherwise part of the day's digest); SMS and Zalo lines of urgent news for those who
    asked for them; on commit the worker is called when something is due now.
    """
    require(by, "notifications.notify")
    kind = kinds.get(kind_key)
    people = list({user.pk: user for user in to if user.is_active and not user.is_built_in}.values())
    if not people:
        return 0
    subject, body = kind.render({**context, "url": url})
    notices = [
        Notice(
            recipient=user, kind=kind.key, title=subject[:250], body=body, url=url, dedupe_key=once,
            about_model=about._meta.label_lower if about is not None else "", about_id=about.pk if about is not None else None,
        )
        for user in people
    ]  # fmt: skip
    if once:
        notices = _write_once(notices, once)
    else:
        Notice.objects.bulk_create(notices, batch_size=_BATCH)
    if not notices:
        return 0
    wishes = {wish.user_id: wish for wish in Preference.objects.filter(user__in=[n.recipient_id for n in notices])}
    now = clock.now()
    messages = [m for notice in notices for m in _messages_for(notice, kind, wishes.get(notice.recipient_id) or Preference(), now)]
    OutboxMessage.objects.bulk_create(messages, batch_size=_BATCH)
    if kind.urgent:
        transaction.on_commit(tasks.deliver.enqueue)
    return len(notices)


def _write_once(notices: list[Notice], once: str) -> list[Notice]:
    """Insert those whose key is free and give back exactly the ones this call inserted."""
    people = {notice.recipient_id: notice.recipient for notice in notices}
    known = set(Notice.objects.filter(recipient__in=people, dedupe_key=once).values_list("pk", flat=True))
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    # Rows a rival committed between the two lines above carry an older moment of creation than ours.
    mine = {notice.recipient_id: notice.created_at for notice in notices}
    rows = Notice.objects.filter(recipient__in=people, dedupe_key=once).exclude(pk__in=known).select_related("recipient")
    return [row for row in rows if row.created_at == mine[row.recipient_id]]


def _messages_for(notice: Notice, kind: kinds.NotificationKind, wish: Preference, now: datetime) -> list[OutboxMessage]:
    user = notice.recipient
    row = {"notice": notice, "recipient": user, "kind": kind.key, "subject": notice.title, "body": notice.body}
    found = [OutboxMessage(channel=Channel.IN_APP, state=MessageState.SENT, sent_at=now, address=user.username, **row)]
    if wish.by_email:
        found.append(
            OutboxMessage(
                channel=Channel.EMAIL, address=user.email, is_digest_part=not kind.urgent,
                next_try_at=now if kind.urgent else _next_digest_at(wish.digest_hour, now),
                **_sendable(user.email, "Người nhận chưa ghi địa chỉ thư điện tử."), **row,
            )
        )  # fmt: skip
    if kind.urgent:
        for channel, wanted in ((Channel.SMS, wish.by_sms), (Channel.ZALO, wish.by_zalo)):
            if wanted:
                sendable = _sendable(user.phone, "Người nhận chưa ghi số điện thoại.")
                found.append(OutboxMessage(channel=channel, address=user.phone, next_try_at=now, **sendable, **row))
    return found


def _sendable(address: str, otherwise: str) -> dict[str, Any]:
    return {} if address else {"state": MessageState.SKIPPED, "error": otherwise}


def _next_digest_at(hour: int, now: datetime) -> datetime:
    """The next time the clock shows `hour` in Việt Nam."""
    today = timezone.localtime(now).date()
    moment = timezone.make_aware(datetime.combine(today, time(hour)))
    return moment if moment > now else timezone.make_aware(datetime.combine(today + timedelta(days=1), time(hour)))
