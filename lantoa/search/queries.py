"""Finding. Marks and case do not matter to what is found, only to what comes first. Never writes.

A row is found when it holds every asked word. Where fewer than a page are found so, the last word may also be the beginning of one
("bảo vi"). What is found is limited by the person's rights before it is counted, so that no number tells of what may not be seen.

**Bounded by design.** Two common words hit three quarters of a million rows; to rank them all takes a second or two in any database. So:

1. at most `MOST` hits are fetched, newest first, as bare keys (`lantoa.search.matching`); beyond that the count says "hơn 1.000";
2. kind and year of all of them are read off the keys; units are counted from the rows;
3. up to `RANKED` hits are ranked all. Of more, the newest `RANKED` and besides, from the whole index, the newest `TIER` that hold all
   words in the title, with the very marks typed, and both: what deserves to come first is among them however old it is;
4. the rest follow, newest first.

Each step costs at most so much whatever the size of the index, and gives the same on SQLite and PostgreSQL.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.search import registry, tokens
from lantoa.search.matching import Terms, newest, rows_of
from lantoa.search.models import SearchEntry
from lantoa.search.ranking import Question, question_of, ranked
from lantoa.search.registry import SearchSource
from lantoa.search.telex import repair_telex

MOST_WORDS = 8  # more are dropped: a pasted paragraph is no question
MOST = 1_000
RANKED = 200
TIER = 50
FEW = 20  # fewer than this, and the last word may be a beginning
AT_ONCE = 10_000
SIFTED = 5  # times AT_ONCE hits of sources without scopes are looked through for those the person may see
_SHOWN = ("source", "object_id", "title", "subtitle", "url", "unit")
_READ = ", ".join(("id", "folded", "tokens", *_SHOWN))


@dataclass(frozen=True)
class Facet:
    """How many were found of one kind, unit or year."""

    key: str
    label: str
    count: int
    icon: str = ""


@dataclass(frozen=True)
class Narrowed:
    """What was chosen among the facets; empty means all."""

    source: str = ""
    unit: str = ""
    year: int = 0
    theme: str = ""


@dataclass(frozen=True)
class Found:
    """Keys in the order they are shown; the first are ranked, the rest newest first. `more`: there are more than counted."""

    keys: list[int] = field(default_factory=list)
    more: bool = False
    read: dict[int, SearchEntry] = field(default_factory=dict)  # those that were ranked, so that they are not read twice

    def entries(self, keys: Sequence[int]) -> list[SearchEntry]:
        """The entries of these keys, in this order. One query, none for those that were ranked."""
        rows = self.read
        if unread := [key for key in keys if key not in rows]:
            rows = rows | SearchEntry.objects.defer("tokens", "folded").in_bulk(unread)
        return [rows[key] for key in keys if key in rows]


def asked_words(text: str) -> list[str]:
    """The words of what was typed, with their marks, each once."""
    return list(dict.fromkeys(tokens.words_of(text)))[:MOST_WORDS]


def found(words: Sequence[str], *, user: User) -> list[SearchEntry]:
    """Entries the person may see that hold all words, best first; none for no words."""
    result = find(words, user=user)
    return result.entries(result.keys)


@dataclass(frozen=True)
class Understood:
    """The words searched, what they were taken to mean if not what was typed ("" otherwise), and what they find."""

    words: list[str]
    meant: str
    found: Found


def understood(asked: str, *, user: User | None, exact: bool = False) -> Understood:
    """Unswitched keys ("nguowif tots") are put right where that finds more than the letters as typed, unless these are wanted (`exact`)."""
    words = asked_words(asked)
    result = find(words, user=user)
    meant = repair_telex(asked)
    if meant != asked and not exact:
        other_words = asked_words(meant)
        other = find(other_words, user=user)
        if len(other.keys) > len(result.keys):
            return Understood(other_words, meant, other)
    return Understood(words, "", result)


def find(words: Sequence[str], *, user: User | None, narrowed: Narrowed = Narrowed()) -> Found:
    """What the person finds, or with None everybody on the portal: at most `MOST` keys, best first."""
    question = question_of(words[:MOST_WORDS])
    if not question.folded or not (seen := _Seen.by(user, narrowed)):
        return Found()
    whole = Terms(question.folded[:MOST_WORDS], keys=_keys_of(narrowed.year))
    beginning = len(question.folded[-1]) > 1
    keys = seen.newest(whole, MOST + 1, unless_fewer=FEW if beginning else 0)
    if len(keys) < FEW and beginning:
        whole = replace(whole, prefix=True)
        keys = seen.newest(whole, MOST + 1)
    more = len(keys) > MOST
    keys = keys[:MOST]
    chosen = keys if len(keys) <= RANKED else _worth_ranking(whole, keys, question, seen)
    rows = rows_of(chosen, _READ)
    first = ranked([row[:3] for row in rows], question)
    placed = set(first)
    read = {row[0]: SearchEntry(**dict(zip(_SHOWN, row[3:], strict=True)), id=row[0]) for row in rows}
    return Found([*first, *(key for key in keys if key not in placed)][:MOST], more, read)


def facets(found: Found) -> list[Facet]:
    """How many of each kind, in the order of the registry; read off the keys."""
    counts = Counter(tokens.number_of(key) for key in found.keys)
    return [Facet(s.key, s.label, n, s.icon) for s in registry.every() if (n := counts.get(tokens.source_number(s.key)))]


def years(found: Found) -> list[Facet]:
    """How many of each year, newest first; entries without a day are in none."""
    counts = Counter(day.year for key in found.keys if (day := tokens.day_of(key)))
    return [Facet(str(year), str(year), n) for year, n in sorted(counts.items(), reverse=True)]


def themes(found: Found, names: Mapping[str, str]) -> list[Facet]:
    """How many of each of these movements (short name -> name), in their order. One query."""
    rows = rows_of(found.keys, "tokens") if found.keys and names else []
    counts = Counter(token for (text,) in rows for token in tokens.themes_in(text))
    return [Facet(theme, name, n) for theme, name in names.items() if (n := counts.get(tokens.theme_token(theme)))]


def units(found: Found, most: int = 12) -> list[Facet]:
    """The units with most hits. At most one query."""
    unread = [key for key in found.keys if key not in found.read]
    names = [found.read[key].unit for key in found.keys if key in found.read] + [
        unit for (unit,) in (rows_of(unread, "unit") if unread else [])
    ]
    best = sorted(Counter(filter(None, names)).items(), key=lambda row: (-row[1], row[0]))[:most]
    return [Facet(unit, unit, n) for unit, n in best]


def words_known(words: Sequence[str], *, user: User | None) -> list[str]:
    """Those of the words that alone would find something: what to try when all together find nothing."""
    return [word for word in words if find([word], user=user).keys]


def _worth_ranking(whole: Terms, keys: list[int], question: Question, seen: "_Seen") -> list[int]:
    # A word with its marks stands nowhere without the plain one, which then need not be asked too.
    marked = {fold(word): token for word in question.typed if (token := tokens.accented(word))}
    words = whole.words
    exact = tuple(marked.get(word, word) for word in words[:-1]) + ((words[-1],) if whole.prefix else (marked.get(words[-1], words[-1]),))
    tiers = [tuple("_t_" + word for word in words)]
    if exact != words:
        tiers += [exact, tuple("_t_" + word for word in exact)]
    chosen = dict.fromkeys(keys[:RANKED])
    for tier in tiers:
        chosen |= dict.fromkeys(seen.newest(replace(whole, words=tier), TIER))
    return list(chosen)


def _keys_of(year: int) -> tuple[int, int]:
    return tokens.keys_between(date(year, 1, 1), date(year + 1, 1, 1)) if 1900 < year < 2079 else Terms(()).keys


@dataclass(frozen=True)
class _Seen:
    """What the person may see: by tokens in the index, and by sifting the hits of sources that have none."""

    user: User | None  # None: everybody
    scoped: tuple[str, ...]  # tokens, one of which a scoped entry must bear
    sifted: tuple[SearchSource, ...]
    narrowed: tuple[tuple[str, ...], ...]  # the facets chosen
    whole: bool  # every source is asked, and of those with keys all is seen: no token need be compared

    @classmethod
    def by(cls, user: User | None, narrowed: Narrowed) -> "_Seen | None":
        asked = registry.everybodys() if user is None else registry.officers()
        sources = [source for source in asked if narrowed.source in ("", source.key)]
        scoped: list[str] = []
        whole = not narrowed.source and user is not None and not registry.everybodys()
        for source in sources:
            if source.scopes is not None:
                keys = source.scopes(user)
                whole = whole and keys is None
                scoped += (
                    [tokens.source_token(source.key)] if keys is None else [tokens.scope_token(source.key, key) for key in sorted(keys)]
                )
        sifted = tuple(source for source in sources if source.scopes is None)
        chosen = [tokens.unit_token(narrowed.unit)] * bool(narrowed.unit) + [tokens.theme_token(narrowed.theme)] * bool(narrowed.theme)
        return cls(user, tuple(scoped), sifted, tuple((token,) for token in chosen), whole) if scoped or sifted else None

    def newest(self, terms: Terms, limit: int, unless_fewer: int = 0) -> list[int]:
        """Keys the person may see, newest first; none looked through, and none given, where fewer than `unless_fewer` hold the terms.

        Both kinds of sources are read down together, newest first: most questions are answered by one reading.
        """
        groups = (
            self.narrowed if self.whole else ((*self.scoped, *(tokens.source_token(source.key) for source in self.sifted)), *self.narrowed)
        )
        kept: list[int] = []
        at_once = limit
        for _ in range(1 + SIFTED if self.sifted else 1):
            hits = newest(replace(terms, one_of=groups), at_once)
            if len(hits) < unless_fewer:
                return []
            kept += self._shown(hits)
            if len(hits) < at_once or len(kept) >= limit:
                return kept[:limit]
            terms, at_once, unless_fewer = replace(terms, keys=(terms.keys[0], hits[-1])), AT_ONCE, 0
        # Looked through enough of what has to be sifted: what the index knows may be seen is found however old.
        return (kept + newest(replace(terms, one_of=(self.scoped, *self.narrowed)), limit))[:limit]

    def _shown(self, keys: list[int]) -> list[int]:
        """Those of the keys whose rows the person may see, in this order. At most one query, asking only the sources that were hit."""
        numbers = {tokens.number_of(key) for key in keys}
        hit = {number: source for source in self.sifted if (number := tokens.source_number(source.key)) in numbers}
        if not hit:
            return keys
        if self.user is None:
            return self._standing(keys, hit)
        rows = (Q(source=s.key, object_id__in=s.queryset(self.user).order_by().values("pk")) for s in hit.values())
        asked = [key for key in keys if tokens.number_of(key) in hit]
        shown = set(SearchEntry.objects.filter(reduce(or_, rows), pk__in=asked).order_by().values_list("pk", flat=True))
        return [key for key in keys if key in shown or tokens.number_of(key) not in hit]

    def _standing(self, keys: list[int], hit: dict[int, SearchSource]) -> list[int]:
        """Those of the keys everybody may see: each source looks at the very rows that were hit, so many as there are and no more."""
        asked: dict[int, list[int]] = {}
        for key in keys:
            asked.setdefault(tokens.number_of(key), []).append(tokens.row_of(key))
        standing = {
            number: set(source.queryset(None).filter(pk__in=asked[number]).order_by().values_list("pk", flat=True))
            for number, source in hit.items()
        }
        return [key for key in keys if tokens.row_of(key) in standing.get(tokens.number_of(key), ())]
