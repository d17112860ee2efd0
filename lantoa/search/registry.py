"""What can be found: a registry the rooms fill in their `apps.ready()` (each has it in its `search.py`).

    registry.register(SearchSource("units", "Đơn vị", Unit, visible_units, entry_of, fields={"slug"}, icon="building"))

The source's rows are indexed when one of `fields` is saved; `also` names models whose rows change the entry of another row (a
unit's name is kept in its versions).

Rights. What a person finds is what `queryset(user)` shows, no row more or less. For most sources it is asked of the newest hits, which
is exact while a search hits some tens of thousands of its rows (`queries.SIFTED`). A source that may grow to hundreds of thousands gives
`scopes`, so that the index itself knows who may see a row and nothing is sifted: each entry carries the keys of those who may see it
("u17" = those of unit 17; "h17" = those who see what is honoured there), and `scopes(user)` gives the keys the person holds, or None for
one who sees all. A row is seen when the two share a key. When the keys of a row change, the row has to be indexed anew (`also`).

What everybody may find stands in sources of its own (`public`), with the addresses of the portal: the two searches never meet. A public source is
sifted by its `queryset` at each asking, so what a person takes back today is neither found nor counted from that very moment.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from lantoa.search.tokens import source_number


@dataclass(frozen=True)
class EntryText:
    """One row as it is found. `text` is searched but not shown; None from `entry` leaves the row out of the index.

    `day` decides what is newest and the facet of years; `unit` is the name in the facet of units, `themes` are the short
    names (slugs) of the movements it belongs to; `scopes` see above.
    """

    title: str
    url: str
    subtitle: str = ""
    text: str = ""
    day: date | None = None
    unit: str = ""
    scopes: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Watched:
    """A model whose rows speak for rows of the source: `owner(obj)` gives the ids concerned."""

    model: type[models.Model]
    owner: Callable[[Any], Iterable[int]]


@dataclass(frozen=True)
class SearchSource:
    key: str
    label: str  # plural, as the filter names it: "Đơn vị"
    model: type[models.Model]
    queryset: Callable[[Any], QuerySet]  # user -> rows that person may see
    entry: Callable[[Any], EntryText | None]
    fields: frozenset[str]  # columns of `model` whose change is worth indexing
    icon: str = "search"
    order: int = 100
    also: tuple[Watched, ...] = ()
    prepare: Callable[[QuerySet], QuerySet] = field(default=lambda rows: rows)  # select_related, prefetch for many rows at once
    scopes: Callable[[Any], frozenset[str] | None] | None = None  # user -> keys held; None: sees all
    public: bool = False  # found by everybody on the portal, and there only; `queryset` is asked with None for the user


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Add the source and follow its rows from now on; the same one twice is harmless."""
    from lantoa.search import receivers  # needs the app registry, which is filled when rooms register

    if source.key in _sources:
        return
    if twin := by_number(source_number(source.key)):
        raise ValueError(f"search sources {twin.key!r} and {source.key!r} share a number: name one otherwise")
    _sources[source.key] = source
    post_save.connect(receivers.saved, sender=source.model, dispatch_uid=f"search-{source.key}")
    post_delete.connect(receivers.deleted, sender=source.model, dispatch_uid=f"search-{source.key}")
    for watched in source.also:
        post_save.connect(receivers.also_saved, sender=watched.model, dispatch_uid=f"search-{source.key}-{watched.model._meta.label}")


def every() -> list[SearchSource]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.label))


def everybodys() -> list[SearchSource]:
    """Those of the portal."""
    return [source for source in every() if source.public]


def officers() -> list[SearchSource]:
    """Those of the workspace."""
    return [source for source in every() if not source.public]


def get(key: str) -> SearchSource | None:
    return _sources.get(key)


def by_number(number: int) -> SearchSource | None:
    """The source a key was made for (`tokens.number_of`)."""
    return next((source for source in _sources.values() if source_number(source.key) == number), None)


def sources_of(model: type[models.Model]) -> list[SearchSource]:
    return [source for source in _sources.values() if source.model is model]


def sources_watching(model: type[models.Model]) -> list[tuple[SearchSource, Watched]]:
    return [(source, watched) for source in _sources.values() for watched in source.also if watched.model is model]
