"""Who reads and answers letters (product.md §2: officers and leaders of the unit, the Front's of theirs; the standing agency above). Never writes."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from lantoa.accounts.models import User
from lantoa.feedback.enums import LetterState
from lantoa.feedback.models import DailyVisits, Letter
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, units_reached

OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER})


def visible_to(user: User) -> QuerySet[Letter]:
    roles = {a.role for a in appointments_of(user)}
    if not roles & {*OWN, Role.STANDING_AGENCY}:
        return Letter.objects.none()
    found = Q(unit__in={a.unit_id for a in appointments_of(user) if a.role in OWN and a.unit_id})
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    return Letter.objects.filter(found)


def waiting_for(user: User) -> QuerySet[Letter]:
    """Those of the own units that wait for an answer, the soonest due first."""
    own = {a.unit_id for a in appointments_of(user) if a.role in OWN and a.unit_id}
    return Letter.objects.filter(unit__in=own, state=LetterState.RECEIVED).order_by("due_on", "pk")


def reads_letters(user: User) -> bool:
    return bool({a.role for a in appointments_of(user)} & {*OWN, Role.STANDING_AGENCY})


def visits(day: date, days: int = 30, most: int = 50) -> list[dict]:
    """The pages opened most in the days up to and with `day`: path and total."""
    rows = DailyVisits.objects.filter(day__gt=day - timedelta(days=days), day__lte=day)
    return list(rows.order_by().values("path").annotate(total=Sum("count")).order_by("-total", "path")[:most])


def locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=["self"]).select_related("unit").get(pk=letter.pk)


def sent_on(form_key) -> Letter | None:
    """What the form has already sent."""
    return Letter.objects.filter(form_key=form_key).first()


def unit_names(ids) -> dict[int, str]:
    from lantoa.organisations.queries.published import published_units

    return {pk: unit.name for pk, unit in published_units(ids).items()}
