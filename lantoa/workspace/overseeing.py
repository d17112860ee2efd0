"""Whose messages one may see in the outbox: a standing agency those of the units under its authority, an administrator all."""

from django.db.models import QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment
from lantoa.organisations.queries import has_role, units_reached, visible_clusters

OVERSEEING = {Role.STANDING_AGENCY, Role.ADMINISTRATOR}


def people_overseen(user: User) -> QuerySet[User]:
    """People who hold something today at a unit the user's standing agency reaches, or head one of its clusters."""
    if has_role(user, Role.ADMINISTRATOR):
        return User.objects.people()
    if not has_role(user, Role.STANDING_AGENCY):
        return User.objects.none()
    held = Appointment.objects.at(clock.today())
    at_units = held.filter(unit__in=units_reached(user, OVERSEEING).values("pk"))
    at_clusters = held.filter(
        cluster__in=visible_clusters(user).filter(authority__in=units_reached(user, OVERSEEING).values("pk")).values("pk")
    )
    return User.objects.filter(pk__in=at_units.values("user").union(at_clusters.values("user")))
