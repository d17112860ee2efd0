"""espeak-ng: understood to 7–18 % by a recogniser, so for trying out only."""

from __future__ import annotations

import shutil
import subprocess

from lantoa.radio.speaking.timing import without_marks
from lantoa.radio.voice.base import Progress, VoiceError
from lantoa.radio.voice.wave import Wave

_SECONDS = 60


class Espeak:
    name = "nghe-thu"
    label = "Giọng máy espeak-ng (chỉ để nghe thử)"
    for_air = False

    @staticmethod
    def is_available() -> bool:
        return shutil.which("espeak-ng") is not None

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        program = shutil.which("espeak-ng")
        if program is None:
            raise VoiceError("Máy chủ chưa có espeak-ng.")
        done = subprocess.run(  # noqa: S603  (our own arguments)
            [program, "-v", "vi", "--stdin", "--stdout"],
            input=without_marks(text).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        return Wave(done.stdout[44:], 22050)
