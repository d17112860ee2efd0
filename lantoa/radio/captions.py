"""Captions: WebVTT for the web page, SRT for other players."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lantoa.radio.pauses import Pause
from lantoa.radio.speaking import sentences, syllables
from lantoa.radio.voice.wave import Mark

LINE = 42  # characters of one line, two lines at most: what subtitling guides give for a screen at arm's length
_LONGEST = 2 * LINE


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption of one or two lines; times in seconds."""

    start: float
    end: float
    text: str


def cues(text: str, *, seconds: float, marks: Sequence[Mark] = (), pauses: Sequence[Pause] = ()) -> list[Cue]:
    """The captions of a script that takes `seconds`.

    At the times of `marks` (a voice's own, or `checking.marks_of`) where there are any; else over what is not silent in `pauses`,
    by syllables, each sentence ending at a silence near its end; else evenly. Long sentences become several captions.
    """
    times = list(marks) or spread(text, seconds=seconds, pauses=pauses)
    return [cue for mark in times for cue in _split(mark)]


def spread(text: str, *, seconds: float, pauses: Sequence[Pause] = ()) -> list[Mark]:
    """The sentences of a script over the time that is speech, by syllables; an end that lies near a silence moves to it."""
    parts = sentences(text)
    speech = _speech(seconds, pauses)
    length = sum(end - start for start, end in speech)
    total = sum(map(syllables, parts)) or 1
    marks, said = [], 0
    start = speech[0][0]
    for place, part in enumerate(parts):
        said += syllables(part)
        if place == len(parts) - 1:
            end, after = speech[-1][1], seconds
        else:
            end, after = _near(_clock(speech, length * said / total), pauses, start)
        marks.append(Mark(round(start, 3), round(end, 3), part))
        start = after
    return marks


def shifted(given: Iterable[Cue], by: float) -> list[Cue]:
    """The captions of a part that begins `by` seconds into the bulletin (see `mixing.Chapter.start`)."""
    return [replace(cue, start=cue.start + by, end=cue.end + by) for cue in given]


def to_vtt(given: Sequence[Cue]) -> str:
    """WebVTT, UTF-8."""
    blocks = [f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n{_escaped(cue.text)}" for cue in given]
    return "\n\n".join(["WEBVTT\nLanguage: vi", *blocks]) + "\n"


def to_srt(given: Sequence[Cue]) -> str:
    """SubRip, numbered from 1."""
    blocks = [f"{n}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{cue.text}" for n, cue in enumerate(given, 1)]
    return "\n\n".join(blocks) + "\n"


def _speech(seconds: float, pauses: Sequence[Pause]) -> list[tuple[float, float]]:
    """The stretches between the silences."""
    found, now = [], 0.0
    for pause in pauses:
        if pause.start > now:
            found.append((now, pause.start))
        now = max(now, pause.end)
    if seconds > now:
        found.append((now, seconds))
    return found or [(0.0, seconds)]


def _clock(speech: Sequence[tuple[float, float]], spoken: float) -> float:
    """The moment by which so many seconds have been spoken."""
    for start, end in speech:
        if spoken <= end - start:
            return start + spoken
        spoken -= end - start
    return speech[-1][1]


def _near(moment: float, pauses: Sequence[Pause], start: float) -> tuple[float, float]:
    """End of this sentence and beginning of the next: the silence nearest to the reckoned moment, the longer the better."""
    close = [pause for pause in pauses if abs((pause.start + pause.end) / 2 - moment) < 2 and pause.start > start + 0.3]
    if not close:
        return max(moment, start + 0.1), max(moment, start + 0.1)
    best = min(close, key=lambda pause: abs((pause.start + pause.end) / 2 - moment) - 2 * (pause.end - pause.start))
    return best.start, best.end


def _split(mark: Mark) -> list[Cue]:
    """A sentence as captions of at most two lines, cut at commas where it can be."""
    pieces = _pieces(mark.text)
    total = sum(map(syllables, pieces)) or 1
    found, now = [], mark.start
    for piece in pieces:
        end = now + (mark.end - mark.start) * syllables(piece) / total
        found.append(Cue(round(now, 3), round(max(end, now + 0.05), 3), _lines(piece)))
        now = end
    return found


def _pieces(text: str) -> list[str]:
    if len(text) <= _LONGEST:
        return [text]
    phrases = re.split(r"(?<=[,:;])\s+", text)
    words = phrases if len(phrases) > 1 else text.split(" ")
    if len(words) == 1:
        return [text]
    best = min(range(1, len(words)), key=lambda place: abs(len(" ".join(words[:place])) - len(text) / 2))
    return [*_pieces(" ".join(words[:best])), *_pieces(" ".join(words[best:]))]


def _lines(text: str) -> str:
    words = text.split(" ")
    if len(text) <= LINE or len(words) == 1:
        return text
    best = min(range(1, len(words)), key=lambda place: abs(len(" ".join(words[:place])) - len(text) / 2))
    return " ".join(words[:best]) + "\n" + " ".join(words[best:])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float, point: str) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    return f"{thousandths // 3600000:02}:{thousandths // 60000 % 60:02}:{thousandths // 1000 % 60:02}{point}{thousandths % 1000:03}"
