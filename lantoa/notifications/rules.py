"""Who may read and resend messages. Own notices are always one's own; the outbox of others is for those who oversee them."""

import rules

from lantoa.notifications import overseers, queries
from lantoa.notifications.models import Notice, OutboxMessage


@rules.predicate
def is_recipient(user, notice: Notice | None) -> bool:
    return notice is not None and notice.recipient_id == user.pk


@rules.predicate
def sees_message(user, message: OutboxMessage | None) -> bool:
    return message is not None and queries.outbox_visible_to(user).filter(pk=message.pk).exists()


@rules.predicate
def oversees_somebody(user) -> bool:
    return any(people.exists() for people in overseers.overseen_by(user))


@rules.predicate
def oversees_recipient(user, message: OutboxMessage | None) -> bool:
    return message is not None and any(people.filter(pk=message.recipient_id).exists() for people in overseers.overseen_by(user))


rules.add_perm("notifications.view_notice", is_recipient)
rules.add_perm("notifications.read_notice", is_recipient)
rules.add_perm("notifications.set_preference", rules.is_authenticated)
rules.add_perm("notifications.view_outbox", oversees_somebody)
rules.add_perm("notifications.view_message", sees_message)
rules.add_perm("notifications.resend_message", oversees_recipient)
# Telling is part of an act whose own right was asked; a person in use may always be the one who acted.
rules.add_perm("notifications.notify", rules.is_active)
# The clock and the worker alone.
rules.add_perm("notifications.deliver", rules.always_deny)
