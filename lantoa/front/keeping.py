"""Finished pages in the memory of one process, at most so many bytes; the one not asked for longest goes first."""

import threading
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field

import brotli

from lantoa.front.freshness import Stamp

LONGEST = 60.0  # seconds a page is kept in any case: heals what was changed behind the services' backs, and words like "còn 5 ngày"
LARGEST = 1_000_000  # bytes of one page
WORTH_PACKING = 512  # bytes
PACKED_TYPES = ("text/", "application/json", "application/feed+json", "application/rss+xml", "application/xml", "image/svg+xml",
                "application/javascript", "application/vnd.oai.openapi")  # fmt: skip

Headers = list[tuple[str, str]]


@dataclass
class Page:
    """One answer, as it is and, once asked for, packed."""

    headers: Headers  # without length, encoding and tag
    body: bytes
    etag: str  # opaque, without quotes
    stamp: Stamp
    last_modified: str = ""
    made: float = field(default_factory=time.monotonic)
    packed: dict[str, bytes] = field(default_factory=dict)

    def is_good(self, stamp: Stamp) -> bool:
        return self.stamp == stamp and time.monotonic() - self.made < LONGEST

    @property
    def packs(self) -> bool:
        kind = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return len(self.body) >= WORTH_PACKING and kind.startswith(PACKED_TYPES)

    def in_encoding(self, encoding: str) -> bytes:
        """`encoding`: "br", "gzip" or "" for as it is."""
        if not encoding:
            return self.body
        if encoding not in self.packed:
            self.packed[encoding] = _PACKERS[encoding](self.body)
        return self.packed[encoding]

    @property
    def weight(self) -> int:
        return len(self.body) * (2 if self.packs else 1) + 1000  # with the packed forms and the headers, roughly


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


_PACKERS = {"br": lambda body: brotli.compress(body, quality=5), "gzip": _gzip}


class Shelf:
    """Pages by address, bounded. Safe for threads."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._pages: OrderedDict[object, Page] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: object, stamp: Stamp) -> Page | None:
        """The page while it is good; one that is not is thrown away."""
        with self._lock:
            if (page := self._pages.get(key)) is None:
                return None
            if page.is_good(stamp):
                self._pages.move_to_end(key)
                return page
            self._drop(key)
            return None

    def put(self, key: object, page: Page) -> None:
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = page
            self._weight += page.weight
            while self._weight > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: object) -> None:
        self._weight -= self._pages.pop(key).weight
