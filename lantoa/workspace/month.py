"""One month of the work calendar. Never writes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.plans import standing
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.queries.assigned import units_led, units_worked_for
from lantoa.plans.queries.oversight import names_of

_MOST = 500  # rows of one month; a unit has a few dozen


@dataclass(frozen=True)
class Month:
    period: Period

    @classmethod
    def read(cls, code: str) -> "Month":
        """From "2022-M06"; nonsense gives the present month."""
        try:
            period = Period.parse(code)
        except ValueError:
            period = Period.containing(clock.today(), PeriodKind.MONTH)
        return cls(period if period.kind is PeriodKind.MONTH else Period.containing(clock.today(), PeriodKind.MONTH))

    @property
    def before(self) -> str:
        return Period.containing(self.period.start - timedelta(days=1), PeriodKind.MONTH).code

    @property
    def after(self) -> str:
        return self.period.next.code


@dataclass(frozen=True)
class Line:
    assignment: Assignment
    title: str
    unit: str  # named only for who works for several units
    tag: tuple[str, str]


def days_of(user: User, month: Month) -> list[tuple[date, list[Line]]]:
    """What the person's own units have due in the month, by day; two queries besides the appointments."""
    day = clock.today()
    own = units_worked_for(user, day) | units_led(user, day)
    due = Assignment.objects.filter(
        unit__in=own, plan__state=PlanState.ACTIVE, due_on__range=(month.period.start, month.period.end)
    ).select_related("duty").order_by("due_on", "duty__order", "pk")  # fmt: skip
    names = names_of(own, day) if len(own) > 1 else {}
    found: dict[date, list[Line]] = defaultdict(list)
    for assignment in due[:_MOST] if own else ():
        tag = standing.due_tag(assignment, day) if standing.is_late(assignment, day) else standing.state_tag(assignment)
        found[assignment.due_on].append(Line(assignment, standing.title_of(assignment), names.get(assignment.unit_id, ""), tag))
    return list(found.items())
