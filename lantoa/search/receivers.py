"""The index follows the rows: after the commit, so that a search never shows what was rolled back.

A process that dies between commit and index leaves an entry stale until the night's rebuild (`indexing.rebuild_all`).
"""

from collections import defaultdict
from collections.abc import Iterable
from threading import local
from typing import Any

from django.db import models, transaction

from lantoa.search import indexing, registry
from lantoa.search.registry import SearchSource

# Rows touched since the last commit of this thread, so that a transaction that saves a thousand rows indexes them in a few statements.
# What a rolled-back transaction left here is looked at again with the next commit, which does no harm.
_touched = local()


def _index_later(source: SearchSource, pks: Iterable[int]) -> None:
    waiting = _touched.__dict__.setdefault("rows", defaultdict(set))
    waiting[source.key].update(pks)
    transaction.on_commit(_index_now, robust=True)


def _index_now() -> None:
    waiting = _touched.__dict__.pop("rows", {})
    for source in registry.every():
        for pks in indexing.batches(sorted(waiting.get(source.key, ()))):
            indexing.index_rows(source, pks)


def saved(sender: type[models.Model], instance: models.Model, created: bool, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    for source in registry.sources_of(sender):
        if created or update_fields is None or source.fields & set(update_fields):
            _index_later(source, [instance.pk])


def deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for source in registry.sources_of(sender):
        _index_later(source, [instance.pk])


def also_saved(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for source, watched in registry.sources_watching(sender):
        _index_later(source, watched.owner(instance))
