"""Reading a stranger's file in a process of its own, with a ceiling on memory and time; the caller gets one plain sentence."""

from __future__ import annotations

import json

from lantoa.documents import child
from lantoa.documents.official import OfficialDocument
from lantoa.documents.reading.errors import ReadingError, ScanError

SECONDS = 8  # of the ten that a caller may wait, two are for starting and ending
SCAN_SECONDS = 90
MEMORY = 440 * 1024 * 1024  # bytes of address space
SCAN_MEMORY = 1536 * 1024 * 1024  # a recogniser maps its models into memory, of which it touches a fourth
FILE_LIMIT = 50 * 1024 * 1024  # bytes; what offices may send each other

REFUSED, SCAN = 2, 3  # exit statuses of the worker beside 0


def read_guarded(data: bytes, name: str) -> OfficialDocument:
    """The document in these bytes. A scan gets a second run with more time. Raises ReadingError."""
    if len(data) > FILE_LIMIT:
        raise ReadingError(f"Tệp này lớn hơn {FILE_LIMIT // 1024 // 1024} MB; hãy tách bớt phụ lục hoặc hình ảnh rồi gửi lại.")
    try:
        return _run(data, name, SECONDS, recognise=False)
    except ScanError:
        return _run(data, name, SCAN_SECONDS, recognise=True)


def _run(data: bytes, name: str, seconds: int, *, recognise: bool) -> OfficialDocument:
    try:
        status, out = child.run(
            "lantoa.documents.reading.worker", [name, "recognise" if recognise else "text"], data, seconds=seconds
        )  # fmt: skip
    except TimeoutError as error:
        raise ReadingError("Tệp này đọc quá lâu; hãy tách phần văn bản chính ra tệp riêng rồi gửi lại.") from error
    if status == 0:
        return OfficialDocument.from_json(json.loads(out))
    if status == SCAN:
        raise ScanError(out.decode("utf-8"))
    if status == REFUSED:
        raise ReadingError(out.decode("utf-8"))
    raise ReadingError("Tệp này quá lớn hoặc bị hỏng nên không đọc được; hãy lưu lại hoặc tách phần văn bản chính rồi gửi lại.")
