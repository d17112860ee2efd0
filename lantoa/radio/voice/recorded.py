"""A person's recordings as a voice: what was recorded for a text is what is heard for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lantoa.radio.voice.base import Progress, VoiceError
from lantoa.radio.voice.wave import Wave


class Recorded:
    """`takes` maps the text of a script to the file recorded for it."""

    name = "nguoi-doc"
    label = "Giọng người đọc"
    for_air = True

    def __init__(self, takes: Mapping[str, Path]):
        self._takes = dict(takes)

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        """The recording of this very text, decoded. Raises VoiceError when none was made for it."""
        if text not in self._takes:
            raise VoiceError("Phần này chưa có bản ghi âm. Hãy bấm “Ghi âm” rồi đọc lời dẫn.")
        raise VoiceError("Chưa đọc được bản ghi âm.")
