"""Climbing the reminder ladder (III.2-4a; plans.reminders), and telling again who has not acknowledged the plan."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.plans.enums import HANDED_IN_STATES, PlanState
from lantoa.plans.models import Assignment, Delivery, Plan, Reminder
from lantoa.plans.queries.oversight import heads_by_unit, names_of, people_by_unit
from lantoa.plans.reminders import LADDER, Rung, dues_on_rung
from lantoa.plans.services.letters import write_letters

# (assignment id, unit id, due day, duty's short title), in the order of the due days
Standing = tuple[int, int, date, str]


def climb(day: date, *, by: User) -> int:
    """Tell everybody whom the ladder names on `day`, in every active plan; returns how many rungs were climbed.

    Safe to run twice, and by two clocks at once: a rung is climbed once for an assignment (unique key), under the plan's lock.
    What is handed in, done or waived is left alone. Effects, plan by plan, each in one transaction: the reminders are
    written; the trail gets one line a rung; officers and leaders get one notice for their unit, cluster heads one for all their
    units; at the last rung a letter is drafted for each unit.
    """
    require(by, "plans.run_daily")
    return sum(_climb_plan(pk, day, by) for pk in Plan.objects.filter(state=PlanState.ACTIVE).order_by("pk").values_list("pk", flat=True))


def _climb_plan(plan_id: int, day: date, by: User) -> int:
    climbed = 0
    with transaction.atomic():
        plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan_id)
        for index, rung in enumerate(LADDER):
            standing = _standing_on(plan, index, day)
            if not standing:
                continue
            Reminder.objects.bulk_create(
                [Reminder(assignment_id=pk, step=rung.step, sent_on=day) for pk, *_ in standing], ignore_conflicts=True, batch_size=2000
            )
            trail.record("remind", plan, by=by, after={"step": int(rung.step), "assignments": len(standing)})
            _tell(plan, rung, standing, day, by)
            climbed += len(standing)
    return climbed


def _standing_on(plan: Plan, index: int, day: date) -> list[Standing]:
    first, last = dues_on_rung(index, day)
    told = Reminder.objects.filter(assignment=OuterRef("pk"), step=LADDER[index].step)
    open_ones = Assignment.objects.filter(~Exists(told), plan=plan, due_on__lte=last).exclude(state__in=HANDED_IN_STATES)
    if first:
        open_ones = open_ones.filter(due_on__gte=first)
    return list(open_ones.order_by("due_on", "duty__order", "pk").values_list("pk", "unit_id", "due_on", "duty__title"))


def _tell(plan: Plan, rung: Rung, standing: list[Standing], day: date, by: User) -> None:
    of_unit: dict[int, list[Standing]] = defaultdict(list)
    for row in standing:
        of_unit[row[1]].append(row)
    if rung.roles:
        people = people_by_unit(of_unit, rung.roles, day)
        for unit_id, rows in of_unit.items():
            notify(
                "plans.reminder", to=people.get(unit_id, []), url=f"{reverse('plans:assignments')}?ke-hoach={plan.pk}&don-vi={unit_id}",
                context={"plan": plan.citation, "duties": _duties(rows), "count": len(rows), "late": rung.step > 0, "on": rung.step == 0},
                about=plan, by=by,
            )  # fmt: skip
    if rung.cluster_heads:
        _tell_heads(plan, of_unit, day, by)
    if rung.letter:
        write_letters(plan, of_unit, day=day, by=by)


def _duties(rows: Iterable[Standing]) -> list[dict[str, object]]:
    return [{"title": title, "due_on": due_on} for _, _, due_on, title in rows]


def _tell_heads(plan: Plan, of_unit: dict[int, list[Standing]], day: date, by: User) -> None:
    names = names_of(of_unit, day)
    of_head: dict[User, list[int]] = defaultdict(list)
    for unit_id, heads in heads_by_unit(of_unit, day).items():
        for head in heads:
            of_head[head].append(unit_id)
    for head, unit_ids in of_head.items():
        notify(
            "plans.late_units", to=[head], url=reverse("plans:late_list", args=[plan.pk]),
            context={
                "plan": plan.citation, "count": len(unit_ids),
                "units": [{"name": names[pk], "count": len(of_unit[pk])} for pk in unit_ids],
            },
            about=plan, by=by,
        )  # fmt: skip


@transaction.atomic
def resend_notices(plan: Plan, *, by: User) -> int:
    """Tell the leaders of the units that have not acknowledged the plan once more; returns how many units.

    Effects: one trail line; one notice a unit to its leaders, or to its officers where it has no leader.
    """
    require(by, "plans.resend_notices", plan)
    day = clock.today()
    waiting = list(Delivery.objects.filter(plan=plan, acknowledged_at__isnull=True).order_by("pk").values_list("unit_id", flat=True))
    leaders = people_by_unit(waiting, {Role.UNIT_LEADER}, day)
    officers = people_by_unit([pk for pk in waiting if pk not in leaders], {Role.UNIT_OFFICER}, day)
    trail.record("resend", plan, by=by, after={"units": len(waiting)})
    for unit_id in waiting:
        notify(
            "plans.acknowledge_again", to=leaders.get(unit_id) or officers.get(unit_id, []),
            url=reverse("plans:receipts", args=[plan.pk]), context={"plan": plan.citation, "title": plan.title}, about=plan, by=by,
        )  # fmt: skip
    return len(waiting)
