"""Accounts a person looks after: makes, resets, locks and opens again."""

from django.db.models import Prefetch, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.core.text import nfc
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.organisations.queries import has_role, units_reached

_ORDINARY_ROLES = {Role.UNIT_OFFICER, Role.UNIT_LEADER}


def looks_after(user: User, person: User | None) -> bool:
    """Whether the account is among `accounts_of` the user; None asks about somebody not appointed yet."""
    if person is None or has_role(user, Role.ADMINISTRATOR):
        return has_role(user, Role.ADMINISTRATOR, Role.STANDING_AGENCY)
    return accounts_of(user).filter(pk=person.pk).exists()


def accounts_of(user: User) -> QuerySet[User]:
    """An administrator's are everyone's; a standing agency's those of officers and leaders of units it reaches who hold no more."""
    people = User.objects.people()
    if has_role(user, Role.ADMINISTRATOR):
        return people
    if not has_role(user, Role.STANDING_AGENCY):
        return people.none()
    held = Appointment.objects.filter(holds_on(clock.today())).order_by()
    ordinary = held.filter(unit__in=units_reached(user, {Role.STANDING_AGENCY}).values("pk"), role__in=_ORDINARY_ROLES)
    more = held.exclude(pk__in=ordinary.values("pk"))
    return people.filter(is_superuser=False, pk__in=ordinary.values("user")).exclude(pk__in=more.values("user"))


def listed_accounts(accounts: QuerySet[User], *, text: str = "", state: str = "") -> QuerySet[User]:
    """By given name, each with `held_now`; `state`: "khoa" locked, "moi" never signed in. Three queries a page."""
    if text:
        text = nfc(text)
        accounts = accounts.filter(full_name__icontains=text) | accounts.filter(username__icontains=text)
    if state == "khoa":
        accounts = accounts.filter(is_active=False)
    elif state == "moi":
        accounts = accounts.filter(is_active=True, last_login__isnull=True)
    day = clock.today()
    held = (
        Appointment.objects.filter(holds_on(day)).select_related("cluster").prefetch_related(Prefetch("unit", Unit.objects.named_at(day)))
    )
    return accounts.prefetch_related(Prefetch("appointments", held.order_by("pk"), to_attr="held_now")).order_by("name_key", "pk")
