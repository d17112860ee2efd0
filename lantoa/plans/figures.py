"""What reports count: a registry. Each room says which of its records count for which unit, on which day.

    figures.register(Figure("newsroom.stories", "tin, bài đã đăng", rows, day="published_at__date", title=str, url=story_url))

One query of a figure gives everything a report needs for any number of units: the number, its parts and the records behind it, so
that a number and the list it opens are the same rows.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

Rows = Callable[[date, date], QuerySet]
_BATCH = 5_000
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Figure:
    """`rows(start, end)`: the records that count in [start, end], of all units, each once. `unit` leads from a record to its unit's id.

    `amount`: a whole number, or a span of which the days are added up; empty: each record counts one. `parts`: dimension → lookup.
    `labels`: dimension → words for its values. `title` and `url` show one record in the list the figure opens; `related` is what they
    look at beside the record.
    """

    key: str  # "room.word"
    label: str
    rows: Rows
    unit: str = "unit_id"
    amount: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: Callable[[Model], str] = str
    url: Callable[[Model], str] | None = None
    related: tuple[str, ...] = ()

    @property
    def model(self) -> type[Model]:
        return self.rows(_ANY_DAY, _ANY_DAY).model


@dataclass
class Count:
    """What one unit has: the number, the ids of its records in order, and how they divide."""

    value: int = 0
    ids: list[int] = field(default_factory=list)
    parts: dict[str, dict[str, int]] = field(default_factory=dict)


_figures: dict[str, Figure] = {}


def within(moment: str, start: date, end: date) -> Q:
    """Condition "the moment lies on a day of [start, end]" that an index on the moment can answer."""
    begins, ends = (timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end + timedelta(days=1)))
    return Q(**{f"{moment}__gte": begins, f"{moment}__lt": ends})


def register(figure: Figure) -> None:
    """Add the figure; the same key again takes the place of the first."""
    _figures[figure.key] = figure


def unregister(key: str) -> None:
    """Take a figure out again (tests)."""
    _figures.pop(key, None)


def of(key: str) -> Figure:
    """LookupError when no room registered it."""
    if found := _figures.get(key):
        return found
    raise LookupError(f"no such figure: {key}")


def is_known(key: str) -> bool:
    return key in _figures


def choices() -> list[tuple[str, str]]:
    """For the form in which indicators are edited."""
    return sorted(((figure.key, figure.label) for figure in _figures.values()), key=lambda choice: choice[1])


def count(figure: Figure, unit_ids: Collection[int], start: date, end: date) -> dict[int, Count]:
    """Per unit, what it has in [start, end]; a unit with nothing is left out. One query for each five thousand units."""
    dimensions = list(figure.parts)
    lookups = [figure.unit, "pk", *([figure.amount] if figure.amount else []), *(figure.parts[d] for d in dimensions)]
    found: dict[int, Count] = defaultdict(Count)
    ids = sorted(unit_ids)
    for some in (ids[i : i + _BATCH] for i in range(0, len(ids), _BATCH)):
        rows = figure.rows(start, end).filter(**{f"{figure.unit}__in": some}).order_by("pk").values_list(*lookups)
        for unit_id, pk, *rest in rows:
            amount = _whole(rest.pop(0)) if figure.amount else 1
            one = found[unit_id]
            one.value += amount
            one.ids.append(pk)
            for dimension, value in zip(dimensions, rest, strict=True):
                divided = one.parts.setdefault(dimension, {})
                word = "" if value is None else str(value)
                divided[word] = divided.get(word, 0) + amount
    return dict(found)


def records(figure: Figure, ids: Iterable[int]) -> QuerySet:
    """The records of those ids, whatever became of them since."""
    return figure.model._default_manager.filter(pk__in=list(ids)).select_related(*figure.related).order_by("pk")


def _whole(amount: int | timedelta | None) -> int:
    return amount.days if isinstance(amount, timedelta) else amount or 0
