"""Writing the index: a derived table, made anew from the sources whenever their rows change."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import models, transaction

from lantoa.core.text import fold
from lantoa.search import registry
from lantoa.search.models import SearchEntry, SearchWord
from lantoa.search.registry import EntryText, SearchSource

_BATCH = 500
_LONGEST_WORD = 40


def index(obj: models.Model) -> None:
    """Index one row in every source it belongs to; for services that write past `save()` (bulk_create, update)."""
    for source in registry.sources_of(type(obj)):
        index_rows(source, [obj.pk])


def rebuild_all() -> int:
    """Index every row of every source anew and drop what is no longer there; returns how many entries stand."""
    for source in registry.every():
        kept = source.model._base_manager.values("pk")
        SearchEntry.objects.filter(source=source.key).exclude(object_id__in=kept).delete()
        for pks in batches(source.model._base_manager.order_by("pk").values_list("pk", flat=True).iterator()):
            index_rows(source, pks)
    return SearchEntry.objects.count()


@transaction.atomic
def index_rows(source: SearchSource, pks: list[int]) -> None:
    """Write the entries of these rows anew."""
    rows = source.prepare(source.model._base_manager.filter(pk__in=pks))
    texts = {row.pk: text for row in rows if (text := source.entry(row))}
    entries = [
        SearchEntry(
            source=source.key, object_id=pk, title=text.title[:250], subtitle=text.subtitle[:300], url=text.url[:300],
            folded_title=fold(text.title)[:250],
        )
        for pk, text in texts.items()
    ]  # fmt: skip
    forget_rows(source, [pk for pk in pks if pk not in texts])
    SearchEntry.objects.bulk_create(
        entries, batch_size=_BATCH, update_conflicts=True, unique_fields=["source", "object_id"],
        update_fields=["title", "subtitle", "url", "folded_title"],
    )  # fmt: skip
    known = dict(SearchEntry.objects.filter(source=source.key, object_id__in=texts).values_list("object_id", "pk"))
    SearchWord.objects.filter(entry__in=known.values()).delete()
    words = [SearchWord(entry_id=known[pk], word=word) for pk, text in texts.items() for word in words_of(text)]
    SearchWord.objects.bulk_create(words, batch_size=2000, ignore_conflicts=True)


@transaction.atomic
def forget_rows(source: SearchSource, pks: list[int]) -> None:
    SearchEntry.objects.filter(source=source.key, object_id__in=pks).delete()


def words_of(text: EntryText) -> list[str]:
    """Folded words of everything that is searched, each once, in order."""
    folded = fold(f"{text.title} {text.subtitle} {text.text}")
    return list(dict.fromkeys(word[:_LONGEST_WORD] for word in folded.split()))


def batches(pks: Iterable[int]) -> Iterator[list[int]]:
    """The keys in lists short enough for one statement."""
    rest = iter(pks)
    while batch := list(islice(rest, _BATCH)):
        yield batch
