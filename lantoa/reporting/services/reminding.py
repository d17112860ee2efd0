"""Reminding of reports that no duty asks for, on the ladder of the duties (III.2-4a; plans.reminders)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.plans.queries.oversight import heads_by_unit, names_of, people_by_unit
from lantoa.plans.reminders import LADDER, Rung
from lantoa.reporting.models import Cycle, ReportReminder, UnitReport
from lantoa.reporting.queries import late


def climb(day: date, *, by: User) -> int:
    """Tell everybody whom the ladder names on the day; returns how many rungs were climbed.

    Safe to run twice: a rung is climbed once for a report (unique key). What is handed in is left alone. Effects, cycle by cycle, each in
    one transaction: the reminders; one trail line a rung; one notice to the people of each unit, to the heads of clusters and blocks for
    all their units, at the last rung to the standing agency, which finds the urging letter on the page of the cycle.
    """
    require(by, "reporting.run_clock")
    climbed = 0
    for index, rung in enumerate(LADDER):
        of_cycle: dict[Cycle, list[UnitReport]] = {}
        for report in late.on_rung(index, day):
            of_cycle.setdefault(report.cycle, []).append(report)
        for cycle, reports in of_cycle.items():
            climbed += _climb(cycle, rung, reports, day, by)
    return climbed


@transaction.atomic
def _climb(cycle: Cycle, rung: Rung, reports: list[UnitReport], day: date, by: User) -> int:
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    there = set(ReportReminder.objects.filter(report__in=reports, step=rung.step).values_list("report_id", flat=True))
    reports = [report for report in reports if report.pk not in there]
    if not reports:
        return 0
    ReportReminder.objects.bulk_create([ReportReminder(report=report, step=rung.step, sent_on=day) for report in reports], batch_size=2000)
    trail.record("remind", cycle, by=by, after={"step": int(rung.step), "reports": len(reports)})
    _tell(cycle, rung, late.by_holder(reports), day, by)
    return len(reports)


def _tell(cycle: Cycle, rung: Rung, of_unit: dict[int, list[UnitReport]], day: date, by: User) -> None:
    said = {"cycle": str(cycle), "due_on": cycle.due_on}
    if rung.roles:
        people = people_by_unit(of_unit, rung.roles, day)
        for unit_id, rows in of_unit.items():
            notify(
                "reporting.reminder", to=people.get(unit_id, []), url=reverse("reporting:report", args=[rows[0].pk]),
                context={**said, "late": rung.step > 0, "on": rung.step == 0}, about=rows[0], by=by,
            )  # fmt: skip
    if not rung.cluster_heads and not rung.letter:
        return
    names, url = names_of(of_unit, day), f"{reverse('reporting:cycle', args=[cycle.pk])}?buoc=missing"
    if rung.cluster_heads:
        of_head: dict[User, list[str]] = {}
        for unit_id, heads in heads_by_unit(of_unit, day).items():
            for head in heads:
                of_head.setdefault(head, []).append(names[unit_id])
        for head, units in of_head.items():
            notify("reporting.late_reports", to=[head], url=url, context={**said, "units": units, "count": len(units)}, about=cycle, by=by)
    if rung.letter:
        agency = people_by_unit([cycle.form.agency_id], {Role.STANDING_AGENCY}, day).get(cycle.form.agency_id, [])
        units = [names[pk] for pk in of_unit]
        notify(
            "reporting.late_reports",
            to=agency,
            url=url,
            context={**said, "units": units, "count": len(units), "letter": True},
            about=cycle,
            by=by,
        )
