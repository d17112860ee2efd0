"""Captions: WebVTT for the web page, SRT for other players."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lantoa.radio.speaking.timing import sentences, syllables
from lantoa.radio.voice.wave import Mark


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of captions; times in seconds."""

    start: float
    end: float
    text: str


def cues(text: str, *, seconds: float, marks: Sequence[Mark] = ()) -> list[Cue]:
    """The captions of a script that takes `seconds`: at the voice's own times where `marks` has them, else spread evenly by syllables."""
    if marks:
        return [Cue(mark.start, mark.end, mark.text) for mark in marks]
    parts = sentences(text)
    total, now, found = sum(map(syllables, parts)) or 1, 0.0, []
    for part in parts:
        end = now + seconds * syllables(part) / total
        found.append(Cue(now, end, part))
        now = end
    return found


def shifted(given: Iterable[Cue], by: float) -> list[Cue]:
    """The captions of a part that begins `by` seconds into the bulletin (see `mixing.Chapter.start`)."""
    return [replace(cue, start=cue.start + by, end=cue.end + by) for cue in given]


def to_vtt(given: Sequence[Cue]) -> str:
    """WebVTT, UTF-8."""
    blocks = [f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{cue.text}" for cue in given]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def to_srt(given: Sequence[Cue]) -> str:
    """SubRip, numbered from 1."""
    blocks = [f"{n}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{cue.text}" for n, cue in enumerate(given, 1)]
    return "\n\n".join(blocks) + "\n"


def _time(seconds: float, point: str) -> str:
    thousandths = round(seconds * 1000)
    return f"{thousandths // 3600000:02}:{thousandths // 60000 % 60:02}:{thousandths // 1000 % 60:02}{point}{thousandths % 1000:03}"
