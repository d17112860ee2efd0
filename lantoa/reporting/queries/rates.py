"""Expected, received, on time, late, missing: the reporting rates of a cycle, as DHIS2 counts them. Never writes.

Expected are the units that existed in the period; on time is what came by the due day at its first hand-in. A report sent back is
not there until it comes again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.text import sort_key
from lantoa.organisations.enums import Role
from lantoa.plans.queries.oversight import people_by_unit
from lantoa.plans.reminders import OFFICERS
from lantoa.reporting.enums import COUNTED_STATES, RECEIVED_STATES, WRITABLE_STATES, CycleState, ReportState
from lantoa.reporting.models import Cycle, UnitReport
from lantoa.reporting.queries import seen

RECEIVED = Q(state__in=RECEIVED_STATES)
ON_TIME = RECEIVED & Q(submitted_at__date__lte=F("due_on"))


@dataclass(frozen=True)
class Rate:
    expected: int = 0
    received: int = 0
    on_time: int = 0
    accepted: int = 0
    missing: int = 0  # past its day, not handed in

    @property
    def late(self) -> int:
        """Handed in, but after its day."""
        return self.received - self.on_time

    @property
    def waiting(self) -> int:
        """Not handed in, and not due yet."""
        return self.expected - self.received - self.missing

    @property
    def percent(self) -> int:
        return round(100 * self.received / self.expected) if self.expected else 0

    @property
    def percent_on_time(self) -> int:
        return round(100 * self.on_time / self.expected) if self.expected else 0


def _counts() -> dict[str, Count]:
    return {
        "expected": Count("pk"), "received": Count("pk", filter=RECEIVED), "on_time": Count("pk", filter=ON_TIME),
        "accepted": Count("pk", filter=Q(state__in=COUNTED_STATES)),
        "missing": Count("pk", filter=Q(due_on__lt=clock.today()) & ~RECEIVED),
    }  # fmt: skip


def current(reports: QuerySet[UnitReport]) -> QuerySet[UnitReport]:
    """One a unit: the edition that counts."""
    return reports.filter(is_current=True)


def rate_of(reports: QuerySet[UnitReport]) -> Rate:
    """Of these reports, which are current ones. One query."""
    return Rate(**reports.order_by().aggregate(**_counts()))


def sum_up(rates: Iterable[Rate]) -> Rate:
    """Several rates of different units as one."""
    rates = list(rates)
    return Rate(*(sum(getattr(rate, field.name) for rate in rates) for field in fields(Rate)))


def rates_by_cycle(reports: QuerySet[UnitReport]) -> dict[int, Rate]:
    rows = current(reports).order_by().values("cycle_id").annotate(**_counts())
    return {row.pop("cycle_id"): Rate(**row) for row in rows}


def rates_by_cluster(reports: QuerySet[UnitReport]) -> list[tuple[str, int | None, Rate]]:
    """(name, id, rate) of each cluster or block of these current reports, in its order."""
    rows = reports.order_by().values("cluster_id", "cluster__name", "cluster__order").annotate(**_counts())
    rows = sorted(rows, key=lambda row: (row["cluster__order"] is None, row["cluster__order"] or 0, row["cluster_id"] or 0))
    return [
        (
            row.pop("cluster__name") or "Không thuộc cụm, khối nào",
            row.pop("cluster_id"),
            Rate(**{k: v for k, v in row.items() if k != "cluster__order"}),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Turn:
    """Who must act now about one report, in words."""

    unit: str
    who: str
    what: str
    days_late: int


def whose_turn(reports: Iterable[UnitReport], day: date | None = None) -> dict[int, Turn]:
    """By report: whose turn it is, with names. At most two queries for any number of reports; those that are done are left out."""
    day = day or clock.today()
    reports = [r for r in reports if r.state not in (*COUNTED_STATES, ReportState.SUPERSEDED)]
    to_sign = {r.holder_id for r in reports if r.state == ReportState.WITH_LEADER}
    to_write = {r.holder_id for r in reports if r.state not in (*RECEIVED_STATES, ReportState.WITH_LEADER)}
    officers = people_by_unit(to_write, OFFICERS | {Role.STANDING_AGENCY}, day) if to_write else {}
    leaders = people_by_unit(to_sign, {Role.UNIT_LEADER}, day) if to_sign else {}
    found = {}
    for report in reports:
        state = ReportState(report.state)
        if state in (ReportState.SUBMITTED, ReportState.REVIEWED):
            who = "Cơ quan Thường trực"
            what = "soát" if state == ReportState.SUBMITTED else "chấp nhận (người khác với người đã soát)"
        elif state == ReportState.WITH_LEADER:
            who, what = _names(leaders.get(report.holder_id)), "ký"
        else:
            who = _names(officers.get(report.holder_id))
            what = "sửa theo lý do trả lại rồi nộp" if state == ReportState.RETURNED else "làm và nộp"
        late = 0 if state in RECEIVED_STATES else max(0, (day - report.due_on).days)
        found[report.pk] = Turn(getattr(report, "unit_name", "") or "", who, what, late)
    return found


def _names(people: list[User] | None) -> str:
    if not people:
        return "đơn vị chưa có ai được phân công"
    shown = ", ".join(str(person) for person in people[:2])
    return f"{shown} và {len(people) - 2} người khác" if len(people) > 2 else shown


def in_words(reports: Iterable[UnitReport], day: date | None = None) -> list[str]:
    """At most five sentences: who must act now, the longest late first. "Phường Xuân An (trễ 66 ngày): bà Lê Thị Hạnh làm và nộp." """
    turns = sorted(whose_turn(reports, day).values(), key=lambda t: (-t.days_late, sort_key(t.unit)))
    late = [t for t in turns if t.days_late]
    return [f"{t.unit} (trễ {t.days_late} ngày): {t.who} {t.what}." for t in late[:5]]


def listed_cycles(user: User) -> QuerySet[Cycle]:
    """Cycles the person has to do with, the latest first."""
    return seen.cycles_of(user).select_related("form__authority").order_by("-counts_to", "-due_on", "-pk")


def own_open(user: User) -> QuerySet[UnitReport]:
    """What the person's units have still to do."""
    rows = UnitReport.objects.filter(holder__in=seen.own_units(user), cycle__state=CycleState.OPEN)
    rows = rows.filter(state__in=[*WRITABLE_STATES, ReportState.WITH_LEADER])
    return seen.named(rows).select_related("cycle__form", "unit").order_by("due_on", "pk")


def own_done(user: User) -> QuerySet[UnitReport]:
    rows = seen.named(UnitReport.objects.filter(unit__in=seen.own_units(user)))
    return (
        rows.exclude(state__in=[*WRITABLE_STATES, ReportState.WITH_LEADER]).select_related("cycle__form", "unit").order_by("-due_on", "-pk")
    )
