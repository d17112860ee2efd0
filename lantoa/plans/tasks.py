"""What waits for a person: the rows of "Việc của tôi", and the registry of rooms that have some.

    tasks.register(my_ballots)      # my_ballots(user, day, limit) -> Iterable[TaskRow]

A source asks as few queries as it can, the same number whatever the size of the tree, and none for who holds no role in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from lantoa.accounts.models import User


class When(Enum):
    LATE = "Quá hạn"
    TODAY = "Hôm nay"
    WEEK = "Tuần này"
    LATER = "Sắp tới"


@dataclass(frozen=True)
class TaskRow:
    """One row: what, why, how long, and the one button.

    `due_on` None: nothing fixes a day, it waits for the person now. `tag` is (kind, words) of the design system. `verb` is verb and
    object. `minutes`: about how long it takes; None: not known.
    """

    title: str
    sentence: str
    verb: str
    url: str
    icon: str = "file"
    due_on: date | None = None
    tag: tuple[str, str] | None = None
    state_tag: tuple[str, str] | None = None
    clauses: tuple[str, ...] = ()
    minutes: int | None = None

    def when(self, day: date) -> When:
        if self.due_on is None or self.due_on == day:
            return When.TODAY
        if self.due_on < day:
            return When.LATE
        sunday = day + timedelta(days=6 - day.weekday())
        return When.WEEK if self.due_on <= sunday else When.LATER


@dataclass(frozen=True)
class TaskGroup:
    """`tone` is the mark a row of the group wears: late, today or plain."""

    when: When
    rows: tuple[TaskRow, ...]

    @property
    def title(self) -> str:
        return self.when.value

    @property
    def tone(self) -> str:
        return {When.LATE: "late", When.TODAY: "today"}.get(self.when, "")


Source = Callable[[User, date, int], Iterable[TaskRow]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; the same one twice counts once."""
    if source not in _sources:
        _sources.append(source)


def unregister(source: Source) -> None:
    """Take a source out again (tests)."""
    if source in _sources:
        _sources.remove(source)


def gather(user: User, day: date, limit: int) -> list[TaskGroup]:
    """The rows of all sources, at most `limit`, the most pressing first, in groups; empty groups are left out."""
    rows = [row for source in _sources for row in source(user, day, limit)]
    rows.sort(key=lambda row: (row.due_on or day, row.title))
    kept = rows[:limit]
    groups = [TaskGroup(when, tuple(row for row in kept if row.when(day) is when)) for when in When]
    return [group for group in groups if group.rows]
