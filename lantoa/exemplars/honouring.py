"""What rooms above know of earlier honours ("đã biểu dương"): a registry they fill in their `apps.ready()`.

honouring.register(honours_of_subjects)      # honours_of_subjects(set of Subject ids) -> list[Honour]
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Honour:
    """One honour received. `label` as it stands in a sentence: "Giấy khen theo Quyết định 12/QĐ-UBND"."""

    label: str
    day: date | None = None
    nomination_id: int | None = None
    url: str = ""


Lookup = Callable[[set[int]], list[Honour]]

_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Add a lookup; the same one twice counts once."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def unregister(lookup: Lookup) -> None:
    """Take a lookup out again (tests)."""
    if lookup in _lookups:
        _lookups.remove(lookup)


def honours_of(subjects: set[int]) -> list[Honour]:
    """All honours of these subjects that are known."""
    return [honour for lookup in _lookups for honour in lookup(subjects)]


def is_asked() -> bool:
    """Whether any room above has something to say."""
    return bool(_lookups)
