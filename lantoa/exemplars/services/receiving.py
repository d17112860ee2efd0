"""Taking in what was told, whichever door it came through: one record, one code, one credit."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.exemplars.codes import new_follow_key
from lantoa.exemplars.enums import Door, SubjectType
from lantoa.exemplars.models import Nomination, Sender, Subject
from lantoa.exemplars.tasks import look_for_duplicates
from lantoa.organisations.models import Unit


@dataclass(frozen=True)
class Credit:
    """Who told of it. `statement`: the answers as given, kept word for word."""

    name: str = ""
    phone: str = ""
    may_be_called: bool = False
    unit: Unit | None = None
    user: User | None = None
    keyed_in_from: str = ""
    statement: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def receive_nomination(facts: dict[str, Any], *, unit: Unit, door: Door, credit: Credit, by: User) -> Nomination:
    """Make the record of what was put forward. `facts` are fields of Nomination; name and deed must not be empty.

    Effects, in order: the subject; the nomination with its code; the credit with its follow key; a trail line; after the commit the
    worker looks for duplicates. A door that shows them at once calls services.duplicates.check_duplicates itself. People are told by
    the caller's next steps (services.doors).
    """
    require(by, "exemplars.tell" if door == Door.CITIZEN else "exemplars.nominate", unit)
    nomination = Nomination(**facts, unit=unit, door=door, proposed_by=by, code=secrets.token_hex(8))
    if nomination.birth_date and not nomination.birth_year:
        nomination.birth_year = nomination.birth_date.year
    nomination.subject = Subject.objects.create(
        type=nomination.type or SubjectType.INDIVIDUAL, name=nomination.name, birth_year=nomination.birth_year, unit=unit
    )
    nomination.save()
    nomination.code = f"LT-{nomination.pk:04}"
    nomination.save(update_fields=["code"])
    Sender.objects.create(
        nomination=nomination, told_as=nomination.code, follow_key=new_follow_key(), name=credit.name, phone=credit.phone,
        may_be_called=credit.may_be_called, unit=credit.unit, user=credit.user, statement=credit.statement,
        keyed_in_from=credit.keyed_in_from,
    )  # fmt: skip
    trail.record("receive", nomination, by=by, after={"door": nomination.get_door_display(), "name": nomination.name})
    transaction.on_commit(lambda: look_for_duplicates.enqueue(nomination.pk))
    return nomination
