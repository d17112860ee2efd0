"""From recordings and voices to the one MP3 that is aired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lantoa.radio.voice.base import Progress

RATE = 44_100  # samples a second, one channel: what the export and the stations' players expect


class MixingError(Exception):
    """The bulletin could not be made; `str()` says why and what to do. No file was left behind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bulletin in any format that browsers, phones and voices make (WAV, WebM/Opus, OGG, M4A, MP3)."""

    path: Path
    title: str
    gap: float = 1.0  # seconds of silence after it


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a part stands in the finished file, in seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows (ID3)."""

    title: str
    artist: str = ""
    day: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mixed:
    """The finished file. `chapters` one for each part, jingles not counted; `loudness` in LUFS as measured."""

    path: Path
    seconds: float
    size: int
    sha256: str
    loudness: float
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """What `look_at` found in a file."""

    seconds: float
    codec: str
    loudness: float | None = None
    peak: float | None = None


def look_at(path: Path) -> Sound:
    """Length and kind of a recording. Raises MixingError for what is no sound, is empty, silent or too long."""
    raise MixingError("Chưa đọc được bản ghi âm.")


def mix(
    parts: Sequence[Part],
    target: Path,
    *,
    tags: Tags,
    jingle: Path | None = None,
    cache: Path | None = None,
    on_progress: Progress | None = None,
) -> Mixed:
    """One MP3, mono, 44.1 kHz, even loudness: jingle, the parts with their gaps, jingle. `jingle=None` takes the house's own.

    `cache` is a folder where levelled parts are kept, so that a second mix is quick. Nothing is at `target` before all is done.
    Raises MixingError.
    """
    raise MixingError("Chưa ghép được bản tin.")
