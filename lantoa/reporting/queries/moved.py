"""What the records say today beside what a report says. Never writes: a report that was signed does not move, its records may.

Running the same period again gives the same numbers because they are the boxes, kept as they were signed; what is here only shows how
far the records have gone since.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lantoa.plans import figures
from lantoa.reporting.models import Box, UnitReport
from lantoa.reporting.queries.boxes import boxes_of


@dataclass(frozen=True)
class Moved:
    """One figure whose records are others now. `come` and `gone`: ids of records that would count today and did not, and that did and no longer do."""

    box: Box
    now: int
    come: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def moved_since(box: Box, report: UnitReport) -> Moved | None:
    """How the records behind one figure have changed since it was counted; None where they have not. One query."""
    indicator = box.item.indicator
    if indicator is None or not indicator.from_records or box.counted is None:
        return None
    cycle = report.cycle
    today = figures.count(figures.of(indicator.figure), [report.unit_id], cycle.counts_from, cycle.counts_to)
    now = today.get(report.unit_id) or figures.Count()
    before, after = set(box.record_ids), set(now.ids)
    if (now.value, after) == (box.counted, before):
        return None
    return Moved(box, now.value, sorted(after - before), sorted(before - after))


def all_moved(report: UnitReport) -> Sequence[Moved]:
    """Of every figure of the report, in its order: the period run again. One query for each figure of the form, whatever the records."""
    return [found for box in boxes_of(report) if (found := moved_since(box, report))]
