"""The index follows the rows: after the commit, so that a search never shows what was rolled back.

A process that dies between commit and index leaves an entry stale until the night's rebuild (`indexing.rebuild_all`).
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models, transaction

from lantoa.search import indexing, registry


def saved(sender: type[models.Model], instance: models.Model, created: bool, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    for source in registry.sources_of(sender):
        if created or update_fields is None or source.fields & set(update_fields):
            transaction.on_commit(partial(indexing.index_rows, source, [instance.pk]), robust=True)


def deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for source in registry.sources_of(sender):
        transaction.on_commit(partial(indexing.forget_rows, source, [instance.pk]), robust=True)


def also_saved(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for source, watched in registry.sources_watching(sender):
        transaction.on_commit(partial(indexing.index_rows, source, list(watched.owner(instance))), robust=True)
