"""What the clock does each day for running plans. Safe to run twice, and again after a day it was down."""

from datetime import date

from django_tasks import task

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan


@task()
def daily(day: str = "") -> dict[str, int]:
    """Give out the periods that have begun, note what became late, climb the reminder ladder; returns how many of each.

    `day` as 2022-06-10; today when not said. The order matters: what is given out this morning may already be near its day.
    """
    from lantoa.plans.services.assignments import mark_late, open_periods
    from lantoa.plans.services.reminders import climb

    on, system = date.fromisoformat(day) if day else clock.today(), User.objects.system()
    running = Plan.objects.filter(state=PlanState.ACTIVE).order_by("pk")
    return {
        "given_out": sum(open_periods(plan, day=on, by=system) for plan in running),
        "late": mark_late(on, by=system),
        "reminded": climb(on, by=system),
    }
