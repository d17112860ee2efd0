"""What waits for a person: the rows of "Việc của tôi", and the registry of rooms that have some.

    tasks.register(my_ballots, waiting)      # my_ballots(user, day, limit) -> Iterable[TaskRow]

A source asks as few queries as it can, the same number whatever the size of the tree, and none for who holds no role in it.
`waiting(user, day)` gives the rows behind it as a query set, or None where there can be none: whether anything waits is asked of
all sources together, in one query, and only those with something are asked for their rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import Exists, QuerySet

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
Waiting = Callable[[User, date], QuerySet | None]

_sources: dict[Source, Waiting | None] = {}


def register(source: Source, waiting: Waiting | None = None) -> None:
    """Add a source; the same one twice counts once. Without `waiting` it is asked each time."""
    _sources.setdefault(source, waiting)


def unregister(source: Source) -> None:
    """Take a source out again (tests)."""
    _sources.pop(source, None)


def gather(user: User, day: date, limit: int) -> list[TaskGroup]:
    """The rows of all sources, at most `limit`, the most pressing first, in groups; empty groups are left out."""
    rows = [row for source in _with_something(user, day) for row in source(user, day, limit)]
    rows.sort(key=lambda row: (row.due_on or day, row.title))
    kept = rows[:limit]
    groups = [TaskGroup(when, tuple(row for row in kept if row.when(day) is when)) for when in When]
    return [group for group in groups if group.rows]


def _with_something(user: User, day: date) -> list[Source]:
    """The sources worth asking: one query for all that say what they would look at."""
    behind = {source: waiting(user, day) for source, waiting in _sources.items() if waiting is not None}
    asked = {source: rows for source, rows in behind.items() if rows is not None}
    if not asked:
        return [source for source in _sources if source not in behind]
    found = User.objects.filter(pk=user.pk).values_list(*(Exists(rows.order_by()) for rows in asked.values())).first() or ()
    full = {source for source, is_there in zip(asked, found, strict=False) if is_there}
    return [source for source in _sources if source not in behind or source in full]
