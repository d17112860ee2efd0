"""The compliance matrix: units by duties (or by clauses), read by one grouped query on Assignment. Never writes.

No model instance is made per cell: 100 units × 21 duties are 2,100 cells on a page meant to open in 150 ms.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.text import fold, sort_key
from lantoa.organisations.managers import UnitQuerySet
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import units_reached
from lantoa.plans.enums import HANDED_IN_STATES, AssignmentState, DutyState
from lantoa.plans.models import Assignment, Clause, Duty, Evidence, Plan
from lantoa.plans.queries.oversight import MATRIX_ROLES, names_of, seats_of, sees_all_of, units_overseen

PER_PAGE = 120  # units; a province's 95 fit on one page
ELSEWHERE = "Ngoài cụm, khối"
_LAST = 10**6  # sorts units without a seat behind all seats


class CellKind(StrEnum):
    """How a cell stands, worst news first. No cell at all means that the unit does not owe the duty."""

    LATE = "late"
    NONE = "none"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"
    EXEMPT = "exempt"


CELL_WORDS = {
    CellKind.LATE: "trễ",
    CellKind.NONE: "chưa có",
    CellKind.DOING: "đang làm",
    CellKind.WAITING: "chờ duyệt",
    CellKind.DONE: "đạt",
    CellKind.EXEMPT: "được miễn",
}
NOT_OWED = "không phải làm"


class Cell(NamedTuple):
    """Assignments counted; `given` includes the waived ones."""

    given: int = 0
    done: int = 0
    waiting: int = 0
    begun: int = 0
    late: int = 0
    waived: int = 0

    @property
    def owed(self) -> int:
        return self.given - self.waived

    @property
    def kind(self) -> CellKind:
        if not self.owed:
            return CellKind.EXEMPT
        if self.late:
            return CellKind.LATE
        if self.done == self.owed:
            return CellKind.DONE
        if self.done + self.waiting == self.owed:
            return CellKind.WAITING
        return CellKind.DOING if self.done or self.waiting or self.begun else CellKind.NONE

    @property
    def percent(self) -> int | None:
        """Share done, rounded down so that 100 means all; None when nothing was owed."""
        return self.done * 100 // self.owed if self.owed else None


def add(cells: Iterable[Cell]) -> Cell:
    """The cells' sums, number by number."""
    total = [0] * len(Cell._fields)
    for cell in cells:
        for i, value in enumerate(cell):
            total[i] += value
    return Cell(*total)


@dataclass(frozen=True)
class Look:
    """What is asked of the matrix. `span` None: the plan's whole time; `cluster` 0: units without a seat."""

    by_clause: bool = False
    span: Period | None = None
    cluster: int | None = None
    only_late: bool = False
    words: str = ""


@dataclass(frozen=True)
class Column:
    code: str  # "U05", "II.2 ý 3"
    title: str
    duty_ids: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    unit_id: int
    name: str
    cluster: str
    cells: list[Cell | None]  # None: not owed
    total: Cell


@dataclass(frozen=True)
class Matrix:
    plan: Plan
    look: Look
    day: date  # names and seats are as at this day
    columns: list[Column]
    rows: list[Row]  # of this page, cluster by cluster
    totals: list[Cell]  # a column's sum over all units asked for, not only this page's
    units: int  # how many there are on all pages
    page: int = 1
    pages: int = 1
    clusters: list[tuple[int, str]] = field(default_factory=list)

    @property
    def total(self) -> Cell:
        return add(self.totals)

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        grouped: dict[str, list[Row]] = {}
        for row in self.rows:
            grouped.setdefault(row.cluster, []).append(row)
        return list(grouped.items())


def late_on(today: date) -> Q:
    """Past its day and not handed in."""
    return Q(due_on__lt=today) & ~Q(state__in=HANDED_IN_STATES)


def assignments_in(plan: Plan, span: Period | None) -> QuerySet[Assignment]:
    """The plan's assignments whose own period touches the span: a yearly duty belongs to each of its months."""
    found = Assignment.objects.filter(plan=plan)
    return found.filter(period_start__lte=span.end, period_end__gte=span.start) if span else found


def as_at(span: Period | None) -> date:
    """The day whose names and seats are shown: today, or the nearest day of the span."""
    today = clock.today()
    return min(max(today, span.start), span.end) if span else today


def periods_of(plan: Plan) -> list[Period]:
    """Periods one may look at: the year, halves, quarters and months from the plan's first day to today."""
    start = plan.valid_from or plan.issued_on or date(plan.year, 1, 1)
    end = max(start, min(clock.today(), plan.valid_to or date(plan.year, 12, 31)))
    kinds = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
    return [period for kind in kinds for period in Period.between(start, end, kind)]


def read_matrix(plan: Plan, user: User, look: Look, *, page: int = 1, per_page: int | None = PER_PAGE) -> Matrix:
    """The part of the plan's matrix that `user` may see. `per_page` None: all units (exports).

    Queries, whatever the size: the reach, the units, the seats, the duties (and their clauses), the cells; the column totals once more
    when there are several pages; the last names of units that have closed, when there are any.
    """
    day, today = as_at(look.span), clock.today()
    given = assignments_in(plan, look.span)
    wide = sees_all_of(user, plan, MATRIX_ROLES)
    names, places = _units(Unit.objects.all() if wide else units_reached(user, MATRIX_ROLES), plan, look, day, given)
    shown = sorted(names, key=lambda pk: places[pk][1])
    clusters = _clusters(places)
    if look.cluster is not None:
        shown = [pk for pk in shown if places[pk][0][0] == look.cluster]
    if look.words:
        wanted = fold(look.words)
        shown = [pk for pk in shown if wanted in fold(names[pk])]
    size = per_page or max(len(shown), 1)
    pages = max(1, -(-len(shown) // size))
    page = min(max(page, 1), pages)
    here = shown[(page - 1) * size : page * size]

    # Who sees all and asks for all needs no list of units in the question, however many there are.
    asked = given if wide and look == Look(look.by_clause, look.span) else given.filter(unit__in=shown)
    cells = _cells(asked if pages == 1 else given.filter(unit__in=here), today, "unit_id")
    totals = _by_duty(cells) if pages == 1 else _cells(asked, today, "plan_id").get(plan.pk, {})
    columns = _columns(plan, look.by_clause, set(totals))
    rows = []
    for pk in here:
        of_unit = cells.get(pk, {})
        line = [_sum(of_unit, column.duty_ids) for column in columns]
        rows.append(Row(pk, names[pk], places[pk][0][1], line, add(of_unit.values())))
    return Matrix(
        plan, look, day, columns, rows, [_sum(totals, column.duty_ids) or Cell() for column in columns],
        len(shown), page, pages, clusters,
    )  # fmt: skip


def _units(seen: UnitQuerySet, plan: Plan, look: Look, day: date, given: QuerySet[Assignment]):
    """{unit: name} and {unit: ((cluster id, cluster's name), sort key)} of the units that owe anything in the span."""
    owing = given.filter(unit=OuterRef("pk"))
    if look.only_late:
        owing = owing.filter(late_on(clock.today()))
    found = seen.filter(Exists(owing)).named_at(day)
    listed = list(found.order_by().values_list("pk", F("version__name"), F("version__name_key")))
    names = {pk: name for pk, name, _ in listed}
    if closed := [pk for pk, name in names.items() if name is None]:
        names |= names_of(closed, day)
    seats = seats_of(plan, day)
    places = {}
    for pk, _, key in listed:
        cluster_id, cluster, order, place = seats.get(pk, (0, ELSEWHERE, _LAST, _LAST))
        places[pk] = (cluster_id, cluster), (order, cluster_id, place, key or names[pk])
    return names, places


def _clusters(places) -> list[tuple[int, str]]:
    by_order = sorted({(key[0], cluster) for cluster, key in places.values()})
    return [cluster for _, cluster in by_order]


def _cells(given: QuerySet[Assignment], today: date, row: str) -> dict[int, dict[int, Cell]]:
    """{row: {duty: Cell}} by one grouped query."""
    counted = given.order_by().values_list(row, "duty_id").annotate(
        given=Count("pk"),
        done=Count("pk", filter=Q(state__in=[AssignmentState.APPROVED, AssignmentState.ACCEPTED])),
        waiting=Count("pk", filter=Q(state=AssignmentState.SUBMITTED)),
        begun=Count("pk", filter=Q(state__in=[AssignmentState.IN_PROGRESS, AssignmentState.RETURNED])),
        late=Count("pk", filter=late_on(today)),
        waived=Count("pk", filter=Q(state=AssignmentState.WAIVED)),
    )  # fmt: skip
    found: dict[int, dict[int, Cell]] = defaultdict(dict)
    for key, duty_id, *numbers in counted:
        found[key][duty_id] = Cell(*numbers)
    return found


def _by_duty(cells: dict[int, dict[int, Cell]]) -> dict[int, Cell]:
    lists: dict[int, list[Cell]] = defaultdict(list)
    for of_unit in cells.values():
        for duty_id, cell in of_unit.items():
            lists[duty_id].append(cell)
    return {duty_id: add(found) for duty_id, found in lists.items()}


def _sum(cells: dict[int, Cell], duty_ids: tuple[int, ...]) -> Cell | None:
    found = [cells[pk] for pk in duty_ids if pk in cells]
    if len(found) < 2:
        return found[0] if found else None
    return add(found)


def _columns(plan: Plan, by_clause: bool, used: set[int]) -> list[Column]:
    """The plan's duties in order (or its clauses, each with its duties); dropped ones only while assignments remain."""
    duties = [
        duty for duty in Duty.objects.filter(plan=plan).order_by("order", "pk").only("pk", "code", "title", "state")
        if duty.pk in used or duty.state == DutyState.CONFIRMED
    ]  # fmt: skip
    if not by_clause:
        return [Column(duty.code, duty.title, (duty.pk,)) for duty in duties]
    kept = {duty.pk: duty for duty in duties}
    of_clause: dict[Clause, list[int]] = defaultdict(list)
    links = Duty.clauses.through.objects.filter(duty__in=list(kept)).select_related("clause")
    for link in links.order_by("clause__order", "clause_id", "duty__order", "duty_id"):
        of_clause[link.clause].append(link.duty_id)
    return [Column(clause.label, " · ".join(kept[pk].title for pk in ids), tuple(ids)) for clause, ids in of_clause.items()]


# --- Coverage (III.2-4b) --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Months:
    """The months in which a unit gave any proof at all; the others are silent (II.1-4: "Thường xuyên")."""

    unit_id: int
    name: str
    months: list[tuple[int, bool]]  # number of the month, whether it has proof; in order

    @property
    def silent(self) -> int:
        return sum(not spoken for _, spoken in self.months)


def silent_months(plan: Plan, user: User) -> tuple[list[Period], list[Months]]:
    """The plan's months to this day, and for each unit which of them have proof; the most silent units first.

    A proof counts in the month in which the thing happened, or was handed in when that is not said. Withdrawn proof does not.
    """
    months = [period for period in periods_of(plan) if period.kind is PeriodKind.MONTH]
    owing = Exists(Assignment.objects.filter(plan=plan, unit=OuterRef("pk")))
    unit_ids = list(units_overseen(user, plan, MATRIX_ROLES).filter(owing).order_by().values_list("pk", flat=True))
    proofs = Evidence.objects.filter(assignment__plan=plan, assignment__unit__in=unit_ids, withdrawn_at__isnull=True)
    spoken: dict[int, set[str]] = defaultdict(set)
    seen = proofs.annotate(month=TruncMonth(Coalesce("happened_on", TruncDate("created_at"))))
    for unit_id, month in seen.order_by().values_list("assignment__unit_id", "month").distinct():
        spoken[unit_id].add(Period.containing(month, PeriodKind.MONTH).code)
    names = names_of(unit_ids)
    rows = [Months(pk, names[pk], [(month.index, month.code in spoken[pk]) for month in months]) for pk in unit_ids]
    return months, sorted(rows, key=lambda row: (-row.silent, sort_key(row.name)))
