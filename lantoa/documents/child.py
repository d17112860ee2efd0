"""Work on a stranger's bytes in a process of its own, which is ended with all it started when it takes too long.

Whatever a file does to a parser (a bomb, a loop, a crash in a C library), it does to that process. The module it runs sets its own
ceiling of memory before it imports a parser.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import lantoa


def run(module: str, arguments: Sequence[str], data: bytes, *, seconds: float) -> tuple[int, bytes]:
    """The exit status and what `python -m module` printed, given `data` on its standard input. Raises TimeoutError."""
    root = str(Path(lantoa.__file__).parent.parent)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])),
        "PYTHONIOENCODING": "utf-8",
    }
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        out, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"{module} took more than {seconds} seconds") from error
    finally:
        _end(process)
    return process.returncode, out


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and all it started (a recogniser), and waits for it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
