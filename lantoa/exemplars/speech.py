"""From a recording to words, on this machine, with the optional package `viet-asr` (extra `asr`). Without it nothing is proposed.

The package reads sound as WAV; what browsers record is turned into that by `ffmpeg`, where the machine has it.
"""

import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

_SECONDS = 120  # for turning a recording into WAV


def is_available() -> bool:
    return importlib.util.find_spec("vietasr") is not None


def propose_text(sound: bytes, mime: str) -> str:
    """The words as the recogniser hears them; empty when it is not installed, cannot read this recording, or hears none."""
    if not is_available():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        given, wav = Path(folder, "loi-ke"), Path(folder, "loi-ke.wav")
        given.write_bytes(sound)
        if not _make_wav(given, wav, mime):
            return ""
        return _recognise(wav)


def _make_wav(given: Path, wav: Path, mime: str) -> bool:
    """16,000 samples a second, one channel: what the recogniser was trained on."""
    program = shutil.which("ffmpeg")
    if program is None:
        if mime == "audio/wav":
            given.rename(wav)
        return wav.exists()
    command = [program, "-nostdin", "-v", "error", "-i", str(given), "-vn", "-ac", "1", "-ar", "16000", "-t", "600", str(wav)]
    try:
        subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)  # noqa: S603  (our own arguments)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return wav.exists()


def _recognise(wav: Path) -> str:
    import vietasr

    try:
        return vietasr.Pipeline.preset("transcribe").transcribe(str(wav)).text.strip()
    except (RuntimeError, OSError, ValueError):
        return ""
