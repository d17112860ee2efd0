"""Filling boxes from records: when a report is opened, each morning until it is handed in, and when its officer asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.plans import figures
from lantoa.reporting import drafting
from lantoa.reporting.enums import WRITABLE_STATES, CycleState, ItemKind, Source
from lantoa.reporting.models import Box, Cycle, Item, UnitReport
from lantoa.reporting.queries import boxes as queries

_BATCH = 500


def refresh_cycles(*, by: User) -> int:
    """Bring the figures of all reports still with their units up to date; returns how many boxes changed. Safe to run twice."""
    require(by, "reporting.run_clock")
    changed = 0
    for cycle in Cycle.objects.filter(state=CycleState.OPEN).select_related("form").order_by("pk"):
        with transaction.atomic():
            waiting = cycle.reports.select_for_update(of=["self"]).filter(state__in=WRITABLE_STATES, is_current=True).order_by("pk")
            changed += fill_reports(cycle, list(waiting), by=by)
    return changed


@transaction.atomic
def refresh_report(report: UnitReport, *, by: User) -> int:
    """Count anew for one report, because its officer asks; returns how many boxes changed. Effects: the boxes; the trail."""
    require(by, "reporting.write_report", report)
    report = queries.locked(report)
    queries.check_writable(report)
    changed = fill_reports(report.cycle, [report], by=by)
    if changed:
        trail.record("refresh", report, by=by, after={"boxes": changed})
    return changed


def fill_reports(cycle: Cycle, reports: Collection[UnitReport], *, by: User) -> int:
    """Count for these reports of one cycle: one query for each figure, whatever their number. The caller holds the rows.

    What the unit typed or corrected stays; only what stands beside it, the number of the records, changes. Texts nobody touched are
    drafted anew. Effects: boxes; the counts and the moment on each report. Returns how many boxes changed.
    """
    if not reports:
        return 0
    rows = Box.objects.filter(report__in=[r.pk for r in reports]).select_related("item__indicator").order_by("pk")
    boxes = list(rows)
    changed = count_into(cycle, reports, boxes, by=by)
    Box.objects.bulk_update(changed, ["value", "counted", "parts", "record_ids", "source", "text", "offered"], batch_size=_BATCH)
    UnitReport.objects.filter(pk__in=[r.pk for r in reports]).update(counted_at=clock.now())
    touched = {box.report_id for box in changed}
    UnitReport.objects.bulk_update(
        [r for r in reports if r.pk in touched], ["box_count", "filled_count", "dispute_count"], batch_size=_BATCH
    )
    return len(changed)


def count_into(cycle: Cycle, reports: Collection[UnitReport], boxes: Collection[Box], *, by: User) -> list[Box]:
    """As `fill_reports`, on rows the caller has in hand and saves itself; returns the boxes that changed."""
    by_unit = {report.unit_id: report for report in reports}
    found: dict[int, dict[int, Box]] = defaultdict(dict)
    items: dict[int, Item] = {}
    for box in boxes:
        found[box.item_id][box.report_id] = box
        items.setdefault(box.item_id, box.item)
    changed: list[Box] = []
    for item in items.values():
        if item.kind == ItemKind.FIGURE and item.indicator.from_records:
            figure = figures.of(item.indicator.figure)
            counted = figures.count(figure, by_unit, cycle.counts_from, cycle.counts_to)
            for unit_id, report in by_unit.items():
                if _take(found[item.pk][report.pk], counted.get(unit_id) or figures.Count()):
                    changed.append(found[item.pk][report.pk])
    changed += _draft(cycle, by_unit, list(items.values()), found)
    now = clock.now()
    for report in reports:
        report.counted_at = now
        queries.count_boxes(report, [of_item[report.pk] for of_item in found.values()])
    return changed


def _take(box: Box, count: figures.Count) -> bool:
    """Put what was counted into the box; whether anything changed."""
    before = (box.counted, box.parts, box.record_ids, box.value)
    box.counted, box.parts, box.record_ids = count.value, count.parts, count.ids
    if box.source in (Source.EMPTY, Source.RECORDS):
        box.value, box.source = count.value, Source.RECORDS
    return before != (box.counted, box.parts, box.record_ids, box.value)


def _draft(cycle: Cycle, by_unit: dict[int, UnitReport], items: list[Item], found: dict[int, dict[int, Box]]) -> Iterable[Box]:
    """Begin the text parts nobody wrote in yet, and lay the sentences beside each that the unit may put in."""
    wanted = [item for item in items if item.draft]
    if not wanted:
        return []
    values = {
        report.pk: {item.indicator.key: found[item.pk][report.pk].value for item in items if item.kind == ItemKind.FIGURE}
        for report in by_unit.values()
    }
    units = Unit.objects.filter(pk__in=by_unit).named_at(cycle.counts_to)
    offers = drafting.offer_all(cycle, by_unit, wanted)
    drafts = drafting.draft_all(cycle, {u.pk: u for u in units}, {by_unit[pk].unit_id: values[by_unit[pk].pk] for pk in by_unit}, wanted)
    changed = []
    for item in wanted:
        for unit_id, report in by_unit.items():
            box = found[item.pk][report.pk]
            text, before = drafts[item.pk].get(unit_id, ""), (box.text, box.offered)
            if box.source in (Source.EMPTY, Source.DRAFTED) and text:
                box.text, box.source = text, Source.DRAFTED
            box.offered = offers[item.pk][unit_id]
            if (box.text, box.offered) != before:
                changed.append(box)
    return changed
