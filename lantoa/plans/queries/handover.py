"""What a unit would leave open if it ended: what the wizard counts, and what then moves."""

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.organisations.models import Unit
from lantoa.plans.enums import DONE_STATES, PlanState
from lantoa.plans.models import Assignment, Delivery, Plan

_IN_HAND = (PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.SIGNED, PlanState.ACTIVE)


def open_assignments(unit: Unit) -> QuerySet[Assignment]:
    return Assignment.objects.filter(unit=unit, plan__state=PlanState.ACTIVE).exclude(state__in=DONE_STATES)


def plans_in_hand(unit: Unit) -> QuerySet[Plan]:
    """Plans the unit issued or runs that are not over."""
    return Plan.objects.filter(Q(issuer=unit) | Q(standing_agency=unit), state__in=_IN_HAND)


def open_deliveries(unit: Unit) -> QuerySet[Delivery]:
    return Delivery.objects.filter(unit=unit, acknowledged_at__isnull=True, plan__state=PlanState.ACTIVE)


def count_assignments(unit: Unit, day: date) -> int:
    return open_assignments(unit).count()


def count_plans(unit: Unit, day: date) -> int:
    return plans_in_hand(unit).count()


def count_deliveries(unit: Unit, day: date) -> int:
    return open_deliveries(unit).count()
