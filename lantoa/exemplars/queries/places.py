"""Units as places to compare: what each grew out of and what it is today, for many units at once. Never writes.

The same answers as organisations.queries.lineage_of and heir_of (a test holds them equal), in a number of queries that depends on how
often units were reorganised, not on how many are asked for.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lantoa.core import clock
from lantoa.exemplars.matching.facts import Place
from lantoa.organisations.enums import LOCALITIES
from lantoa.organisations.models import Unit, UnitSuccession, UnitVersion


def places_of(unit_ids: Iterable[int], day: date | None = None) -> dict[int, Place]:
    """A Place for each unit."""
    wanted, day = set(unit_ids), day or clock.today()
    if not wanted:
        return {}
    links = _links_around(wanted)
    before, after = defaultdict(set), defaultdict(list)
    for link in links:
        before[link.successor_id].add(link.predecessor_id)
        if link.is_heir and link.takes_effect_on <= day:
            after[link.predecessor_id].append((link.takes_effect_on, link.pk, link.successor_id))
    known = wanted | set(before) | set(after)
    spans = {pk: (opened, closed) for pk, opened, closed in Unit.objects.filter(pk__in=known).values_list("pk", "opened_on", "closed_on")}
    is_open = lambda pk: spans[pk][0] <= day < spans[pk][1]  # noqa: E731
    heirs = {pk: _heir(pk, after, is_open) for pk in wanted}
    names, kinds = _names_and_kinds(wanted | {pk for pk in heirs.values() if pk})
    return {
        pk: Place(
            pk, frozenset(_grown_from(pk, before)), heirs[pk], kinds.get(pk) in LOCALITIES, names.get(pk, ""), names.get(heirs[pk], "")
        )
        for pk in wanted
    }


def family_of(unit_id: int) -> set[int]:
    """Units that are one with this one today, or were: whatever became of it, and all those grew out of."""
    links = _links_around({unit_id})
    after = defaultdict(set)
    before = defaultdict(set)
    for link in links:
        after[link.predecessor_id].add(link.successor_id)
        before[link.successor_id].add(link.predecessor_id)
    became = _grown_from(unit_id, after)
    return set().union(*(_grown_from(pk, before) for pk in became))


def _links_around(units: set[int]) -> list[UnitSuccession]:
    """Every handing over between units that one of these became or came from."""
    rows = UnitSuccession.objects.filter(successor__isnull=False).only("predecessor_id", "successor_id", "is_heir", "takes_effect_on")
    found: dict[int, UnitSuccession] = {}
    known, grown = set(units), set(units)
    while grown:  # what they became
        links = list(rows.filter(predecessor__in=grown))
        found |= {link.pk: link for link in links}
        grown = {link.successor_id for link in links} - known
        known |= grown
    grown = set(known)
    while grown:  # what all of those came from
        links = list(rows.filter(successor__in=grown))
        found |= {link.pk: link for link in links}
        grown = {link.predecessor_id for link in links} - known
        known |= grown
    return list(found.values())


def _heir(unit: int, after: dict, is_open) -> int | None:
    seen: set[int] = set()
    while not is_open(unit) and unit not in seen:
        seen.add(unit)
        if not after[unit]:
            return None
        unit = max(after[unit])[2]
    return unit if is_open(unit) else None


def _grown_from(unit: int, links: dict) -> set[int]:
    found, grown = {unit}, {unit}
    while grown:
        grown = set().union(*(links[pk] for pk in grown)) - found
        found |= grown
    return found


def _names_and_kinds(units: set[int]) -> tuple[dict[int, str], dict[int, str]]:
    names, kinds = {}, {}
    for unit, name, kind in UnitVersion.objects.filter(unit__in=units).order_by("valid_from").values_list("unit", "name", "kind"):
        names[unit], kinds[unit] = name, kind  # the latest stays
    return names, kinds
