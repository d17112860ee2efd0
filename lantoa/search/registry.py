"""What can be found: a registry the rooms fill in their `apps.ready()` (each has it in its `search.py`).

    registry.register(SearchSource("units", "Đơn vị", Unit, visible_units, entry_of, fields={"slug"}, icon="building"))

The source's rows are indexed when one of `fields` is saved; `also` names models whose rows change the entry of another row (a
unit's name is kept in its versions). What a person finds is limited to `queryset(user)` each time, never when indexing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save


@dataclass(frozen=True)
class EntryText:
    """One row as it is found. `text` is searched but not shown; None from `entry` leaves the row out of the index."""

    title: str
    url: str
    subtitle: str = ""
    text: str = ""


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


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Add the source and follow its rows from now on; the same one twice is harmless."""
    from lantoa.search import receivers  # needs the app registry, which is filled when rooms register

    if source.key in _sources:
        return
    _sources[source.key] = source
    post_save.connect(receivers.saved, sender=source.model, dispatch_uid=f"search-{source.key}")
    post_delete.connect(receivers.deleted, sender=source.model, dispatch_uid=f"search-{source.key}")
    for watched in source.also:
        post_save.connect(receivers.also_saved, sender=watched.model, dispatch_uid=f"search-{source.key}-{watched.model._meta.label}")


def every() -> list[SearchSource]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.label))


def get(key: str) -> SearchSource | None:
    return _sources.get(key)


def sources_of(model: type[models.Model]) -> list[SearchSource]:
    return [source for source in _sources.values() if source.model is model]


def sources_watching(model: type[models.Model]) -> list[tuple[SearchSource, Watched]]:
    return [(source, watched) for source in _sources.values() for watched in source.also if watched.model is model]
