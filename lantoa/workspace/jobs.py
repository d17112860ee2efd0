"""What the clock does for the rooms: listed here, in one place, done by their services as the system's own user."""

from datetime import time

from lantoa.accounts.models import User
from lantoa.core import clock, schedule
from lantoa.notifications import tasks as notification_tasks
from lantoa.notifications.queries import anything_due
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan
from lantoa.plans.services.opening import mark_late, open_periods
from lantoa.plans.services.reminders import climb
from lantoa.search import indexing


def run_plans() -> None:
    """New periods are given out, what is past its day becomes late, the reminder ladder is climbed: in this order."""
    system, day = User.objects.system(), clock.today()
    for plan in Plan.objects.filter(state=PlanState.ACTIVE).order_by("pk"):
        open_periods(plan, day=day, by=system)
    mark_late(day, by=system)
    climb(day, by=system)


def call_deliverer() -> None:
    """Wake the worker only when something waits: an empty queue leaves no trace."""
    if anything_due():
        notification_tasks.deliver.enqueue()


def fill() -> None:
    schedule.register("plans.daily", "Mở kỳ mới, đánh dấu trễ hạn, nhắc việc", run_plans, at=time(5, 30))
    schedule.register("search.rebuild", "Lập lại chỉ mục tìm kiếm", indexing.rebuild_all, at=time(2, 30))
    schedule.register_tick("notifications.deliver", call_deliverer)
