"""Duties being done, for the pages: what waits for a person, a unit's ruler, the list with its filters. Never writes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.text import fold
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.plans import tasks
from lantoa.plans.enums import HANDED_IN_STATES, OPEN_STATES, AssignmentState, PlanState
from lantoa.plans.models import Assignment, Duty, Plan
from lantoa.plans.queries.assigned import given_here, units_led, units_worked_for, visible_to
from lantoa.ui.charts import Cell
from lantoa.ui.words import SOON_DAYS

__all__ = ["badge_count", "clause_labels", "my_tasks", "narrow", "ruler", "to_approve", "to_do", "visible_to"]


# --- What waits for a person ----------------------------------------------------------------------------------------------


def my_tasks(user: User, day: date | None = None, limit: int = 40) -> list[tasks.TaskGroup]:
    """What the person has to do, late first, then today, this week, later. Eight queries at most, whatever the size of the tree."""
    return tasks.gather(user, day or clock.today(), limit)


def to_do(user: User, day: date) -> QuerySet[Assignment]:
    """What the person's units owe and have not handed in."""
    return Assignment.objects.filter(unit__in=units_worked_for(user, day), state__in=OPEN_STATES, plan__state=PlanState.ACTIVE)


def to_approve(user: User, day: date) -> QuerySet[Assignment]:
    """What was handed in to the leader, without what the leader wrote."""
    waiting = Assignment.objects.filter(unit__in=units_led(user, day), state=AssignmentState.SUBMITTED, plan__state=PlanState.ACTIVE)
    return waiting.exclude(submitted_by=user).exclude(given_here(user))


def badge_count(user: User, day: date | None = None) -> int:
    """How many of the own units' duties wait for the person; one query, none for who has no unit."""
    day = day or clock.today()
    if not (units_worked_for(user, day) or units_led(user, day)):
        return 0
    return (to_do(user, day) | to_approve(user, day)).count()


def clause_labels(duty_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """{duty id: ("II.2 ý 2", …)} in the order of the plan; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    links = Duty.clauses.through.objects.filter(duty__in=duty_ids).select_related("clause").order_by("clause__order", "pk")
    for link in links:
        found[link.duty_id].append(link.clause.label)
    return {pk: tuple(labels) for pk, labels in found.items()}


# --- A unit's duties side by side -----------------------------------------------------------------------------------------


def ruler(unit: Unit, plan: Plan, day: date | None = None) -> list[Cell]:
    """One cell for each duty the unit owes under the plan, all periods begun by the day taken together; one query."""
    day = day or clock.today()
    owed = Assignment.objects.filter(unit=unit, plan=plan, period_start__lte=day)
    still = Q(state__in=OPEN_STATES)
    rows = owed.order_by("duty__order", "duty_id").values_list("duty_id", "duty__title").annotate(
        owed=Count("pk", filter=~Q(state=AssignmentState.WAIVED)),
        done=Count("pk", filter=Q(state__in=[AssignmentState.APPROVED, AssignmentState.ACCEPTED])),
        begun=Count("pk", filter=Q(state__in=[AssignmentState.IN_PROGRESS, AssignmentState.SUBMITTED, AssignmentState.RETURNED])),
        late=Count("pk", filter=still & Q(due_on__lt=day)),
        next_due=Min("due_on", filter=still),
    )  # fmt: skip
    page = reverse("plans:assignments")
    return [
        Cell(
            label=title, kind=_cell_kind(count, done, begun, late, next_due, day), text=f"{done}/{count}" if count > 1 else "",
            url=f"{page}?{urlencode({'ke-hoach': plan.pk, 'don-vi': unit.pk, 'nhiem-vu': duty_id})}",
        )
        for duty_id, title, count, done, begun, late, next_due in rows
    ]  # fmt: skip


def _cell_kind(owed: int, done: int, begun: int, late: int, next_due: date | None, day: date) -> str:
    if not owed:
        return "exempt"
    if late:
        return "late"
    if done == owed:
        return "done"
    if next_due and (next_due - day).days <= SOON_DAYS:
        return "soon"
    return "doing" if done or begun else "none"


# --- The list and its filters ---------------------------------------------------------------------------------------------


class Stage(StrEnum):
    """What the list may be narrowed to; the values stand in the address."""

    LATE = "tre"
    OPEN = "phai-lam"
    SUBMITTED = "cho-duyet"
    APPROVED = "cho-cong-nhan"
    DONE = "xong"
    WAIVED = "mien"


@dataclass(frozen=True)
class Wanted:
    """Filters of the list; None and empty mean all. `clause` is the id of a clause, `words` what was typed in the search box."""

    plan: int | None = None
    unit: int | None = None
    duties: tuple[int, ...] = ()
    clause: int | None = None
    period: str = ""
    stage: Stage | None = None
    words: str = ""


_IN_STAGE = {
    Stage.OPEN: Q(state__in=OPEN_STATES),
    Stage.SUBMITTED: Q(state=AssignmentState.SUBMITTED),
    Stage.APPROVED: Q(state=AssignmentState.APPROVED),
    Stage.DONE: Q(state__in=[AssignmentState.APPROVED, AssignmentState.ACCEPTED]),
    Stage.WAIVED: Q(state=AssignmentState.WAIVED),
}


def narrow(found: QuerySet[Assignment], wanted: Wanted, day: date) -> QuerySet[Assignment]:
    """The list as asked for. Words are looked for, without regard to marks, in names of units and titles of duties."""
    if wanted.plan:
        found = found.filter(plan=wanted.plan)
    if wanted.unit:
        found = found.filter(unit=wanted.unit)
    if wanted.duties:
        found = found.filter(duty__in=wanted.duties)
    if wanted.clause:
        found = found.filter(duty__in=Duty.clauses.through.objects.filter(clause=wanted.clause).values("duty"))
    if wanted.period:
        span = Period.parse(wanted.period)
        found = found.filter(period_start__lte=span.end, period_end__gte=span.start)
    if wanted.stage is Stage.LATE:
        found = found.filter(due_on__lt=day).exclude(state__in=HANDED_IN_STATES)
    elif wanted.stage:
        found = found.filter(_IN_STAGE[wanted.stage])
    if sought := fold(wanted.words):
        found = found.filter(_matching(sought, day))
    return found


def _matching(sought: str, day: date) -> Q:
    duties = [pk for pk, code, title in Duty.objects.order_by().values_list("pk", "code", "title") if sought in fold(f"{code} {title}")]
    names = UnitVersion.objects.at(day).order_by().values_list("unit_id", "name")
    return Q(duty__in=duties) | Q(unit__in=[unit_id for unit_id, name in names if sought in fold(name)])


def plans_seen(user: User) -> list[Plan]:
    """Plans of which the person sees at least one assignment, the newest first; one query."""
    owed = visible_to(user).filter(plan=OuterRef("pk"))
    return list(Plan.objects.filter(Exists(owed)).order_by("-year", "-issued_on", "-pk").defer("document", "text"))


def periods_seen(plans: Collection[Plan], day: date) -> list[Period]:
    """Quarters and months from the first plan's first day to the day, the newest first; no query."""
    if not plans:
        return []
    start = min(plan.valid_from for plan in plans if plan.valid_from)
    end = max(start, min(day, max(plan.valid_to for plan in plans if plan.valid_to)))
    return [period for kind in (PeriodKind.QUARTER, PeriodKind.MONTH) for period in reversed(list(Period.between(start, end, kind)))]
