"""Reading a stranger's file in a process of its own, with a ceiling on memory and time.

Whatever a file does to a parser (a bomb, a loop, a crash in a C library), it does to that process, which is then ended
together with its children; the caller gets one plain sentence.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import lantoa
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
    command = [sys.executable, "-m", "lantoa.documents.reading.worker", name, "recognise" if recognise else "text"]
    root = str(Path(lantoa.__file__).parent.parent)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])),
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    try:
        out, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadingError("Tệp này đọc quá lâu; hãy tách phần văn bản chính ra tệp riêng rồi gửi lại.") from error
    finally:
        _end(process)
    if process.returncode == 0:
        return OfficialDocument.from_json(json.loads(out))
    if process.returncode == SCAN:
        raise ScanError(out.decode("utf-8"))
    if process.returncode == REFUSED:
        raise ReadingError(out.decode("utf-8"))
    raise ReadingError("Tệp này quá lớn hoặc bị hỏng nên không đọc được; hãy lưu lại hoặc tách phần văn bản chính rồi gửi lại.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and all it started (a recogniser), and waits for it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
