"""The late list: expected, received, on time, late, missing, as DHIS2 counts reports; who is late and what was done about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from django.db.models import Count, F, Max, Min, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState, LetterState, ReminderStep
from lantoa.plans.models import Assignment, Plan, Reminder, UrgingLetter
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.queries.oversight import REMINDER_ROLES, names_of, sees_all_of, units_overseen

_RECEIVED = Q(state__in=HANDED_IN_STATES)
_ON_TIME = _RECEIVED & Q(submitted_at__date__lte=F("due_on"))


@dataclass(frozen=True)
class Tally:
    """Assignments whose day has come (due up to today), waived ones left out."""

    expected: int
    received: int
    on_time: int
    missing: int  # past its day, not handed in

    @property
    def late(self) -> int:
        """Handed in, but after its day."""
        return self.received - self.on_time

    @property
    def due_today(self) -> int:
        return self.expected - self.received - self.missing


@dataclass
class LateDuty:
    pk: int
    title: str
    code: str
    period: str
    due_on: date
    days_late: int
    state: str
    stage: str = "chưa nhắc"  # the highest rung climbed, in words
    history: list[tuple[str, date]] = field(default_factory=list)


@dataclass
class LateUnit:
    unit_id: int
    name: str
    count: int
    days_late: int  # of the duty that is latest
    duties: list[LateDuty] = field(default_factory=list)
    letter_id: int | None = None  # an open draft


def due_assignments(plan: Plan, user: User, span: Period | None) -> QuerySet[Assignment]:
    """What had to be handed in by today, within the span, by the units the person sees; waived ones left out."""
    found = Assignment.objects.filter(plan=plan, due_on__lte=clock.today()).exclude(state=AssignmentState.WAIVED)
    if not sees_all_of(user, plan, REMINDER_ROLES):
        found = found.filter(unit__in=units_overseen(user, plan, REMINDER_ROLES))
    return found.filter(due_on__range=(span.start, span.end)) if span else found


def tally(due: QuerySet[Assignment]) -> Tally:
    """One query."""
    return Tally(**due.aggregate(
        expected=Count("pk"), received=Count("pk", filter=_RECEIVED), on_time=Count("pk", filter=_ON_TIME),
        missing=Count("pk", filter=late_on(clock.today())),
    ))  # fmt: skip


def late_units(due: QuerySet[Assignment]) -> QuerySet:
    """(unit, how many late, the oldest due day), the longest late first."""
    late = due.filter(late_on(clock.today())).order_by()
    return late.values_list("unit_id").annotate(count=Count("pk"), oldest=Min("due_on")).order_by("oldest", "-count", "unit_id")


def fill_late(rows: Sequence[tuple[int, int, date]], due: QuerySet[Assignment], plan: Plan) -> list[LateUnit]:
    """The units of one page with their late duties, the rungs climbed and an open letter: four queries for any number."""
    today = clock.today()
    names = names_of([row[0] for row in rows])
    units = {pk: LateUnit(pk, names[pk], count, (today - oldest).days) for pk, count, oldest in rows}
    duties: dict[int, LateDuty] = {}
    late = due.filter(late_on(today), unit__in=list(units)).order_by("due_on", "duty__order", "pk")
    for pk, unit_id, code, title, period, due_on, state in late.values_list(
        "pk", "unit_id", "duty__code", "duty__title", "period", "due_on", "state"
    ):
        words = Period.parse(period).label if period else ""
        duty = LateDuty(pk, title, code, words, due_on, (today - due_on).days, AssignmentState(state).label)
        duties[pk] = duty
        units[unit_id].duties.append(duty)
    for pk, step, sent_on in (
        Reminder.objects.filter(assignment__in=list(duties)).order_by("step").values_list("assignment_id", "step", "sent_on")
    ):
        duties[pk].stage = ReminderStep(step).label
        duties[pk].history.append((ReminderStep(step).label, sent_on))
    drafts = UrgingLetter.objects.filter(plan=plan, unit__in=list(units), state=LetterState.DRAFT).order_by("pk")
    for pk, unit_id in drafts.values_list("pk", "unit_id"):
        units[unit_id].letter_id = pk
    return list(units.values())


def all_on_time(due: QuerySet[Assignment]) -> list[str]:
    """Names of the units that handed in everything by its day, those with the most first."""
    counted = due.order_by().values_list("unit_id").annotate(expected=Count("pk"), good=Count("pk", filter=_ON_TIME))
    praised = [(pk, good) for pk, expected, good in counted if expected == good]
    names = names_of([pk for pk, _ in praised])
    return [names[pk] for pk, good in sorted(praised, key=lambda row: (-row[1], names[row[0]]))]


def median_cure_days(due: QuerySet[Assignment]) -> float | None:
    """Days from the first reminder of lateness to the hand-in, the middle of all that were handed in late; None: none yet."""
    cured = (
        due.filter(_RECEIVED, submitted_at__date__gt=F("due_on"), reminders__step__gt=0)
        .order_by()
        .values("pk")
        .annotate(first=Min("reminders__sent_on"), handed=Max("submitted_at__date"))
        .values_list("first", "handed")
    )
    days = [max(0, (handed - first).days) for first, handed in cured]
    return median(days) if days else None
