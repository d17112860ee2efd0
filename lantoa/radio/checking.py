"""Is the recording of the script? Words heard by the optional recogniser, laid beside the words written."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lantoa.files.ffmpeg import FfmpegError, read_from, run
from lantoa.radio.aligning import Heard, aligned, alike, is_loose, words_of
from lantoa.radio.mixing import MixingError
from lantoa.radio.pauses import Pause, pauses
from lantoa.radio.speaking import sentences, spoken
from lantoa.radio.voice.base import Progress
from lantoa.radio.voice.wave import Mark

NO_RECOGNISER = "Máy chủ chưa có bộ nhận giọng nói, nên chưa đối chiếu được bản ghi với lời dẫn. Hãy nghe lại trước khi trình duyệt."
TRUSTED = 0.6  # share heard right from which marks mean slips of the reader rather than of the recogniser
_CHILD = str(Path(__file__).with_name("hearing_child.py"))
_SPAN = 12.0  # seconds heard in one go
_PATIENCE = 2.0  # times the recording's length that hearing may take, besides a minute for starting
_SLIP = 2  # words wrong on end that are worth listening to again


class CheckingError(Exception):
    """The check could not be made; `str()` says why and what to do."""


class Verdict(StrEnum):
    RIGHT = "right"
    MISSING = "missing"  # in the script, not heard
    WRONG = "wrong"  # something else was heard in its place
    EXTRA = "extra"  # heard, not in the script


@dataclass(frozen=True, slots=True)
class CheckedWord:
    """One word of the script, or one heard besides (`written` empty). Times in seconds, None when the word was not heard."""

    verdict: Verdict
    written: str = ""
    heard: str = ""
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A place to listen to again: two words or more on end that are missing, wrong or added. `start` in seconds, as near as is known."""

    written: str
    heard: str
    start: float


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome. `share` is the part of the script's words heard right, 0…1; `trusted` tells whether so much was heard right that the
    marks mean slips of the reader, not of the recogniser."""

    words: tuple[CheckedWord, ...]
    share: float
    trusted: bool
    seconds: float

    @property
    def slips(self) -> list[Slip]:
        """What the reader should listen to again, in order. Single words are left out: those are mostly the recogniser's own slips."""
        found: list[list[CheckedWord]] = []
        held: list[CheckedWord] = []
        for word in (*self.words, CheckedWord(Verdict.RIGHT)):
            if word.verdict is not Verdict.RIGHT:
                held.append(word)
            elif held:
                found.append(held)
                held = []
        return [self._slip(run_of) for run_of in found if sum(not is_loose(word.written or word.heard) for word in run_of) >= _SLIP]

    def as_json(self) -> dict:
        """For a JSON column; `Check.from_json` reads it back."""
        return {
            "share": self.share, "trusted": self.trusted, "seconds": self.seconds,
            "words": [[w.verdict.value, w.written, w.heard, w.start, w.end] for w in self.words],
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict) -> Check:
        words = tuple(CheckedWord(Verdict(verdict), *rest) for verdict, *rest in data["words"])
        return cls(words, data["share"], data["trusted"], data["seconds"])

    def _slip(self, run_of: Sequence[CheckedWord]) -> Slip:
        first = self.words.index(run_of[0])
        before = [word.end for word in self.words[:first] if word.end is not None]
        starts = [word.start for word in run_of if word.start is not None]
        start = starts[0] if starts else (before[-1] if before else 0.0)
        return Slip(" ".join(w.written for w in run_of if w.written), " ".join(w.heard for w in run_of if w.heard), round(start, 1))


def is_available() -> bool:
    """Whether the recogniser (extra `asr`) is installed."""
    return importlib.util.find_spec("vietasr") is not None


def check_recording(recording: Path, script: str, *, on_progress: Progress | None = None) -> Check:
    """Lay what is heard in `recording` (any format of `mixing`) beside `script`. Slow (about an eighth of its length): call it from a task.

    Raises CheckingError: NO_RECOGNISER without the package, or when the file cannot be heard.
    """
    if not is_available():
        raise CheckingError(NO_RECOGNISER)
    try:
        silences, seconds = pauses(recording)
        with tempfile.TemporaryDirectory() as folder:
            wav = Path(folder, "nghe.wav")
            run([*read_from(recording), "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", str(wav)])
            heard = list(_hear(wav, spans(seconds, silences), seconds, on_progress))
    except (MixingError, FfmpegError) as error:
        raise CheckingError(str(error)) from error
    return compare(script, heard, seconds=seconds)


def compare(script: str, heard: Sequence[Heard], *, seconds: float) -> Check:
    """The script beside the words heard."""
    words = tuple(_judged(written, item) for written, item in aligned(words_of(" ".join(sentences(script))), heard))
    ours = [word for word in words if word.written and not is_loose(word.written)]
    share = sum(word.verdict is Verdict.RIGHT for word in ours) / len(ours) if ours else 0.0
    return Check(words, round(share, 3), share >= TRUSTED, round(seconds, 1))


def marks_of(check: Check, script: str) -> list[Mark]:
    """The times of the script's sentences as they were heard, for captions; empty where too little was heard to trust."""
    if not check.trusted:
        return []
    ours = [word for word in check.words if word.written]
    marks, place, now = [], 0, 0.0
    for sentence in sentences(script):
        part = ours[place : place + len(words_of(sentence))]
        place += len(part)
        start = next((word.start for word in part if word.start is not None), now)
        end = next((word.end for word in reversed(part) if word.end is not None), start + 0.1)
        now = max(end, now)
        marks.append(Mark(round(max(start, marks[-1].end if marks else 0.0), 3), round(now, 3), sentence))
    return marks


def spans(seconds: float, silences: Sequence[Pause]) -> list[tuple[float, float]]:
    """The recording cut into pieces of at most twelve seconds, at silences where there are any."""
    cuts = [(pause.start + pause.end) / 2 for pause in silences]
    found, start = [], 0.0
    while seconds - start > _SPAN:
        within = [cut for cut in cuts if start + 2 < cut <= start + _SPAN]
        end = within[-1] if within else start + _SPAN
        found.append((round(start, 3), round(end, 3)))
        start = end
    return [*found, (round(start, 3), round(seconds, 3))]


def _hear(wav: Path, pieces: Sequence[tuple[float, float]], seconds: float, on_progress: Progress | None) -> Iterator[Heard]:
    """The words of each piece as the child hears them, their times spread over the piece by their letters."""
    process = subprocess.Popen(  # noqa: S603  (our own interpreter and file)
        [sys.executable, "-P", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    too_long = threading.Timer(60 + _PATIENCE * seconds, _end, [process])
    too_long.start()
    try:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"path": str(wav), "spans": pieces}).encode())
        process.stdin.close()
        count = 0
        for line in process.stdout:
            count += 1
            start, end, said = json.loads(line)
            yield from timed(spoken(said), start, end)
            if on_progress:
                on_progress(count / len(pieces))
        process.wait()
    finally:
        too_long.cancel()
        _end(process)
        process.stdout.close()
    if process.returncode == 3:
        raise CheckingError(NO_RECOGNISER)
    if process.returncode or count < len(pieces):
        raise CheckingError(
            "Bộ nhận giọng nói bị lỗi hoặc chạy quá lâu với bản ghi này. Hãy thử lại; trong lúc chờ, hãy nghe lại bằng tai."
        )


def timed(said: str, start: float, end: float) -> list[Heard]:
    """Words with times: the recogniser gives none, so the piece is shared out by letters."""
    found = words_of(said)
    total = sum(len(word) + 1 for word in found) or 1
    heard, now = [], start
    for word in found:
        after = now + (end - start) * (len(word) + 1) / total
        heard.append(Heard(word, round(now, 3), round(after, 3)))
        now = after
    return heard


def _judged(written: str, item: Heard | None) -> CheckedWord:
    if item is None:
        return CheckedWord(Verdict.RIGHT if is_loose(written) else Verdict.MISSING, written)
    if not written:
        return CheckedWord(Verdict.EXTRA, "", item.word, item.start, item.end)
    verdict = Verdict.RIGHT if alike(written, item.word) else Verdict.WRONG
    return CheckedWord(verdict, written, item.word, item.start, item.end)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
