"""Giving out duties period by period, and noting what has become late. Made for whole countries: no query per row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.plans import done_rules
from lantoa.plans.enums import HANDED_IN_STATES, PERIOD_KIND, DutyState, Frequency, PlanState
from lantoa.plans.models import Assignment, Duty, Plan, Recurrence
from lantoa.plans.queries.targets import Targets
from lantoa.plans.signals import went_late

# A duty whose day had already passed when it was given out is due this many days after. Đề xuất, chờ Hội đồng duyệt.
GRACE_DAYS = 10
_BATCH = 2000


@dataclass(frozen=True)
class Slot:
    """One period of one duty: `start` and `end` are cut to the plan's time, `code` is empty for a duty done once."""

    code: str
    start: date
    end: date
    due_on: date


@transaction.atomic
def open_periods(plan: Plan, *, day: date | None = None, by: User) -> int:
    """Give out every confirmed duty of an active plan for all periods begun by `day` (today); returns how many were given.

    A period is given out once, to the units that were there on its first day: a unit founded later waits for the next period,
    one dissolved keeps what it was given. Safe to run every day and twice at once: the plan's row is the lock, and the unique
    key refuses a second row. Effects, in order: the assignments; one trail line.
    """
    require(by, "plans.open_periods", plan)
    plan = Plan.objects.select_for_update(of=["self"]).select_related("issuer", "standing_agency").get(pk=plan.pk)
    if plan.state != PlanState.ACTIVE:
        raise ValidationError("Chỉ giao việc của kế hoạch đang thực hiện.", code="not_active")
    last_day = min(day or clock.today(), plan.valid_to)
    given = set(Assignment.objects.filter(plan=plan).order_by().values_list("duty_id", "period").distinct())
    before, targets, codes = Assignment.objects.filter(plan=plan).count(), Targets(plan), set()
    duties = Duty.objects.filter(plan=plan, state=DutyState.CONFIRMED).prefetch_related("recurrences", "targets__unit", "targets__cluster")
    for duty in duties.order_by("order", "pk"):
        _, needed = done_rules.count(Assignment(plan=plan, duty=duty), [])
        for slot in _slots(plan, duty, last_day):
            if (duty.pk, slot.code) in given:
                continue
            given.add((duty.pk, slot.code))
            codes.add(slot.code or "once")
            _give(plan, duty, slot, needed, targets.of(duty.targets.all(), slot.start))
    created = Assignment.objects.filter(plan=plan).count() - before
    if created:
        trail.record("give_out", plan, by=by, after={"assignments": created, "periods": sorted(codes)})
    return created


def _give(plan: Plan, duty: Duty, slot: Slot, needed: int, unit_ids: Iterable[int]) -> None:
    """One INSERT … SELECT for many units: their rows differ in the unit alone, and to build fifty thousand objects took a minute."""
    row = Assignment(
        plan=plan, duty=duty, period=slot.code, period_start=slot.start, period_end=slot.end, due_on=slot.due_on, needed_count=needed
    )
    unit = Assignment._meta.get_field("unit")
    shared = [field for field in Assignment._meta.concrete_fields if not field.primary_key and field is not unit]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in shared]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in (*shared, unit))
    ids = sorted(unit_ids)
    with connection.cursor() as cursor:
        for some in (ids[i : i + _BATCH] for i in range(0, len(ids), _BATCH)):
            cursor.execute(
                f"INSERT INTO {quote(Assignment._meta.db_table)} ({columns}) "  # noqa: S608 (names of our own columns)
                f"SELECT {', '.join(['%s'] * len(shared))}, id FROM {quote(Unit._meta.db_table)} "
                f"WHERE id IN ({', '.join(['%s'] * len(some))}) ORDER BY id ON CONFLICT DO NOTHING",
                [*values, *some],
            )


def _slots(plan: Plan, duty: Duty, last_day: date) -> Iterator[Slot]:
    """The duty's periods begun by `last_day`. A duty added while the plan runs begins on the day it was added."""
    activated_on = timezone.localtime(plan.activated_at).date()
    added_on = timezone.localtime(duty.created_at).date()
    given_on = max(activated_on, added_on)
    start = max(plan.valid_from, plan.issued_on, added_on if added_on > activated_on else plan.valid_from)
    for recurrence in duty.recurrences.all():
        if recurrence.frequency == Frequency.ONCE:
            slots = _once(plan, recurrence, start)
        else:
            slots = _repeated(plan, recurrence, start, min(last_day, recurrence.until or last_day))
        for slot in slots:
            if slot.start > last_day:
                continue
            due_on = slot.due_on if slot.due_on >= given_on else given_on + timedelta(days=GRACE_DAYS)
            yield Slot(slot.code, slot.start, slot.end, due_on)


def _once(plan: Plan, recurrence: Recurrence, start: date) -> Iterator[Slot]:
    due_on = recurrence.due_on or plan.issued_on + timedelta(days=recurrence.due_days)
    end = min(plan.valid_to, recurrence.until or plan.valid_to, max(start, due_on))
    yield Slot("", start, max(start, end), due_on)


def _repeated(plan: Plan, recurrence: Recurrence, start: date, last_day: date) -> Iterator[Slot]:
    if start > last_day:
        return
    for period in Period.between(start, last_day, PERIOD_KIND[recurrence.frequency]):
        end = min(period.end, plan.valid_to, recurrence.until or plan.valid_to)
        due_on = recurrence.due_on or end + timedelta(days=recurrence.due_days)
        yield Slot(period.code, max(period.start, start), end, due_on)


@transaction.atomic
def mark_late(day: date, *, by: User) -> int:
    """Note on what day each assignment not handed in became late: the day after it was due. Returns how many.

    Noted once: what is handed in later keeps the day, so that lateness can be counted. Who is told is the ladder's business.
    Effects, plan by plan: the day; one trail line; the signal `went_late`.
    """
    require(by, "plans.mark_late")
    late = (
        Assignment.objects.select_for_update()
        .filter(due_on__lt=day, went_late_on__isnull=True, plan__state=PlanState.ACTIVE)
        .exclude(state__in=HANDED_IN_STATES)
    )
    by_plan: dict[int, dict[date, list[int]]] = {}
    for pk, plan_id, due_on in late.order_by("plan", "due_on", "pk").values_list("pk", "plan_id", "due_on"):
        by_plan.setdefault(plan_id, {}).setdefault(due_on, []).append(pk)
    for plan in Plan.objects.filter(pk__in=by_plan).order_by("pk"):
        for due_on, ids in by_plan[plan.pk].items():
            for i in range(0, len(ids), _BATCH):
                Assignment.objects.filter(pk__in=ids[i : i + _BATCH]).update(went_late_on=due_on + timedelta(days=1))
        found = [pk for ids in by_plan[plan.pk].values() for pk in ids]
        trail.record("go_late", plan, by=by, after={"assignments": len(found), "on": day.isoformat()})
        went_late.send(sender=Assignment, plan=plan, assignment_ids=found, day=day, by=by)
    return sum(len(ids) for dues in by_plan.values() for ids in dues.values())
