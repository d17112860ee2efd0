"""Who is told what about a nomination. The message says its code, never a private fact: e-mail leaves the house."""

from collections.abc import Iterable

from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.models import Nomination, NominationBook
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit, UnitAncestry
from lantoa.organisations.queries import people_in


def tell(
    kind: str, nomination: Nomination, *, to: Iterable[User | None], reason: str = "", url: str = "", once: str = "", by: User, **more
) -> int:
    """Tell these people, not the one who acts; returns how many."""
    people = [user for user in to if user is not None and user.pk != by.pk]
    context = {"code": nomination.code, "name": nomination.name, "reason": reason, **more}
    url = url or reverse("exemplars:nomination", args=[nomination.pk])
    return notify(f"exemplars.{kind}", to=people, url=url, context=context, about=nomination, once=once, by=by)


def tell_leaders(kind: str, nomination: Nomination, *, by: User, **more) -> int:
    return tell(kind, nomination, to=people_in([nomination.unit], [Role.UNIT_LEADER]), by=by, **more)


def tell_senders(kind: str, nomination: Nomination, *, also: Iterable[User | None] = (), by: User, **more) -> int:
    """The senders who have an account; citizens follow by their code."""
    senders = [sender.user for sender in nomination.senders.filter(user__isnull=False).select_related("user")]
    return tell(kind, nomination, to=[*senders, nomination.proposed_by, *also], by=by, **more)


def handlers(unit: Unit) -> list[User]:
    """Who works on the unit's files: its officers and leaders, and the standing agencies above it."""
    day = clock.today()
    above = UnitAncestry.objects.at(day).filter(descendant=unit).values("ancestor")
    offices = UnitAncestry.objects.at(day).filter(ancestor__in=above, depth=1).values("descendant")
    found = list(people_in([unit], [Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER]))
    return found + list(people_in(Unit.objects.filter(pk__in=offices), [Role.STANDING_AGENCY]))


def tell_book(kind: str, book: NominationBook, *, by: User) -> int:
    """Tell who brought a workbook how it stands."""
    url = reverse("exemplars:book", args=[book.pk])
    context = {"faults": book.fault_count, "rows": book.row_count}
    return notify(f"exemplars.{kind}", to=[book.brought_by], url=url, context=context, about=book, by=by)
