"""Which voices this machine has."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from lantoa.radio.voice.base import NO_VOICE, Voice, VoiceError
from lantoa.radio.voice.espeak import Espeak
from lantoa.radio.voice.neural import Neural

_loaded: dict[Path, Neural] = {}


def voices() -> list[Voice]:
    """The machine voices that can speak, those for air first. A person's recording is `Recorded`, made from the bulletin's own files."""
    found: list[Voice] = [voice for voice in _folders() if not voice.problem()]
    return [*found, Espeak()] if Espeak.is_available() else found


def voice_problems() -> dict[str, str]:
    """Folders that lie ready but cannot speak, with the reason, for the operator's page."""
    return {voice.name: problem for voice in _folders() if (problem := voice.problem())}


def voice_named(name: str) -> Voice:
    """The voice of that name. Raises VoiceError when it is not (or no longer) there, or broken."""
    found = voices()
    for voice in found:
        if voice.name == name:
            return voice
    if name in (problems := voice_problems()):
        raise VoiceError(problems[name])
    raise VoiceError(NO_VOICE if not found else f"Không còn giọng đọc “{name}” trên máy chủ. Hãy chọn giọng khác hoặc ghi âm.")


def _folders() -> list[Neural]:
    """A folder is kept loaded between bulletins, as long as it is there."""
    root = Path(settings.RADIO_VOICES)
    if not root.is_dir():
        return []
    return [
        _loaded.setdefault(folder, Neural(folder))
        for folder in sorted(root.iterdir())
        if folder.is_dir() and not folder.name.startswith(".")
    ]
