"""Who the exemplars of a review are: a registry of one, filled by the room above that keeps them.

    naming.register(NamedKind(url=nomination_url, choices=nominations_of))

Where nothing can be chosen, an exemplar is named in words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lantoa.accounts.models import User
from lantoa.organisations.models import Unit


@dataclass(frozen=True)
class Named:
    """A record that may be named: its id, the name of the person or collective, and what they did."""

    record_id: int
    name: str
    deed: str = ""


@dataclass(frozen=True)
class NamedKind:
    """`choices(unit, user)`: what the person may name for the unit, the newest first. `url(record_id)`: the record's page."""

    url: Callable[[int], str]
    choices: Callable[[Unit, User], Sequence[Named]]


_kind: NamedKind | None = None


def register(kind: NamedKind) -> None:
    """Say where exemplars are kept; a second one takes the place of the first."""
    global _kind
    _kind = kind


def url_of(record_id: int | None) -> str:
    """The record's page; empty when there is none."""
    return _kind.url(record_id) if _kind and record_id else ""


def choices_for(unit: Unit, user: User) -> list[Named]:
    return list(_kind.choices(unit, user)) if _kind else []
