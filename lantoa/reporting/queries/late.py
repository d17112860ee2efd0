"""Reports that are late, and those nobody else asks for. Never writes.

A report that a duty of a running plan asks for (III.1 ý 3) is reminded of with that duty (plans.services.reminders); what is left, the
months for example, this room reminds of by itself, on the same ladder.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Exists, F, Min, OuterRef, QuerySet

from lantoa.core import clock
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Assignment, Duty
from lantoa.plans.queries.oversight import names_of
from lantoa.plans.reminders import LADDER, dues_on_rung
from lantoa.reporting.enums import EVIDENCE, RECEIVED_STATES, CycleState
from lantoa.reporting.models import Cycle, ReportReminder, UnitReport


@dataclass(frozen=True)
class LateReport:
    """`reminded_on`: the last time, None when never."""

    unit: str
    due_on: date
    days_late: int
    reminded_on: date | None


def open_reports() -> QuerySet[UnitReport]:
    """Asked for and not handed in."""
    return UnitReport.objects.filter(is_current=True, cycle__state=CycleState.OPEN).exclude(state__in=RECEIVED_STATES)


def on_rung(index: int, day: date) -> list[UnitReport]:
    """What stands on this rung of the ladder on the day, was not reminded of at it, and is asked for by no duty. Three queries."""
    first, last = dues_on_rung(index, day)
    told = ReportReminder.objects.filter(report=OuterRef("pk"), step=LADDER[index].step)
    rows = open_reports().filter(~Exists(told), due_on__lte=last)
    if first:
        rows = rows.filter(due_on__gte=first)
    return _not_asked_by_duty(rows.select_related("cycle__form").order_by("cycle", "unit"))


def _not_asked_by_duty(reports: Iterable[UnitReport]) -> list[UnitReport]:
    rows = list(reports)
    if not rows:
        return []
    # Which proof a duty takes is a list in JSON: looked through here, the duties of the running plans are few.
    running = Duty.objects.filter(plan__state=PlanState.ACTIVE).values_list("pk", "evidence_kinds")
    duties = [pk for pk, kinds in running if EVIDENCE in kinds]
    asked = set(
        Assignment.objects.filter(duty__in=duties, unit__in={row.holder_id for row in rows}).values_list("unit_id", "period")
    )  # fmt: skip
    return [row for row in rows if (row.holder_id, row.period) not in asked]


def late_in(cycle: Cycle, reports: QuerySet[UnitReport], day: date | None = None) -> list[LateReport]:
    """Those of the cycle that are late on the day, the longest late first. Two queries."""
    day = day or clock.today()
    rows = reports.filter(cycle=cycle, due_on__lt=day, is_current=True).exclude(state__in=RECEIVED_STATES)
    found = list(rows.order_by("due_on", "unit").values_list("pk", "unit_id", "due_on"))
    names = names_of({unit for _, unit, _ in found}, cycle.span.end)
    reminded: dict[int, date] = {}
    for pk, on in (
        ReportReminder.objects.filter(report__in=[pk for pk, *_ in found]).order_by("sent_on").values_list("report_id", "sent_on")
    ):
        reminded[pk] = on
    return [LateReport(names[unit], due, (day - due).days, reminded.get(pk)) for pk, unit, due in found]


def median_cure_days(reports: QuerySet[UnitReport]) -> float | None:
    """Days from the first reminder of lateness to the hand-in, the middle of all that came late; None: none yet. One query."""
    cured = reports.filter(state__in=RECEIVED_STATES, submitted_at__date__gt=F("due_on"), reminders__step__gt=0)
    days = [
        max(0, (handed.date() - first).days)
        for first, handed in cured.order_by().values("pk").annotate(first=Min("reminders__sent_on")).values_list("first", "submitted_at")
    ]
    return median(days) if days else None


def by_holder(reports: Iterable[UnitReport]) -> dict[int, list[UnitReport]]:
    """Who has to write each."""
    found: dict[int, list[UnitReport]] = defaultdict(list)
    for report in reports:
        found[report.holder_id].append(report)
    return found
