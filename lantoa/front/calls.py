"""Which other sites lead to our pages or carry them: the host a reader came from, the first part of the address, the day. Nothing of the reader.

Pages are answered before Django, so this is noted there: each (place, host, day) once for each process, then handed to whoever keeps it.
What is lost with a process is seen again at the next call.
"""

import logging
import re
import threading
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from django.db import Error

from lantoa.core import clock

logger = logging.getLogger(__name__)

MOST_WAITING = 500
MOST_KNOWN = 20_000
_HOST = re.compile(r"(?=.{4,100}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,30}")

Call = tuple[str, str, date]  # path, host, day
_keep: Callable[[list[Call]], object] | None = None


def keep_with(keep: Callable[[list[Call]], object]) -> None:
    """Hand calls to `keep`, from now on; the room above that has a table for them says so once."""
    global _keep
    _keep = keep


def host_of(referer: str, own: str) -> str:
    """The host of another site in a Referer header; empty for our own, for none, for anything that is no public name."""
    try:
        parts = urlsplit(referer[:2000])
        host = (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) and host != own.split(":")[0].removeprefix("www.") else ""


class Calls:
    """What one process saw. Safe for threads."""

    def __init__(self) -> None:
        self._waiting: set[Call] = set()
        self._known: set[Call] = set()
        self._lock = threading.Lock()

    def note(self, path: str, referer: str, own: str) -> None:
        if not (host := host_of(referer, own)):
            return
        call = (path, host, clock.today())
        with self._lock:
            if call not in self._known and len(self._waiting) < MOST_WAITING:
                self._waiting.add(call)
                if len(self._known) >= MOST_KNOWN:
                    self._known.clear()
                self._known.add(call)

    def hand_on(self) -> None:
        """Give what waits to the keeper. Nothing about a call may ever keep a reader from the page."""
        if not self._waiting or _keep is None:
            return
        with self._lock:
            calls, self._waiting = sorted(self._waiting), set()
        try:
            _keep(calls)
        except Error:
            logger.warning("%d calls from other sites could not be written down", len(calls))
