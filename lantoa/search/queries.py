"""Finding. A row is found when each asked word begins one of its words; marks and case do not matter. Never writes."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.search import registry
from lantoa.search.models import SearchEntry, SearchWord

MOST_WORDS = 8  # more are dropped: a pasted paragraph is no question
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Facet:
    """How many were found of one kind."""

    key: str
    label: str
    icon: str
    count: int


def asked_words(text: str) -> list[str]:
    return list(dict.fromkeys(fold(text).split()))[:MOST_WORDS]


def begins_with(word: str) -> Q:
    """Words that begin with `word`, as a range an index can answer on both databases (LIKE cannot, with SQLite's case rules)."""
    condition = Q(word__gte=word)
    stem = word.rstrip("z")
    if stem:
        upper = stem[:-1] + _ALPHABET[_ALPHABET.index(stem[-1]) + 1]
        condition &= Q(word__lt=upper)
    return condition


def found(words: list[str], *, user: User) -> QuerySet[SearchEntry]:
    """Entries the person may see that hold all words; nothing for no words. Titles that begin as asked come first."""
    rows = visible_to(user)
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(pk__in=SearchWord.objects.filter(begins_with(word)).values("entry"))
    begins = When(folded_title__startswith=" ".join(words), then=Value(0))
    kinds = [When(source=source.key, then=Value(place)) for place, source in enumerate(registry.every())]
    return rows.annotate(
        later=Case(begins, default=Value(1), output_field=IntegerField()),
        place=Case(*kinds, default=Value(99), output_field=IntegerField()),
    ).order_by("later", "place", "folded_title", "pk")


def visible_to(user: User) -> QuerySet[SearchEntry]:
    """Entries whose rows the person may see, by each source's own rule."""
    seen = Q(pk__in=[])
    for source in registry.every():
        seen |= Q(source=source.key, object_id__in=source.queryset(user).order_by().values("pk"))
    return SearchEntry.objects.filter(seen)


def facets(rows: QuerySet[SearchEntry]) -> list[Facet]:
    """One query: how many of each kind, in the order of the registry."""
    counts = dict(rows.order_by().values_list("source").annotate(n=Count("pk")))
    return [Facet(s.key, s.label, s.icon, counts[s.key]) for s in registry.every() if counts.get(s.key)]


def words_known(words: list[str], *, user: User) -> list[str]:
    """Those of the words that alone would find something: what to try when all together find nothing. One query a word."""
    return [word for word in words if found([word], user=user).exists()]
