"""The house's own signature tune: four struck notes, made here, so that nobody's rights are asked for."""

from __future__ import annotations

import math
from array import array
from functools import lru_cache

from lantoa.radio.voice.wave import Wave

RATE = 44_100
_NOTES = ((0.0, 392.0), (0.28, 440.0), (0.56, 587.33), (0.84, 783.99))  # seconds, hertz: sol, la, rê, sol of the five-tone scale
_PARTIALS = ((1.0, 1.0, 2.6), (2.0, 0.35, 4.2), (3.01, 0.16, 6.5))  # multiple, strength, decay a second: near a struck metal bar
_SECONDS = 2.6


@lru_cache(1)
def default_jingle() -> Wave:
    """2.6 seconds; even loudness is the mixer's work."""
    count = round(_SECONDS * RATE)
    sound = [0.0] * count
    for start, pitch in _NOTES:
        first = round(start * RATE)
        for multiple, strength, decay in _PARTIALS:
            turn = 2 * math.pi * pitch * multiple / RATE
            for place in range(count - first):
                sound[first + place] += strength * math.exp(-decay * place / RATE) * math.sin(turn * place)
    fade = round(0.3 * RATE)
    for place in range(fade):  # no click at the end
        sound[-1 - place] *= place / fade
    loudest = max(map(abs, sound))
    samples = array("h", (round(20_000 * value / loudest) for value in sound))
    return Wave(samples.tobytes(), RATE)
