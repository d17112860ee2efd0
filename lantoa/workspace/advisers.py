"""Who answers a person's questions: the standing agency of the authority the person works under. Never writes."""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.dated import holds_on
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, UnitAncestry
from lantoa.organisations.queries import appointments_of


def advisers_of(user: User) -> QuerySet[User]:
    """People of the standing agencies that stand directly under an authority above the person's units, by given name."""
    day = clock.today()
    held = appointments_of(user, day)
    above = UnitAncestry.objects.at(day).filter(
        Q(descendant__in={a.unit_id for a in held if a.unit_id}) | Q(descendant__in={a.cluster_authority_id for a in held if a.cluster_id})
    )
    agencies = Appointment.objects.at(day).filter(
        holds_on(day, "unit__ancestor_links__"), role=Role.STANDING_AGENCY, unit__ancestor_links__depth=1,
        unit__ancestor_links__ancestor__in=above.values("ancestor"),
    )  # fmt: skip
    return User.objects.filter(is_active=True, pk__in=agencies.values("user")).order_by("name_key", "pk")
