"""espeak-ng: a recogniser understands 7–18 % of its words, so it is for trying out, and airs only where a setting allows it."""

from __future__ import annotations

import importlib.util
import json
import struct
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from pathlib import Path

from django.conf import settings

from lantoa.radio.voice.base import Progress, VoiceError
from lantoa.radio.voice.sentences import passages
from lantoa.radio.voice.wave import Wave, joined

RATE = 165  # words a minute as espeak counts; about 210 Vietnamese syllables with the pauses between sentences
_CHILD = str(Path(__file__).with_name("espeak_child.py"))
_SECONDS = 60  # a bulletin of ten minutes takes less than one
_NONE = "Máy chủ chưa có giọng máy để nghe thử. Người quản trị cần cài gói espeakng-loader hoặc espeak-ng; trong lúc chờ, hãy ghi âm."


class Espeak:
    """The preview voice. `for_air` follows the setting RADIO_PREVIEW_ON_AIR (LANTOA_PREVIEW_ON_AIR)."""

    name = "nghe-thu"
    label = "Giọng máy espeak-ng (chỉ để nghe thử)"

    @property
    def for_air(self) -> bool:
        return settings.RADIO_PREVIEW_ON_AIR

    @staticmethod
    def is_available() -> bool:
        return importlib.util.find_spec("espeakng_loader") is not None or find_library("espeak-ng") is not None

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        parts = passages(text)
        out = ask({"voice": "vi", "rate": RATE, "texts": [part.text for part in parts]})
        (rate,) = struct.unpack_from("<I", out)
        place, spoken = 4, []
        for part in parts:
            (size,) = struct.unpack_from("<I", out, place)
            spoken.append((part, out[place + 4 : place + 4 + size]))
            place += 4 + size
        if on_progress:
            on_progress(1.0)
        return joined(spoken, rate)


def phonemes(texts: Sequence[str], voice: str = "vi") -> list[str]:
    """The texts in the phonetic alphabet, for neural voices. Raises VoiceError."""
    return json.loads(ask({"voice": voice, "texts": list(texts), "phonemes": True}))


def ask(question: dict) -> bytes:
    """What the child process answers. Raises VoiceError when espeak-ng is missing, breaks or hangs."""
    try:
        # -P: beside the child lie modules whose names must not stand before the standard library's
        done = subprocess.run(  # noqa: S603  (our own interpreter and file)
            [sys.executable, "-P", _CHILD], input=json.dumps(question).encode(), capture_output=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise VoiceError("Giọng nghe thử chạy quá lâu nên đã dừng. Hãy thử lại với lời dẫn ngắn hơn.") from error
    if done.returncode == 3:
        raise VoiceError(_NONE)
    if done.returncode or len(done.stdout) < 4:
        raise VoiceError("Giọng nghe thử bị lỗi giữa chừng nên chưa có bản nghe. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị.")
    return done.stdout
