"""Serving a file in parts, as players of sound ask for it (RFC 9110, 13 and 14): ETag, conditions, one range, HEAD; no cookie, no session."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def serve(request: HttpRequest, content: IO[bytes], *, size: int, etag: str, mime: str, name: str = "", max_age: int = 0) -> HttpResponse:
    """The file, or the part of it that is asked for. `etag` without quotes; `content` is closed when it is read.

    200 the whole, 206 one part, 304 when the other side has it, 416 for a part that is not there. Several ranges at once, and a
    range of an older file (If-Range), give the whole. `max_age` 0: to be asked for again each time (what is withdrawn is gone at once).
    """
    tag = f'"{etag}"'
    if tag in [part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")]:
        content.close()
        return _dressed(HttpResponseNotModified(), tag, max_age)
    span = _span(request, size, tag)
    if span is None:
        content.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _dressed(response, tag, max_age)
    start, end, is_part = span
    if request.method == "HEAD":
        content.close()
        response: HttpResponse | StreamingHttpResponse = HttpResponse(status=206 if is_part else 200)
    else:
        response = StreamingHttpResponse(_read(content, start, end), status=206 if is_part else 200)
        response._resource_closers.append(content.close)  # also when nobody reads it to its end
    response.headers["Content-Type"] = mime
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    if is_part:
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    if name:
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return _dressed(response, tag, max_age)


def _span(request: HttpRequest, size: int, tag: str) -> tuple[int, int, bool] | None:
    """(from, to, whether it is a part); None when the part is not there."""
    match = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range", "")
    if match is None or (condition and condition != tag) or match[0] == "bytes=-":
        return 0, size, False
    if not match[1]:  # the last n bytes
        length = min(int(match[2]), size)
        return (size - length, size, True) if length else None
    start, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
    if start >= size:
        return None
    return (start, end, True) if end > start else (0, size, False)


def _read(content: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    with content:
        content.seek(start)
        left = end - start
        while left > 0 and (chunk := content.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _dressed(response, tag: str, max_age: int):
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={max_age}" if max_age else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
