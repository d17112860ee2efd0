"""What waits for a person here: reports to write, to sign, to review, to accept (rows of "Việc của tôi")."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.plans.queries.assigned import units_led, units_worked_for
from lantoa.plans.tasks import TaskRow
from lantoa.reporting.enums import WRITABLE_STATES, CycleState, ReportState
from lantoa.reporting.models import UnitReport
from lantoa.reporting.queries import seen


def _open(**conditions) -> QuerySet[UnitReport]:
    rows = UnitReport.objects.filter(cycle__state=CycleState.OPEN, **conditions)
    return seen.named(rows).select_related("cycle__form", "unit").order_by("due_on", "pk")


def writing(user: User, day: date) -> QuerySet | None:
    units = units_worked_for(user, day)
    return _open(holder__in=units, state__in=WRITABLE_STATES) if units else None


def to_write(user: User, day: date, limit: int) -> Iterable[TaskRow]:
    for report in (writing(user, day) if units_worked_for(user, day) else UnitReport.objects.none())[:limit]:
        returned = report.state == ReportState.RETURNED
        left = report.box_count - report.filled_count
        sentence = (
            report.return_reason
            if returned
            else f"{report.filled_count} trong {report.box_count} ô đã có"
            + (f", còn {left} ô phải ghi" if left else ", chỉ cần xem lại rồi trình ký")
        )
        yield TaskRow(
            _title(report), sentence, "Sửa báo cáo" if returned else "Làm báo cáo", _url(report), due_on=report.due_on,
            state_tag=("soon", "Trả lại") if returned else None, clauses=("III.1 ý 3",), minutes=10,
        )  # fmt: skip


def signing(user: User, day: date) -> QuerySet | None:
    units = units_led(user, day)
    return _open(holder__in=units, state=ReportState.WITH_LEADER) if units else None


def to_sign(user: User, day: date, limit: int) -> Iterable[TaskRow]:
    for report in (signing(user, day) if units_led(user, day) else UnitReport.objects.none())[:limit]:
        yield TaskRow(
            _title(report), "Số liệu đã đủ, chờ lãnh đạo xem và ký", "Ký báo cáo", _url(report), icon="pen", due_on=report.due_on,
            clauses=("III.1 ý 3",), minutes=5,
        )  # fmt: skip


def deciding(user: User, day: date) -> QuerySet | None:
    if not seen.tops_of(user, seen.DECIDING):
        return None
    waiting = seen.decided_by(user).filter(cycle__state=CycleState.OPEN, state__in=[ReportState.SUBMITTED, ReportState.REVIEWED])
    return waiting.exclude(state=ReportState.REVIEWED, reviewed_by=user)


def to_decide(user: User, day: date, limit: int) -> Iterable[TaskRow]:
    """One row a cycle: a hundred rows would bury everything else."""
    rows = deciding(user, day)
    if rows is None:
        return
    counts: dict[tuple[int, str], int] = {}
    cycles = {}
    for report in rows.select_related("cycle__form").order_by("due_on", "pk").only("state", "due_on", "cycle"):
        key = (report.cycle_id, report.state)
        counts[key] = counts.get(key, 0) + 1
        cycles[report.cycle_id] = report.cycle
    for (pk, state), count in list(counts.items())[:limit]:
        verb, word = (
            ("Soát báo cáo", "chờ soát")
            if state == ReportState.SUBMITTED
            else ("Chấp nhận báo cáo", "đã soát, chờ người thứ hai chấp nhận")
        )
        yield TaskRow(
            f"{cycles[pk].form.name} {cycles[pk].period_label}", f"{count} báo cáo {word}", verb,
            f"{reverse('reporting:cycle', args=[pk])}?buoc={state}", minutes=count, clauses=("III.2 ý 4",),
        )  # fmt: skip


def _title(report: UnitReport) -> str:
    about = f" ({report.unit_name})" if report.unit_id != report.holder_id else ""
    return f"{report.cycle.form.name} {report.cycle.period_label}{about}"


def _url(report: UnitReport) -> str:
    return reverse("reporting:report", args=[report.pk])


SOURCES = {to_write: writing, to_sign: signing, to_decide: deciding}
