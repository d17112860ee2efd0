"""What is told about decisions; called by the services of honours."""

from collections.abc import Iterable

from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.selection.models import Decision, Honour
from lantoa.selection.queries.honours import media_editors_for, signers_of

_UNIT = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


def tell_submitted(decision: Decision, *, by: User) -> None:
    """Whoever signs: a decision waits."""
    _tell("submitted", signers_of(decision), decision, by)


def tell_returned_decision(decision: Decision, *, by: User) -> None:
    """Whoever submitted it: it came back, why."""
    _tell("decision_returned", [decision.submitted_by or decision.drafted_by], decision, by)


def tell_honoured(decision: Decision, *, by: User) -> None:
    """The people of the units whose nominees were honoured, and the editors: now a story may be written, the certificate handed over."""
    units = {decision.unit_id, *decision.honours.values_list("nomination__unit", flat=True)}
    _tell("honoured", people_in(units, _UNIT) | media_editors_for(decision.unit), decision, by)


def tell_revoked(decision: Decision, honours: Iterable[Honour], *, by: User) -> None:
    """The same people: nothing more may be shown; the money goes back to the fund."""
    lines = list(honours)
    units = {decision.unit_id, *(line.nomination.unit_id for line in lines)}
    people = people_in(units, _UNIT) | media_editors_for(decision.unit)
    context = {"names": ", ".join(line.recipient for line in lines)[:500], "money": sum(line.amount for line in lines)}
    _tell("honour_revoked", people, decision, by, **context)


def _tell(word: str, people: Iterable[User], decision: Decision, by: User, **context) -> None:
    url = reverse("selection:decision", args=[decision.pk])
    notify(f"selection.{word}", to=list(people), url=url, context={"decision": decision, **context}, about=decision, by=by)
