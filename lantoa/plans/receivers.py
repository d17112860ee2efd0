"""What this room registers with the rooms below; called once, by apps.ready()."""

from lantoa.accounts.models import User
from lantoa.audit import access as history
from lantoa.core import schedule
from lantoa.files import access
from lantoa.organisations import moving
from lantoa.plans import tasks
from lantoa.plans.queries import assigned, plans, todo
from lantoa.plans.queries import handover as open_things
from lantoa.plans.services import handover


def register_all() -> None:
    """In this order: the duties move before the plans that give them out."""
    moving.register("Việc được giao chưa xong", open_things.count_assignments, handover.move_assignments)
    moving.register("Kế hoạch đang soạn, đang chạy", open_things.count_plans, handover.move_plans)
    moving.register("Kế hoạch chưa xác nhận đã nhận", open_things.count_deliveries, handover.move_deliveries)
    for source, waiting in todo.SOURCES.items():
        tasks.register(source, waiting)
    access.register("plans.evidence", assigned.may_open_proof)
    access.register("plans.plan", plans.may_open_file)
    history.register("plans.plan", plans.may_read_history)
    history.register("plans.assignment", assigned.may_read_history)
    schedule.register_tick("plans.letter_bundles", _each_minute)


def _each_minute() -> None:
    from lantoa.plans.services.letter_bundles import resume_bundles  # services tell people by kinds registered beside this

    resume_bundles(by=User.objects.system())
