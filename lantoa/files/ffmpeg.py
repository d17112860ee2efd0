"""ffmpeg as a child process with limits: the one way in which sound is read and written.

The program comes in the wheel `imageio-ffmpeg`; without it the machine's own is taken. Only the formats that browsers, phones and
voices make are let in: a playlist or a script dressed up as sound could make ffmpeg read other files.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

SECONDS = 180  # for one run; the longest bulletin takes a tenth
MEMORY = 2 * 2**30  # bytes of address space
OUTPUT = 600 * 2**20  # bytes that a run may write to one file
READABLE = "wav,w64,matroska,webm,ogg,mov,mp4,m4a,mp3,aac,flac,caf,amr,s16le"
MISSING = "Máy chủ chưa có ffmpeg nên chưa xử lý được âm thanh. Người quản trị cần cài gói imageio-ffmpeg hoặc ffmpeg."
FULL = "Ổ đĩa của máy chủ đã đầy. Chưa có gì bị mất; hãy báo người quản trị dọn ổ đĩa rồi làm lại."


class FfmpegError(Exception):
    """Sound could not be read or written; `str()` is a Vietnamese sentence that says what to do."""


@lru_cache(1)
def program() -> str | None:
    """The path of ffmpeg, or None where there is none."""
    with contextlib.suppress(ImportError, RuntimeError):
        import imageio_ffmpeg

        return imageio_ffmpeg.get_ffmpeg_exe()
    return shutil.which("ffmpeg")


def read_from(path: Path | str) -> list[str]:
    """The arguments that open a stranger's file: local, of a known format, no picture."""
    return ["-format_whitelist", READABLE, "-protocol_whitelist", "file", "-i", f"file:{path}", "-vn", "-sn", "-dn"]


def run(arguments: Sequence[str], *, seconds: int = SECONDS, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """One run with ceilings on time, memory and the size of what it writes. Raises FfmpegError; the caller removes what it half wrote."""
    ffmpeg = program()
    if ffmpeg is None:
        raise FfmpegError(MISSING)
    command = [ffmpeg, "-hide_banner", "-nostats", "-y", *([] if given is not None else ["-nostdin"]), *arguments]
    process = subprocess.Popen(  # noqa: S603  (our own program and arguments)
        command, stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    _limit(process.pid, seconds)
    try:
        out, err = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise FfmpegError("Tệp âm thanh này xử lý quá lâu. Hãy chia thành các phần ngắn hơn rồi làm lại.") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    if process.returncode:
        raise FfmpegError(_reason(process.returncode, err))
    return subprocess.CompletedProcess(command, 0, out, err)


def _limit(pid: int, seconds: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, OUTPUT), (resource.RLIMIT_CPU, seconds * 2)):
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):  # it may have ended already
            resource.prlimit(pid, kind, (amount, amount))


def _reason(status: int, err: bytes) -> str:
    said = err.decode("utf-8", "replace")
    if "No space left on device" in said:
        return FULL
    if status == -signal.SIGXFSZ or "File too large" in said:
        return "Tệp âm thanh dài quá mức cho phép. Hãy chia thành các phần ngắn hơn rồi làm lại."
    if "Permission denied" in said or "Read-only file system" in said:
        return "Máy chủ không ghi được vào thư mục âm thanh. Hãy báo người quản trị kiểm tra quyền của thư mục."
    return "Tệp này không phải âm thanh đọc được (WAV, WebM, OGG, M4A, MP3) hoặc đã bị hỏng. Hãy ghi hoặc gửi lại."
