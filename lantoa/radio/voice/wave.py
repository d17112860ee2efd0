"""Sound in memory: one channel, 16 bits, with the times of what is said."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path


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

    def save(self, path: Path) -> None:
        """Write a WAV file (to be mixed, then thrown away)."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(self.samples)
