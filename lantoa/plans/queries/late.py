"""The late list: expected, received, on time, late, missing, as DHIS2 counts reports; who is late and what was done about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from django.db.models import Count, F, Max, Min, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.core.text import sort_key
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


class UnitTally(NamedTuple):
    unit_id: int
    expected: int
    received: int
    on_time: int
    missing: int
    oldest: date | None  # due day of what is missing longest


def tally_units(due: QuerySet[Assignment]) -> list[UnitTally]:
    """One grouped query, from which the figures, the late list and the praise list are all taken."""
    late = late_on(clock.today())
    counted = due.order_by().values_list("unit_id").annotate(
        expected=Count("pk"), received=Count("pk", filter=_RECEIVED), on_time=Count("pk", filter=_ON_TIME),
        missing=Count("pk", filter=late), oldest=Min("due_on", filter=late),
    )  # fmt: skip
    return [UnitTally(*row) for row in counted]


def tally(rows: Iterable[UnitTally]) -> Tally:
    rows = list(rows)
    return Tally(*(sum(getattr(row, name) for row in rows) for name in ("expected", "received", "on_time", "missing")))


def late_units(rows: Iterable[UnitTally]) -> list[UnitTally]:
    """Those with something missing, the longest late first."""
    return sorted((row for row in rows if row.missing), key=lambda row: (row.oldest, -row.missing, row.unit_id))


def fill_late(rows: Sequence[UnitTally], due: QuerySet[Assignment], plan: Plan) -> list[LateUnit]:
    """The units of one page with their late duties, the rungs climbed and an open letter: four queries for any number."""
    today = clock.today()
    names = names_of([row.unit_id for row in rows])
    units = {row.unit_id: LateUnit(row.unit_id, names[row.unit_id], row.missing, (today - row.oldest).days) for row in rows}
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


def all_on_time(rows: Iterable[UnitTally]) -> list[str]:
    """Names of the units that handed in everything by its day, those with the most first. One query."""
    praised = {row.unit_id: row.expected for row in rows if row.expected == row.on_time}
    names = names_of(praised)
    return [names[pk] for pk in sorted(praised, key=lambda pk: (-praised[pk], sort_key(names[pk])))]


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
