"""Sounds for tests, made here: tones for speech, in each format a browser or a phone sends."""

import math
from array import array
from pathlib import Path

from lantoa.files.ffmpeg import run
from lantoa.radio.voice import Wave

RATE = 16_000
FORMATS = {
    "wav": ["-c:a", "pcm_s16le"], "webm": ["-c:a", "libopus", "-b:a", "32k"], "ogg": ["-c:a", "libopus", "-b:a", "32k"],
    "m4a": ["-c:a", "aac", "-b:a", "48k"], "mp3": ["-c:a", "libmp3lame", "-b:a", "64k"],
}  # fmt: skip


def tone(seconds: float, *, strength: float = 0.3, pitch: float = 220.0) -> Wave:
    """A humming voice: a tone that swells four times a second, as syllables do."""
    samples = array("h", (
        round(32_000 * strength * math.sin(2 * math.pi * pitch * place / RATE) * (0.55 + 0.45 * math.sin(2 * math.pi * 4 * place / RATE)))
        for place in range(round(seconds * RATE))
    ))  # fmt: skip
    return Wave(samples.tobytes(), RATE)


def silence(seconds: float) -> Wave:
    return Wave(bytes(2 * round(seconds * RATE)), RATE)


def recording(folder: Path, name: str = "phan.wav", wave: Wave | None = None) -> Path:
    """A file of the kind its name says."""
    path = folder / name
    kind = name.rsplit(".", 1)[1]
    if kind == "wav":
        (wave or tone(2)).write(path)
        return path
    source = folder / f"{name}.goc.wav"
    (wave or tone(2)).write(source)
    run(["-i", str(source), *FORMATS[kind], str(path)])
    source.unlink()
    return path
