"""Answers readers without an account from finished pages; everything else goes on to Django.

Kept is only what Django itself calls public: status 200, `Cache-Control: public`, no cookie set, varying by nothing but the encoding, not
streamed beyond `keeping.LARGEST`. Whoever brings a session or asks for a part of a page (htmx) is neither answered from it nor adds to it.
"""

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any

from django.conf import settings

from lantoa.front import addresses
from lantoa.front.calls import Calls
from lantoa.front.freshness import Freshness, Stamp
from lantoa.front.keeping import LARGEST, Headers, Page, Shelf

Environ = dict[str, Any]
Key = tuple[str, str, str, str]
MOST_OTHERS = 2000
WAIT = 5.0  # seconds to wait for a page somebody else is making
_OWN_HEADERS = {"content-length", "content-encoding", "etag", "x-accel-expires"}
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_REFUSED_ENCODING = re.compile(r";\s*q=0(\.0*)?\s*$")


@dataclass
class Answer:
    """What Django said: start line and headers at once, the body still to come."""

    status: str
    headers: Headers
    body: Iterable[bytes]

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name)


class FinishedPages:
    """WSGI: `application = FinishedPages(get_wsgi_application())`."""

    def __init__(self, django: Callable, *, most: int | None = None, freshness: Freshness | None = None) -> None:
        most = settings.PAGE_CACHE_BYTES if most is None else most
        self._django = django
        self._freshness = freshness or Freshness()
        self.calls = Calls()
        # Pages of a query have a shelf of their own: whoever asks for every page number pushes out no front page.
        self._plain, self._narrowed = Shelf(most * 3 // 4), Shelf(most // 4)
        self._others: dict[Key, Stamp] = {}  # asked lately, and nothing to keep: goes straight on to Django
        self._making: dict[Key, threading.Event] = {}
        self._making_lock = threading.Lock()
        self._session_cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._passing = (settings.STATIC_URL, "/lam-viec/", "/tai-khoan/")

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        if (key := self._key(environ)) is None or (stamp := self._freshness.stamp()) is None:
            return self._django(environ, start_response)
        if self._others.get(key) == stamp:
            return self._django(environ, start_response)
        if referer := environ.get("HTTP_REFERER"):
            self.calls.note(key[2], referer, key[1])
            self.calls.hand_on()
        shelf = self._narrowed if key[3] else self._plain
        if (page := shelf.get(key, stamp)) is not None:
            return self._send(page, environ, start_response)
        with self._turn(key) as waited:
            if waited and (page := shelf.get(key, stamp)) is not None:
                return self._send(page, environ, start_response)
            answer = self._ask(environ, key)
            page = self._finished(answer, stamp)
            if page is not None:
                shelf.put(key, page)
                return self._send(page, environ, start_response)
            self._leave_alone(key, stamp)
        return self._pass_on(answer, environ, start_response)

    # --- which page ---

    def _key(self, environ: Environ) -> Key | None:
        """What the page is kept under; None for a request that is none of our business."""
        path = environ.get("PATH_INFO", "/")
        cookies = environ.get("HTTP_COOKIE", "")
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or path.startswith(self._passing)
            or (cookies and self._session_cookie in cookies)
            or "HTTP_AUTHORIZATION" in environ
            or "HTTP_HX_REQUEST" in environ
            or "HTTP_RANGE" in environ  # parts of a recording: for whoever sends the recording
        ):
            return None
        host = environ.get("HTTP_HOST", "").lower()
        if not addresses.is_ours(host):
            return None
        query = addresses.query_of(path, environ.get("QUERY_STRING", ""))
        return None if query is None else (self._scheme(environ), host, path, query)

    @staticmethod
    def _scheme(environ: Environ) -> str:
        if settings.SECURE_PROXY_SSL_HEADER:
            name, secure = settings.SECURE_PROXY_SSL_HEADER
            if (said := environ.get(name)) is not None:
                return "https" if said.split(",", 1)[0].strip() == secure else "http"
        return environ.get("wsgi.url_scheme", "http")

    # --- making it ---

    def _turn(self, key: Key):
        return _Turn(self._making, self._making_lock, key)

    def _leave_alone(self, key: Key, stamp: Stamp) -> None:
        if len(self._others) >= MOST_OTHERS:
            self._others.clear()
        self._others[key] = stamp

    def _ask(self, environ: Environ, key: Key) -> Answer:
        """Django's answer to the plain question: the whole page, without the reader's conditions and with no parameter the page does not read."""
        asked = {name: value for name, value in environ.items() if name not in _CONDITIONS}
        asked["REQUEST_METHOD"], asked["QUERY_STRING"] = "GET", key[3]
        if "HTTP_HOST" in asked:
            asked["HTTP_HOST"] = key[1]
        asked.pop("RAW_URI", None), asked.pop("REQUEST_URI", None)
        answer = Answer("500 Internal Server Error", [], ())

        def start(status: str, headers: Headers, exc_info=None) -> None:  # Django never asks for write()
            answer.status, answer.headers = status, list(headers)

        answer.body = self._django(asked, start)
        return answer

    @staticmethod
    def _finished(answer: Answer, stamp: Stamp) -> Page | None:
        """The answer as a page to keep; None when it is not for everybody, too long, or marked otherwise."""
        control = answer.header("cache-control").lower()
        varies = {name.strip().lower() for name in answer.header("vary").split(",")} - {"", "accept-encoding"}
        length = answer.header("content-length")
        if (
            not answer.status.startswith("200")
            or "public" not in control or "private" in control or "no-store" in control
            or varies
            or answer.header("set-cookie") or answer.header("content-encoding")
            or answer.header("content-disposition").startswith("attachment")
            or (length.isdigit() and int(length) > LARGEST)
        ):  # fmt: skip
            return None
        parts, size = [], 0
        rest = iter(answer.body)
        for part in rest:
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                answer.body = _Rest(answer.body, chain(parts, rest))
                return None
        _close(answer.body)
        body = b"".join(parts)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _OWN_HEADERS | {"vary", "connection"}]
        etag = hashlib.sha256(body).hexdigest()[:24]
        return Page(headers, body, etag, stamp, last_modified=answer.header("last-modified"))

    # --- sending it ---

    @staticmethod
    def _send(page: Page, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        packs = page.packs
        encoding = _best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) if packs else ""
        etag = f'"{page.etag}-{encoding}"' if encoding else f'"{page.etag}"'
        headers = [*page.headers, ("ETag", etag)]
        if packs:
            headers.append(("Vary", "Accept-Encoding"))
        if settings.BEHIND_PROXY:
            # The front may show it again until this second is over, and lets one of many at once through to ask.
            headers.append(("X-Accel-Expires", f"@{int(time.time())}"))
        if _is_known(page, environ):
            start_response("304 Not Modified", [(name, value) for name, value in headers if name.lower() != "content-type"])
            return []
        body = page.in_encoding(encoding)
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    @staticmethod
    def _pass_on(answer: Answer, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        start_response(answer.status, answer.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            _close(answer.body)
            return []
        return answer.body


class _Turn:
    """Of many who want the same page at once, one makes it while the others wait. `with` gives True to those who waited."""

    def __init__(self, making: dict[Key, threading.Event], lock: threading.Lock, key: Key) -> None:
        self._making, self._lock, self._key, self._mine = making, lock, key, None

    def __enter__(self) -> bool:
        with self._lock:
            if (other := self._making.get(self._key)) is None:
                self._mine = self._making[self._key] = threading.Event()
                return False
        other.wait(WAIT)
        return True

    def __exit__(self, *_: object) -> None:
        if self._mine is not None:
            with self._lock:
                del self._making[self._key]
            self._mine.set()


class _Rest:
    """A body that was begun to be read: all of it, closed as a whole."""

    def __init__(self, body: Iterable[bytes], rest: Iterable[bytes]) -> None:
        self._body, self._rest = body, rest

    def __iter__(self):
        return iter(self._rest)

    def close(self) -> None:
        _close(self._body)


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        with closing(body):
            pass


def _best_encoding(accepted: str) -> str:
    """ "br" or "gzip" where the reader takes it, else ""."""
    offered = {part.split(";")[0].strip().lower() for part in accepted.split(",") if not _REFUSED_ENCODING.search(part)}
    return "br" if "br" in offered else "gzip" if "gzip" in offered else ""


def _is_known(page: Page, environ: Environ) -> bool:
    """Whether the reader has this very page already (RFC 9110, 13.2.2: a tag counts before a date)."""
    if tags := environ.get("HTTP_IF_NONE_MATCH"):
        known = {tag.strip().removeprefix("W/").strip('"').partition("-")[0] for tag in tags.split(",")}
        return "*" in known or page.etag in known
    if page.last_modified and (since := environ.get("HTTP_IF_MODIFIED_SINCE")):
        with suppress(ValueError, TypeError):
            return parsedate_to_datetime(page.last_modified) <= parsedate_to_datetime(since)
    return False
