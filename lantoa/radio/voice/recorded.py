"""A person's recordings as a voice: what was recorded for a text is what is heard for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lantoa.files.ffmpeg import FfmpegError, read_from, run
from lantoa.radio.voice.base import Progress, VoiceError
from lantoa.radio.voice.wave import Mark, Wave

RATE = 44_100


class Recorded:
    """`takes` maps the text of a script to the file recorded for it."""

    name = "nguoi-doc"
    label = "Giọng người đọc"
    for_air = True

    def __init__(self, takes: Mapping[str, Path]):
        self._takes = dict(takes)

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        """The recording of this very text, decoded, its sentences marked by its silences. Raises VoiceError when there is none."""
        from lantoa.radio.captions import spread
        from lantoa.radio.mixing import MixingError
        from lantoa.radio.pauses import pauses

        path = self._takes.get(text)
        if path is None:
            raise VoiceError("Phần này chưa có bản ghi âm. Hãy bấm “Ghi âm” rồi đọc lời dẫn.")
        try:
            silences, seconds = pauses(path)
            samples = run([*read_from(path), "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"]).stdout
        except (MixingError, FfmpegError) as error:
            raise VoiceError(str(error)) from error
        if on_progress:
            on_progress(1.0)
        return Wave(samples, RATE, tuple(Mark(mark.start, mark.end, mark.text) for mark in spread(text, seconds=seconds, pauses=silences)))
