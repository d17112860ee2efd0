"""What "Việc của tôi" shows beside the list of tasks. Never writes."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import units_reached
from lantoa.plans.enums import OPEN_STATES, AssignmentState, PlanState
from lantoa.plans.models import Assignment, Delivery, Plan
from lantoa.plans.queries import late, oversight
from lantoa.plans.queries.assignments import ruler
from lantoa.plans.tasks import TaskGroup, TaskRow, When
from lantoa.ui.charts import Cell, Chart, ring

_DONE = [AssignmentState.APPROVED, AssignmentState.ACCEPTED]
_LATE_SHOWN = 5
_NEWS_SHOWN = 3
NOW_SHOWN = 5  # the others of today are folded under them: a page one can take in
LATER_SHOWN = 4  # what is further away stands in the month


# --- The list -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownTask:
    """A row with the mark it wears: late, today or none. The first late one stands out."""

    row: TaskRow
    tone: str
    is_first: bool


@dataclass(frozen=True)
class ShownGroup:
    """`folded`: rows shown on a press; `more`: rows left out here, to be found in the month."""

    title: str
    rows: list[ShownTask]
    folded: list[ShownTask] = field(default_factory=list)
    more: int = 0


def shown_groups(groups: list[TaskGroup]) -> list[ShownGroup]:
    """Two groups, as people plan their day: what is for today (what is late comes first there), and what comes next."""
    now: list[ShownTask] = []
    later: list[ShownTask] = []
    for group in groups:
        shown = now if group.when in (When.LATE, When.TODAY) else later
        shown += [
            ShownTask(row, group.tone, not now and not later and at == 0 and group.when is When.LATE) for at, row in enumerate(group.rows)
        ]
    shown = [
        ShownGroup("Hôm nay", now[:NOW_SHOWN], folded=now[NOW_SHOWN:]),
        ShownGroup("Tuần này và sắp tới", later[:LATER_SHOWN], more=max(0, len(later) - LATER_SHOWN)),
    ]
    return [group for group in shown if group.rows]


def count_today(groups: list[TaskGroup]) -> int:
    return sum(len(group.rows) for group in groups if group.when in (When.LATE, When.TODAY))


def next_deadline(groups: list[TaskGroup], day: date) -> TaskRow | None:
    """The nearest thing due after today: the line under the greeting."""
    return next((row for group in groups for row in group.rows if row.due_on and row.due_on > day), None)


# --- A unit's own panel -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Accepted:
    title: str
    moment: datetime
    assignment_id: int


@dataclass(frozen=True)
class UnitPanel:
    plan: Plan
    delivery: Delivery | None  # not yet acknowledged
    cells: list[Cell]
    owed: int
    done: int
    waiting: int
    late: int
    doing: int
    ring: Chart
    news: list[Accepted] = field(default_factory=list)


def plan_of_unit(unit: Unit) -> Plan | None:
    """The newest running plan that asks something of the unit."""
    asked = Plan.objects.filter(state=PlanState.ACTIVE, assignments__unit=unit).defer("document", "text")
    return asked.order_by("-issued_on", "-pk").first()


def unit_panel(unit: Unit, day: date) -> UnitPanel | None:
    """None while no plan asks anything of the unit. Five queries."""
    plan = plan_of_unit(unit)
    if plan is None:
        return None
    still = Q(state__in=OPEN_STATES)
    begun = Assignment.objects.filter(unit=unit, plan=plan, period_start__lte=day).exclude(state=AssignmentState.WAIVED).order_by()
    counts = begun.aggregate(
        owed=Count("pk"), done=Count("pk", filter=Q(state__in=_DONE)), waiting=Count("pk", filter=Q(state=AssignmentState.SUBMITTED)),
        late=Count("pk", filter=still & Q(due_on__lt=day)),
    )  # fmt: skip
    doing = counts["owed"] - counts["done"] - counts["waiting"] - counts["late"]
    share = counts["done"] / counts["owed"] if counts["owed"] else 0
    accepted = begun.filter(accepted_at__isnull=False).select_related("duty").order_by("-accepted_at", "-pk")[:_NEWS_SHOWN]
    return UnitPanel(
        plan=plan, delivery=Delivery.objects.filter(plan=plan, unit=unit, acknowledged_at__isnull=True).first(),
        cells=ruler(unit, plan, day), doing=doing, ring=ring(share, "Việc đã đạt", on_dark=True),
        news=[Accepted(a.duty.title, a.accepted_at, a.pk) for a in accepted], **counts,
    )  # fmt: skip


# --- The panel of who looks over others -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class LateLine:
    unit_id: int
    name: str
    missing: int
    days: int

    @property
    def words(self) -> str:
        return f"Trễ {self.days} ngày"


@dataclass(frozen=True)
class OverPanel:
    plan: Plan
    cells: list[Cell]
    tally: late.Tally
    units: int
    units_late: int
    late: list[LateLine]
    sent: int
    acknowledged: int
    ring: Chart
    praised: list[str]


def over_panel(user: User, day: date) -> OverPanel | None:
    """None while the person watches no running plan. Four queries, whatever the number of units."""
    told = Q(deliveries__unit__in=units_reached(user, oversight.RECEIPT_ROLES, day).values("pk"))
    plan = (
        oversight.plans_watched(user).filter(state=PlanState.ACTIVE).defer("document", "text")
        .annotate(sent=Count("deliveries", filter=told), acknowledged=Count("deliveries", filter=told & Q(deliveries__acknowledged_at__isnull=False)))
        .order_by("-issued_on", "-pk").first()
    )  # fmt: skip
    if plan is None:
        return None
    due = _due(plan, user, day)
    rows = late.tally_units(due)
    tally, late_rows = late.tally(rows), late.late_units(rows)
    praised = [row.unit_id for row in sorted(rows, key=lambda r: (-r.on_time, r.unit_id)) if row.expected == row.on_time][:_NEWS_SHOWN]
    names = oversight.names_of([row.unit_id for row in late_rows[:_LATE_SHOWN]] + praised)
    return OverPanel(
        plan=plan, cells=cells_of_all(due, day), tally=tally, units=len(rows), units_late=len(late_rows),
        late=[LateLine(r.unit_id, names[r.unit_id], r.missing, (day - r.oldest).days) for r in late_rows[:_LATE_SHOWN]],
        ring=ring(tally.received / tally.expected if tally.expected else 0, "Việc đến hạn đã nộp", on_dark=True),
        praised=[names[pk] for pk in praised], sent=plan.sent, acknowledged=plan.acknowledged,
    )  # fmt: skip


def _due(plan: Plan, user: User, day: date) -> QuerySet[Assignment]:
    """What had to be handed in by the day, as `late.due_assignments` has it, with the reach as part of the one query."""
    reached = units_reached(user, oversight.REMINDER_ROLES | {Role.ADMINISTRATOR}, day).values("pk")
    wide = units_reached(user, oversight.WIDE, day).values("pk")
    seen = Q(unit__in=reached) | Q(plan__issuer__in=wide)
    return Assignment.objects.filter(seen, plan=plan, due_on__lte=day).exclude(state=AssignmentState.WAIVED)


def cells_of_all(due: QuerySet[Assignment], day: date) -> list[Cell]:
    """One cell for each duty over all units seen: the share handed in of what is due; one query."""
    rows = due.order_by("duty__order", "duty_id").values_list("duty_id", "duty__title").annotate(
        owed=Count("pk"), late=Count("pk", filter=Q(state__in=OPEN_STATES, due_on__lt=day)),
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
    )  # fmt: skip
    return [
        Cell(label=title, kind="late" if missing else "soon" if still else "done", text=f"{(owed - still) * 100 // owed}%" if still else "")
        for _, title, owed, missing, still in rows
    ]
