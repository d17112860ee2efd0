"""Sound in memory: one channel, 16 bits, with the times of what is said."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.radio.voice.sentences import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """When something is said, in seconds from the beginning."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Wave:
    """Speech. `samples` are 16-bit little-endian, one channel, `rate` a second; `marks` one for each sentence, in order."""

    samples: bytes
    rate: int
    marks: tuple[Mark, ...] = ()

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate

    def write(self, path: Path) -> None:
        """Write a WAV file (to be mixed, then thrown away)."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(self.samples)


def joined(spoken: Iterable[tuple[Passage, bytes]], rate: int) -> Wave:
    """What was said passage by passage as one wave, each passage marked, with the silences between (none at the end)."""
    samples, marks = bytearray(), []
    silence = 0
    for passage, sound in spoken:
        samples += bytes(2 * silence)
        start = len(samples) / 2 / rate
        samples += sound
        marks.append(Mark(round(start, 3), round(len(samples) / 2 / rate, 3), passage.text))
        silence = round(passage.silence * rate)
    return Wave(bytes(samples), rate, tuple(marks))
