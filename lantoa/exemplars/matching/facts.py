"""What is compared: the facts of one nomination, as they were sent."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

INDIVIDUAL, COLLECTIVE, HOUSEHOLD = "individual", "collective", "household"


@dataclass(frozen=True, slots=True)
class Place:
    """The unit that handles a nomination, with what it grew out of: who is one ward today may have been three in 2022.

    `lineage` holds the unit itself and all it descends from; `heir` is the unit that stands in its place today.
    """

    unit: Hashable
    lineage: frozenset = frozenset()
    heir: Hashable = None
    is_locality: bool = True  # an office, school or association says nothing about where somebody lives
    name: str = ""
    heir_name: str = ""


NOWHERE = Place(None, is_locality=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """`day_from`/`day_to`: when the deed was done, as exactly as it is known; both None when nobody said."""

    type: str
    name: str
    place: Place = NOWHERE
    honorific: str = ""
    gender: str = ""  # "male", "female" or unknown
    birth_year: int | None = None
    hamlet: str = ""
    day_from: date | None = None
    day_to: date | None = None
    received_on: date | None = None
    deed: str = ""
