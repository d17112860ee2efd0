"""Keeping a handful of processes running: the embedded case of `lantoa serve`."""

import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

PATIENCE = 20  # seconds a child gets to finish what it does when asked to stop
LONGEST_PAUSE = 30  # seconds between two starts of a child that keeps dying
STEADY = 60  # seconds a child must have lived for its next death to count as the first


@dataclass
class Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    deaths: int = 0
    start_at: float = field(default=0.0)  # not before this moment of the monotonic clock

    def start(self) -> None:
        # A session of its own: Ctrl+C reaches this program alone, which then asks the children to stop, in order and once.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: S603
        self.started = time.monotonic()


def _die_with_parent() -> None:
    """Linux: the child gets SIGTERM when this program is killed outright, so that no orphan holds the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def keep_running(children: Sequence[Child]) -> None:
    """Start the children, start again the one that dies (with growing pauses), stop all on SIGTERM or SIGINT. Returns when all stopped."""
    stopping = False

    def ask_to_stop(signum, frame) -> None:
        nonlocal stopping
        stopping = True

    before = {s: signal.signal(s, ask_to_stop) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stopping:
            for child in children:
                _look_after(child)
            time.sleep(0.3)
    finally:
        _stop(children)
        for number, handler in before.items():
            signal.signal(number, handler)


def _look_after(child: Child) -> None:
    now = time.monotonic()
    if child.process is not None and child.process.poll() is not None:
        child.deaths = 1 if now - child.started > STEADY else child.deaths + 1
        child.start_at = now + min(LONGEST_PAUSE, 2 ** (child.deaths - 1))
        logger.warning("%s ended with %s, starting again", child.name, child.process.returncode)
        child.process = None
    if child.process is None and now >= child.start_at:
        child.start()


def _stop(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
