"""Which voices this machine has."""

from __future__ import annotations

from lantoa.radio.voice.base import NO_VOICE, Voice, VoiceError
from lantoa.radio.voice.espeak import Espeak


def voices() -> list[Voice]:
    """The machine voices at hand, those for air first. A person's recording is `Recorded`, made from the bulletin's own files."""
    return [Espeak()] if Espeak.is_available() else []


def voice_named(name: str) -> Voice:
    """The voice of that name. Raises VoiceError when it is not (or no longer) there."""
    found = voices()
    for voice in found:
        if voice.name == name:
            return voice
    raise VoiceError(NO_VOICE if not found else f"Không còn giọng đọc “{name}” trên máy chủ. Hãy chọn giọng khác hoặc ghi âm.")
