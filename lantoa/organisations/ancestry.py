"""The dated ancestry: who stood above whom, in which span, worked out from the versions of the units.

A derived table. It decides nothing, so it asks for no right; the services that change versions call `rebuild` in their own
transaction, for the units whose parent or span they changed and for everything that ever stood below those, no more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q

from lantoa.organisations.models import UnitAncestry, UnitVersion
from lantoa.ui.words import day as written_day

_BATCH = 2_000  # rows a statement: well under SQLite's limit of variables, and quick on PostgreSQL


class Span(NamedTuple):
    """A version cut down to what the tree needs: under `parent_id` in [start, end)."""

    parent_id: int | None
    start: date
    end: date


class Link(NamedTuple):
    ancestor_id: int
    descendant_id: int
    depth: int
    start: date
    end: date


class CycleError(ValueError):
    """Following the parents upward comes back to the unit `unit_id` on the day `day`."""

    def __init__(self, unit_id: int, day: date):
        super().__init__(f"unit {unit_id} stands under itself on {day}")
        self.unit_id, self.day = unit_id, day


def links_of(unit_id: int, spans: dict[int, list[Span]]) -> list[Link]:
    """All links of one unit to what ever stood above it, itself at depth 0 included. Pure.

    Spans that meet with the same ancestor at the same depth are joined, so a mere change of name adds no link.
    Raises CycleError when on some day the unit stands, however far, under itself.
    """
    found: dict[tuple[int, int], list[tuple[date, date]]] = defaultdict(list)
    for ancestor, depth, start, end in _walk(unit_id, unit_id, 0, date.min, date.max, spans, {unit_id}):
        found[ancestor, depth].append((start, end))
    return [
        Link(ancestor, unit_id, depth, start, end)
        for (ancestor, depth), pieces in found.items()
        for start, end in _joined(pieces)
    ]  # fmt: skip


def _walk(origin: int, unit_id: int, depth: int, start: date, end: date, spans, path: set[int]) -> Iterator[tuple[int, int, date, date]]:
    for span in spans.get(unit_id, ()):
        begins, ends = max(start, span.start), min(end, span.end)
        if begins >= ends:
            continue
        yield unit_id, depth, begins, ends
        if span.parent_id is None:
            continue
        if span.parent_id in path:
            raise CycleError(span.parent_id, begins)
        yield from _walk(origin, span.parent_id, depth + 1, begins, ends, spans, path | {span.parent_id})


def _joined(pieces: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    pieces.sort()
    start, end = pieces[0]
    for next_start, next_end in pieces[1:]:
        if next_start <= end:
            end = max(end, next_end)
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def spans_upward(unit_ids: Iterable[int]) -> dict[int, list[Span]]:
    """The spans of the units and of all that ever stood above them: one query a level of the tree."""
    spans: dict[int, list[Span]] = defaultdict(list)
    wanted = set(unit_ids)
    while wanted:
        asked, wanted = wanted, set()
        for unit_id, parent_id, start, end in _versions(asked):
            spans[unit_id].append(Span(parent_id, start, end))
            if parent_id is not None:
                wanted.add(parent_id)
        wanted -= spans.keys()
    return spans


def _versions(unit_ids: Collection[int]) -> Iterator[tuple]:
    ids = list(unit_ids)
    for at in range(0, len(ids), _BATCH):
        rows = UnitVersion.objects.filter(unit__in=ids[at : at + _BATCH]).order_by("unit_id", "valid_from")
        yield from rows.values_list("unit_id", "parent_id", "valid_from", "valid_to")


def affected_by(unit_ids: Collection[int]) -> set[int]:
    """The units and all that ever stood below them, by the links as they are and by the versions as they have become."""
    below = UnitAncestry.objects.filter(ancestor__in=unit_ids).values_list("descendant_id", flat=True)
    affected = {*unit_ids, *below}
    grown = set(unit_ids)
    while grown:
        children = UnitVersion.objects.filter(parent__in=grown).values_list("unit_id", flat=True)
        grown = set(children) - affected
        affected |= grown
    return affected


def rebuild(unit_ids: Collection[int]) -> int:
    """Write the links of the units, and of all that ever stood below them, anew; returns how many links were written.

    Runs in the caller's transaction, which holds the lock of the tree. Raises ValidationError, in words, on a cycle.
    """
    affected = sorted(affected_by(set(unit_ids)))
    spans = spans_upward(affected)
    try:
        links = [link for unit_id in affected for link in links_of(unit_id, spans)]
    except CycleError as cycle:
        name = UnitVersion.objects.filter(unit=cycle.unit_id, valid_from__lte=cycle.day, valid_to__gt=cycle.day).first()
        raise ValidationError(
            f"Không xếp như vậy được: từ ngày {written_day(cycle.day)}, {name} sẽ vừa là cấp trên vừa là cấp dưới của chính mình. "
            "Hãy chọn cấp trên khác.",
            code="cycle",
        ) from None
    for at in range(0, len(affected), _BATCH):
        UnitAncestry.objects.filter(Q(descendant__in=affected[at : at + _BATCH])).delete()
    rows = [
        UnitAncestry(
            ancestor_id=link.ancestor_id, descendant_id=link.descendant_id, depth=link.depth, valid_from=link.start, valid_to=link.end
        )
        for link in links
    ]
    UnitAncestry.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)
