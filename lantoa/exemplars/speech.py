"""From a recording to words, on this machine, with the optional package `viet-asr` (extra `asr`). Without it nothing is proposed."""

import importlib.util
import tempfile
from pathlib import Path

from lantoa.files.ffmpeg import FfmpegError, read_from, run

_LONGEST = "600"  # seconds that are listened to


def is_available() -> bool:
    return importlib.util.find_spec("vietasr") is not None


def propose_text(sound: bytes) -> str:
    """The words as the recogniser hears them; empty when it is not installed, cannot read this recording, or hears none."""
    if not is_available():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        given, wav = Path(folder, "loi-ke"), Path(folder, "loi-ke.wav")
        given.write_bytes(sound)
        try:
            # 16,000 samples a second, one channel: what the recogniser was trained on
            run([*read_from(given), "-ac", "1", "-ar", "16000", "-t", _LONGEST, str(wav)])
        except FfmpegError:
            return ""
        return _recognise(wav)


def _recognise(wav: Path) -> str:
    import vietasr

    try:
        return vietasr.Pipeline.preset("transcribe").transcribe(str(wav)).text.strip()
    except (RuntimeError, OSError, ValueError):
        return ""
