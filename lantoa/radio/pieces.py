"""A recording that comes piece by piece over a bad line, kept on the disk until all of it is there.

Every piece may come twice, late, or again from the beginning: the browser is told which it should send next. Plain files, one folder
a take; the room's view checks the right to record before it calls anything here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import uuid
from pathlib import Path

PIECE = 2**20  # bytes; the browser sends a fourth of it at a time
MOST = 400  # pieces


class PiecesError(Exception):
    """A piece was refused; `str()` is a Vietnamese sentence that says what to do."""


def keep_piece(root: Path, key: str, number: int, content: bytes) -> int:
    """Store one piece; returns the number of the first that is still missing. Raises PiecesError, OSError when the disk is full."""
    folder = _folder(root, key)
    if not 0 <= number < MOST:
        raise PiecesError("Bản ghi dài quá mức cho phép. Hãy chia thành các phần ngắn hơn.")
    if not 0 < len(content) <= PIECE:
        raise PiecesError("Một mảnh của bản ghi bị hỏng trên đường gửi. Hãy bấm “Giữ bản này” để gửi lại.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, folder / f"{number:04}")
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(file.name)
            raise
    return next_piece(root, key)


def next_piece(root: Path, key: str) -> int:
    """The first piece that is not there yet."""
    there = {path.name for path in _folder(root, key).glob("[0-9]*")}
    return next(number for number in range(MOST + 1) if f"{number:04}" not in there)


def joined(root: Path, key: str, count: int) -> bytes:
    """All pieces in order. Raises PiecesError while one is missing."""
    folder = _folder(root, key)
    if not 0 < count <= MOST or next_piece(root, key) < count:
        raise PiecesError("Bản ghi chưa tới đủ máy chủ. Hãy bấm “Giữ bản này” để gửi lại.")
    return b"".join((folder / f"{number:04}").read_bytes() for number in range(count))


def forget(root: Path, key: str) -> None:
    """Throw the pieces away, once the take is kept."""
    shutil.rmtree(_folder(root, key), ignore_errors=True)


def forget_old(root: Path, *, seconds: float, now: float) -> int:
    """Throw away what was begun and never finished; returns how many takes. `now` as seconds since 1970."""
    old = [folder for folder in root.glob("*") if folder.is_dir() and now - folder.stat().st_mtime > seconds]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _folder(root: Path, key: str) -> Path:
    """The key comes from the browser, so it must be a UUID and nothing else: it becomes the name of a folder."""
    try:
        return root / str(uuid.UUID(key))
    except (ValueError, AttributeError, TypeError) as error:
        raise PiecesError("Bản ghi không rõ thuộc lần ghi nào. Hãy tải lại trang rồi ghi lại.") from error
