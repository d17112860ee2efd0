"""What of a request makes a page of its own: scheme, host, path, and the parameters the page says it reads. Everything else is left out,
so that no made-up parameter fills the memory or gets into a page that others are then shown.
"""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

# Added to shared links by others; no page of ours reads them.
TRACKERS = frozenset({"fbclid", "gclid", "zarsrc", "mibextid", "zalo_src", "igshid", "_ga", "msclkid"})
MOST = 40  # parameters
LONGEST_VALUE = 80  # letters; a longer value makes no page worth keeping
_ATTRIBUTE = "kept_params"


def reads(*names: str) -> Callable:
    """Decorator of a public view: of the query it reads these parameters and nothing else."""

    def mark(view: Callable) -> Callable:
        setattr(view, _ATTRIBUTE, frozenset(names))
        return view

    return mark


def query_of(path: str, query: str) -> str | None:
    """The query in its one form, with only what the page reads; None when nobody said what this page reads of it."""
    if not query:
        return ""
    try:
        pairs = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=MOST) if not _is_tracker(name)]
    except ValueError:
        return None
    if not pairs:
        return ""
    known = _params_of(path)
    if known is None:
        return None
    kept = {name: value for name, value in pairs if name in known and value}  # of a name given twice Django reads the last
    if any(len(value) > LONGEST_VALUE for value in kept.values()):
        return None
    return urlencode(sorted(kept.items()))


def _is_tracker(name: str) -> bool:
    return name in TRACKERS or name.startswith("utm_")


def _params_of(path: str) -> frozenset[str] | None:
    try:
        return getattr(resolve(path).func, _ATTRIBUTE, None)
    except Resolver404:
        return None


@lru_cache(maxsize=256)
def is_ours(host: str) -> bool:
    """Whether the Host header names this site, as Django judges it."""
    allowed = settings.ALLOWED_HOSTS or ([".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)
