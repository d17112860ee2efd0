"""What a unit leaves open when it hands over: a registry, filled by the rooms above in their `apps.ready()`.

    moving.register("Việc chưa xong", count_open, move_open)

Before a reorganisation the wizard shows, for each unit that goes, each label with its count; when it is confirmed the moves
run in the same transaction, after the new tree stands, in the order of registration. So what was shown is what happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.organisations.models import Unit

# count(unit, day): how many of the unit's things are open on the day it ends and would move.
Count = Callable[[Unit, date], int]
# move(from_unit, to_unit, day, by=by): hand them over as of `day`. `to_unit` is None when nobody takes over: end them. The right was
# asked for by the reorganisation. When it runs, `from_unit` is closed and the tree, seats and so on are those of `day`.
Move = Callable[..., None]


@dataclass(frozen=True)
class Mover:
    label: str  # as the wizard shows it before the count: "Phân công người"
    count: Count
    move: Move


_movers: dict[str, Mover] = {}


def register(label: str, count: Count, move: Move) -> None:
    """Add a kind of thing that moves; the same label again takes the place of the first."""
    _movers[label] = Mover(label, count, move)


def unregister(label: str) -> None:
    """Take a kind out again (tests)."""
    _movers.pop(label, None)


def what_moves(unit: Unit, day: date) -> list[tuple[str, int]]:
    """(label, count) of every registered kind, zeros included: a person must see that nothing was forgotten."""
    return [(mover.label, mover.count(unit, day)) for mover in _movers.values()]


def move_all(from_unit: Unit, to_unit: Unit | None, day: date, by: Any) -> None:
    """Run every move for one handover."""
    for mover in _movers.values():
        mover.move(from_unit, to_unit, day, by=by)
