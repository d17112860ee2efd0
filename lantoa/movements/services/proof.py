"""What this room's records prove of duties of plans (lantoa.plans): reviews, and the rule "mỗi phong trào"."""

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.plans.enums import DONE_STATES, PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.queries.assigned import locked
from lantoa.plans.services.holding import recount

RULE = "each_movement"


@transaction.atomic
def recount_movements(unit: Unit, *, by: User) -> int:
    """Count anew the unit's running duties that are done when each movement is; returns how many. Effects: their two numbers."""
    require(by, "movements.recount")
    owed = Assignment.objects.filter(unit=unit, plan__state=PlanState.ACTIVE, duty__done_rule=RULE).exclude(state__in=DONE_STATES)
    for assignment in (rows := list(owed.order_by("pk"))):
        recount(locked(assignment), by=by)
    return len(rows)
