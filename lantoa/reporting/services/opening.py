"""Opening cycles by the schedule of their forms, for every unit that owes one. Made for whole countries: no query per unit."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.dated import overlaps
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.models import ClusterSeat, Unit
from lantoa.organisations.queries import heir_of
from lantoa.plans.queries.oversight import people_by_unit
from lantoa.plans.reminders import OFFICERS
from lantoa.reporting import timing
from lantoa.reporting.enums import CycleState, FormState
from lantoa.reporting.models import Box, Cycle, Form, Item, UnitReport
from lantoa.reporting.queries import audience
from lantoa.reporting.services.filling import count_into
from lantoa.search import indexing, registry

_BATCH = 2_000


def open_cycles(*, day: date | None = None, by: User) -> list[Cycle]:
    """Open what is due to be opened by `day` (today), and add reports of units founded since; returns the cycles opened.

    Safe to run each morning and twice at once. Effects, cycle by cycle, each in one transaction: see `open_cycle`.
    """
    require(by, "reporting.run_clock")
    on, opened = day or clock.today(), []
    forms = Form.objects.filter(state=FormState.ACTIVE, valid_from__lte=on, authority__closed_on__gt=on)
    for form in forms.select_related("authority", "agency").order_by("pk"):
        for period in timing.periods_of(form, on):
            try:
                if cycle := open_cycle(form, period, by=by):
                    opened.append(cycle)
            except IntegrityError:
                continue  # another clock opened it in this very moment
    for cycle in Cycle.objects.filter(state=CycleState.OPEN, counts_to__gte=on - timedelta(days=1)).select_related("form__authority"):
        with transaction.atomic():
            _add_reports(cycle, by)
    return opened


@transaction.atomic
def open_cycle(form: Form, period: Period, *, by: User) -> Cycle | None:
    """Open one; None when it is there already.

    Effects, in order: the cycle; a report with its boxes for every unit that owes one; their figures; the trail; one notice to the
    officers of the units; after the commit, they can be found.
    """
    require(by, "reporting.run_clock")
    if Cycle.objects.filter(form__authority=form.authority, form__key=form.key, period=period.code).exists():
        return None
    start, end = timing.window(form, period)
    cycle = Cycle.objects.create(
        form=form, period=period.code, counts_from=start, counts_to=end, opens_on=timing.opens_on(form, period),
        due_on=period.end + timedelta(days=form.due_days),
    )  # fmt: skip
    made = _add_reports(cycle, by)
    trail.record("open_cycle", cycle, by=by, after={"reports": len(made), "due_on": cycle.due_on.isoformat()})
    return cycle


def _add_reports(cycle: Cycle, by: User) -> list[UnitReport]:
    """Reports of the units that owe one and have none yet."""
    there = set(cycle.reports.values_list("unit_id", flat=True))
    owing = {pk: unit for pk, unit in audience.members(cycle).items() if pk not in there}
    if not owing:
        return []
    holders, seats = _holders(owing.values()), _seats(cycle, owing.values())
    reports = UnitReport.objects.bulk_create(
        [
            UnitReport(cycle=cycle, unit=unit, holder_id=holders[pk], cluster_id=seats.get(pk), due_on=cycle.due_on)
            for pk, unit in owing.items() if holders.get(pk)
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    rows = Item.objects.filter(form=cycle.form_id).select_related("indicator").order_by("section__order", "order")
    items = [item for item in rows if not item.indicator or not item.indicator.is_quotient]
    boxes = [Box(report=report, item=item) for report in reports for item in items]
    count_into(cycle, reports, boxes, by=by)
    Box.objects.bulk_create(boxes, batch_size=_BATCH)
    UnitReport.objects.bulk_update(reports, ["counted_at", "box_count", "filled_count", "dispute_count"], batch_size=_BATCH)
    _tell(cycle, reports, by)
    transaction.on_commit(partial(_index, [report.pk for report in reports]))  # made past `save()`, so that search has not seen them
    return reports


def _index(pks: list[int]) -> None:
    for source in registry.sources_of(UnitReport):
        for some in indexing.batches(pks):
            indexing.index_rows(source, some)


def _holders(units: Iterable[Unit]) -> dict[int, int | None]:
    """Who writes for each: the unit, or its heir when it is gone."""
    today = clock.today()
    return {u.pk: u.pk if u.is_open_on(today) else getattr(heir_of(u, today), "pk", None) for u in units}


def _seats(cycle: Cycle, units: Iterable[Unit]) -> dict[int, int]:
    """The cluster of the form's authority in which each unit sat on its last day in the window."""
    units = {u.pk: u for u in units}
    found = {}
    rows = ClusterSeat.objects.filter(overlaps(cycle.counts_from, cycle.counts_to), cluster__authority=cycle.form.authority_id)
    for unit_id, cluster_id, since, until in rows.order_by("valid_from").values_list("unit_id", "cluster_id", "valid_from", "valid_to"):
        if unit_id in units and since <= audience.last_day(units[unit_id], cycle.counts_to) < until:
            found[unit_id] = cluster_id
    return found


def _tell(cycle: Cycle, reports: list[UnitReport], by: User) -> None:
    """One notice to all who write one of them: what is to be done is the same for each."""
    people = people_by_unit({r.holder_id for r in reports}, OFFICERS | {Role.STANDING_AGENCY}, clock.today())
    notify(
        "reporting.opened", to=[user for at_unit in people.values() for user in at_unit], url=reverse("reporting:reports"),
        context={"form": cycle.form.name, "period": cycle.period_label, "due_on": cycle.due_on}, about=cycle, by=by,
    )  # fmt: skip
