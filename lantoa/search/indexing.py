"""Writing the index: a derived table, made anew from the sources whenever their rows change."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import models, transaction

from lantoa.core.text import fold, nfc
from lantoa.search import registry
from lantoa.search.models import SearchEntry
from lantoa.search.registry import EntryText, SearchSource
from lantoa.search.tokens import key_of, scope_token, source_token, theme_token, tokens_of, unit_token

_BATCH = 500
_LONGEST_TEXT = 50_000  # characters of one row that are searched
_WRITTEN = ["source", "object_id", "title", "subtitle", "url", "unit", "folded", "tokens"]


def index(obj: models.Model) -> None:
    """Index one row in every source it belongs to; for services that write past `save()` (bulk_create, update)."""
    for source in registry.sources_of(type(obj)):
        index_rows(source, [obj.pk])


def rebuild_all() -> int:
    """Index every row of every source anew and drop what is no longer there; returns how many entries stand."""
    SearchEntry.objects.exclude(source__in=[source.key for source in registry.every()]).delete()
    for source in registry.every():
        kept = source.model._base_manager.values("pk")
        SearchEntry.objects.filter(source=source.key).exclude(object_id__in=kept).delete()
        for pks in batches(source.model._base_manager.order_by("pk").values_list("pk", flat=True).iterator()):
            index_rows(source, pks)
    return SearchEntry.objects.count()


@transaction.atomic
def index_rows(source: SearchSource, pks: list[int]) -> None:
    """Write the entries of these rows anew: two statements that read, and only what differs is written."""
    rows = source.prepare(source.model._base_manager.filter(pk__in=pks))
    fresh = {entry.pk: entry for row in rows if (text := source.entry(row)) and (entry := entry_of(source, row.pk, text))}
    kept = {entry.pk: entry for entry in SearchEntry.objects.filter(source=source.key, object_id__in=pks)}
    if gone := kept.keys() - fresh.keys():
        SearchEntry.objects.filter(pk__in=gone).delete()
    changed = [entry for pk, entry in fresh.items() if pk not in kept or _facts(kept[pk]) != _facts(entry)]
    SearchEntry.objects.bulk_create(changed, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN)


def entry_of(source: SearchSource, object_id: int, text: EntryText) -> SearchEntry:
    """The entry of a row, not saved."""
    said = text.text[:_LONGEST_TEXT]
    tokens = tokens_of(text.title, f"{text.subtitle} {said}")
    tokens += [source_token(source.key), *sorted(scope_token(source.key, key) for key in text.scopes)]
    tokens += [theme_token(theme) for theme in sorted(text.themes)]
    if text.unit:
        tokens.append(unit_token(text.unit))
    return SearchEntry(
        id=key_of(source.key, object_id, text.day), source=source.key, object_id=object_id, title=nfc(text.title)[:250],
        subtitle=nfc(text.subtitle)[:300], url=text.url[:300], unit=nfc(text.unit)[:250],
        folded=f"{fold(text.title)}\n{fold(text.subtitle)}\n{fold(said)}", tokens=" ".join(tokens),
    )  # fmt: skip


def _facts(entry: SearchEntry) -> list[object]:
    return [getattr(entry, name) for name in _WRITTEN]


@transaction.atomic
def forget_rows(source: SearchSource, pks: list[int]) -> None:
    SearchEntry.objects.filter(source=source.key, object_id__in=pks).delete()


def batches(pks: Iterable[int]) -> Iterator[list[int]]:
    """The keys in lists short enough for one statement."""
    rest = iter(pks)
    while batch := list(islice(rest, _BATCH)):
        yield batch
