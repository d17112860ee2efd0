"""What every voice offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from lantoa.radio.voice.wave import Wave

NO_VOICE = "Máy chủ chưa có giọng đọc nào. Hãy ghi âm trên trang này, hoặc nhờ người quản trị cài espeakng-loader hay đặt một giọng đọc vào thư mục giọng."
Progress = Callable[[float], None]  # told the share done, 0…1, in order


class VoiceError(Exception):
    """The voice could not speak; `str()` is a Vietnamese sentence that says what to do."""


class Voice(Protocol):
    """A way of turning a script into sound.

    name     key for the database and addresses: 'nghe-thu', 'nguoi-doc', the folder of a neural voice
    label    for people: 'Giọng máy espeak-ng (chỉ để nghe thử)'
    for_air  whether what it says may be broadcast
    """

    name: str
    label: str
    for_air: bool

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        """Say a script (spoken words, breath marks allowed). Raises VoiceError; never returns half a script."""
        ...
