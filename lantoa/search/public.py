"""Finding for everybody, on the portal: only in sources marked public, by the same index, folding, repair of keys and ranking as the officers'."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from lantoa.core.text import nfc
from lantoa.search import queries, registry
from lantoa.search.highlight import marked
from lantoa.search.models import SearchEntry
from lantoa.search.queries import Facet, Found, Narrowed
from lantoa.search.registry import SearchSource

LONGEST = 200  # letters of a question


@dataclass(frozen=True)
class Hit:
    entry: SearchEntry
    source: SearchSource
    title: SafeString
    subtitle: SafeString


@dataclass(frozen=True)
class Answer:
    """`everything`: what the words find; `found`: that narrowed by the facets chosen. The facets count what the words find."""

    asked: str
    meant: str
    words: list[str]
    everything: Found
    found: Found
    narrowed: Narrowed
    kinds: list[Facet]
    themes: list[Facet]
    units: list[Facet]
    years: list[Facet]
    suggestions: list[str]

    def hits(self, keys: list[int]) -> list[Hit]:
        """A page of what was found, as it is shown."""
        return [
            Hit(entry, source, marked(entry.title, self.words), marked(entry.subtitle, self.words))
            for entry in self.found.entries(keys) if (source := registry.get(entry.source))
        ]  # fmt: skip


def answer(params: QueryDict, themes: Mapping[str, str]) -> Answer:
    """For the address's `q`, `loai`, `phong_trao`, `noi`, `nam` and `dung` (1: the letters as typed). What makes no sense counts as not there."""
    asked = nfc(params.get("q", "")[:LONGEST])
    result = queries.understood(asked, user=None, exact=params.get("dung") == "1")
    narrowed = _narrowed(params, themes)
    everything = result.found
    found = queries.find(result.words, user=None, narrowed=narrowed) if narrowed != Narrowed() and everything.keys else everything
    return Answer(
        asked, result.meant, result.words, everything, found, narrowed, queries.facets(everything), queries.themes(everything, themes),
        queries.units(everything), queries.years(everything),
        queries.words_known(result.words, user=None) if not everything.keys and len(result.words) > 1 else [],
    )  # fmt: skip


def address_with(params: QueryDict, **changes: str) -> str:
    """The query of the page with these parameters changed, "" taking one out; the page number goes."""
    kept = {name: params.get(name, "") for name in ("q", "loai", "phong_trao", "noi", "nam", "dung")} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def _narrowed(params: QueryDict, themes: Mapping[str, str]) -> Narrowed:
    source = registry.get(params.get("loai", ""))
    year, theme = params.get("nam", ""), params.get("phong_trao", "")
    return Narrowed(
        source.key if source and source.public else "", nfc(params.get("noi", ""))[:250],
        int(year) if len(year) == 4 and year.isascii() and year.isdigit() else 0, theme if theme in themes else "",
    )  # fmt: skip
