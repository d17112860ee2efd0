"""What was published about which movement: a registry, filled by the rooms above that publish.

pieces.register("stories", covered_by_stories)     # (unit_id, movement_ids, start, end) -> ids of the movements that have one
"""

from collections.abc import Callable, Collection
from datetime import date

Covered = Callable[[int, Collection[int], date, date], Collection[int]]

_sources: dict[str, Covered] = {}


def register(key: str, covered: Covered) -> None:
    """Add a source; the same key again takes the place of the first. It calls services.proof.recount_movements when its records change."""
    _sources[key] = covered


def unregister(key: str) -> None:
    """Take a source out again (tests)."""
    _sources.pop(key, None)


def covered(unit_id: int, movement_ids: Collection[int], start: date, end: date) -> set[int]:
    """Which of the movements the unit published at least one piece about, from `start` to `end` included."""
    return {movement for source in _sources.values() for movement in source(unit_id, movement_ids, start, end)} & set(movement_ids)
