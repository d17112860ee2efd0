"""Where a recording is silent: there sentences end, and there it may be cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lantoa.files.ffmpeg import read_from, run
from lantoa.radio.mixing import look_at

BELOW = 18  # dB under the recording's own loudness
SHORTEST = 0.22  # seconds; shorter gaps are between syllables


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence, in seconds from the beginning."""

    start: float
    end: float


def pauses(path: Path) -> tuple[list[Pause], float]:
    """The silences of a recording in order, and its length in seconds. Raises MixingError as `look_at` does, FfmpegError when it breaks."""
    sound = look_at(path)
    noise = max(-70.0, min(-20.0, sound.loudness - BELOW))
    said = run([*read_from(path), "-af", f"silencedetect=noise={noise:.1f}dB:d={SHORTEST}", "-f", "null", "-"]).stderr.decode(
        "utf-8", "replace"
    )
    starts = [max(0.0, float(found)) for found in re.findall(r"silence_start: (-?[\d.]+)", said)]
    ends = [float(found) for found in re.findall(r"silence_end: (-?[\d.]+)", said)]
    ends += [sound.seconds] * (len(starts) - len(ends))
    return [Pause(start, end) for start, end in zip(starts, ends, strict=True)], sound.seconds
