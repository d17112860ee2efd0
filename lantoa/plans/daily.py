"""What the clock does each morning for running plans. Safe to run twice, and again after days it was down."""

from datetime import date

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan
from lantoa.plans.services.assignments import mark_late, open_periods
from lantoa.plans.services.reminders import climb


def run(day: date | None = None) -> dict[str, int]:
    """Give out the periods that have begun by `day` (today), note what became late, climb the reminder ladder; how many of each.

    The order matters: what is given out this morning may already be near its day.
    """
    on, system = day or clock.today(), User.objects.system()
    running = Plan.objects.filter(state=PlanState.ACTIVE).order_by("pk")
    return {
        "given_out": sum(open_periods(plan, day=on, by=system) for plan in running),
        "late": mark_late(on, by=system),
        "reminded": climb(on, by=system),
    }
