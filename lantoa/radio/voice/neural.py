"""A neural voice that the operator puts into a folder: Piper's or another VITS, one .onnx with its .json, run by onnxruntime (extra `neural`).

    LANTOA_VOICES/
      giong-nu-mien-nam/        → voice 'giong-nu-mien-nam'
        model.onnx
        model.onnx.json         Piper's own: sample rate, phoneme ids, scales

Vietnamese phonemes come from espeak-ng (`phoneme_type` "espeak") or are the letters themselves ("text"), as the file says.
"""

from __future__ import annotations

import importlib.util
import json
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lantoa.radio.speaking.timing import reading_seconds
from lantoa.radio.voice.base import Progress, VoiceError
from lantoa.radio.voice.espeak import phonemes
from lantoa.radio.voice.sentences import passages
from lantoa.radio.voice.wave import Wave, joined

PATIENCE = 8  # times the length of the speech that a voice may take before it is called too slow
_PAD, _BEGIN, _END = "_", "^", "$"
_BIGGEST = 500 * 2**20  # bytes; Piper's largest is a quarter of it


@dataclass(frozen=True, slots=True)
class Card:
    """What the .json says of the voice."""

    rate: int
    ids: dict[str, list[int]]
    espeak: str  # '' where letters are phonemes
    scales: tuple[float, float, float]  # noise, length, noise of the durations
    speakers: int


class Neural:
    """One folder. Made by `choosing.voices()`; nothing is loaded before it speaks or is asked for its problem."""

    for_air = True

    def __init__(self, folder: Path):
        self.folder = folder
        self.name = folder.name
        self.label = f"Giọng máy “{folder.name}”"
        self._session: Any = None

    def problem(self) -> str:
        """Why this folder cannot speak, for the operator; empty when it can (the model itself is not loaded for that)."""
        try:
            self._files()
            self._card()
        except VoiceError as error:
            return str(error)
        if importlib.util.find_spec("onnxruntime") is None:
            return f"Có thư mục giọng “{self.name}” nhưng máy chủ chưa cài onnxruntime. Người quản trị chạy: pip install lantoa[neural]."
        return ""

    def speak(self, text: str, *, on_progress: Progress | None = None) -> Wave:
        """Sentence by sentence. Raises VoiceError for a broken folder, a model that fails, and one too slow for this machine."""
        if problem := self.problem():
            raise VoiceError(problem)
        card, session = self._card(), self._loaded()
        parts = passages(text)
        said = phonemes([part.text for part in parts], card.espeak) if card.espeak else [part.text.lower() for part in parts]
        allowed = 30 + PATIENCE * sum(reading_seconds(part.text) for part in parts)
        spoken, started = [], time.monotonic()
        for count, (part, phones) in enumerate(zip(parts, said, strict=True), 1):
            spoken.append((part, self._sound(session, card, phones)))
            if time.monotonic() - started > allowed * count / len(parts) + 30:
                raise VoiceError(f"Giọng “{self.name}” chạy quá chậm trên máy chủ này. Hãy dùng giọng nhẹ hơn hoặc ghi âm.")
            if on_progress:
                on_progress(count / len(parts))
        return joined(spoken, card.rate)

    def _files(self) -> tuple[Path, Path]:
        models = sorted(self.folder.glob("*.onnx"))
        if len(models) != 1:
            raise VoiceError(f"Thư mục giọng “{self.name}” phải có đúng một tệp .onnx, hiện có {len(models)}.")
        model = models[0]
        cards = [path for path in (model.with_name(model.name + ".json"), self.folder / "config.json") if path.is_file()]
        if not cards:
            raise VoiceError(f"Thư mục giọng “{self.name}” thiếu tệp {model.name}.json đi kèm tệp .onnx.")
        if not 0 < model.stat().st_size <= _BIGGEST:
            raise VoiceError(f"Tệp {model.name} của giọng “{self.name}” rỗng hoặc quá lớn. Hãy chép lại thư mục giọng.")
        return model, cards[0]

    def _card(self) -> Card:
        path = self._files()[1]
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            inference = found.get("inference", {})
            by_letters = found.get("phoneme_type", "espeak") == "text"
            card = Card(
                rate=int(found["audio"]["sample_rate"]),
                ids={symbol: [int(number) for number in numbers] for symbol, numbers in found["phoneme_id_map"].items()},
                espeak="" if by_letters else str(found.get("espeak", {}).get("voice", "vi")),
                scales=(
                    float(inference.get("noise_scale", 0.667)),
                    float(inference.get("length_scale", 1)),
                    float(inference.get("noise_w", 0.8)),
                ),
                speakers=int(found.get("num_speakers", 1)),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise VoiceError(
                f"Tệp {path.name} của giọng “{self.name}” bị hỏng hoặc không phải của Piper. Hãy chép lại thư mục giọng."
            ) from error
        if not card.ids or not 8_000 <= card.rate <= 96_000:
            raise VoiceError(f"Tệp {path.name} của giọng “{self.name}” thiếu bảng âm vị hoặc tần số lấy mẫu.")
        return card

    def _loaded(self):
        if self._session is None:
            import onnxruntime

            model = self._files()[0]
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 4
            try:
                self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            except Exception as error:  # onnxruntime has classes of its own for each way a file can be broken
                raise VoiceError(f"Tệp {model.name} của giọng “{self.name}” không mở được. Hãy chép lại thư mục giọng.") from error
        return self._session

    def _sound(self, session, card: Card, phones: str) -> bytes:
        import numpy

        ids = phoneme_ids(phones, card.ids)
        if len(ids) < 3:
            return b""
        given = {
            "input": numpy.array([ids], dtype=numpy.int64),
            "input_lengths": numpy.array([len(ids)], dtype=numpy.int64),
            "scales": numpy.array(card.scales, dtype=numpy.float32),
            "sid": numpy.array([0], dtype=numpy.int64),
        }
        wanted = {node.name for node in session.get_inputs()}
        try:
            out = session.run(None, {name: value for name, value in given.items() if name in wanted})[0]
            samples = numpy.clip(numpy.asarray(out, dtype=numpy.float32).ravel(), -1, 1)
        except Exception as error:  # see above
            raise VoiceError(f"Giọng “{self.name}” bị lỗi khi đọc. Tệp .onnx và .json có thể không đi cùng nhau.") from error
        if not samples.size or not numpy.isfinite(samples).all():
            raise VoiceError(f"Giọng “{self.name}” không cho ra âm thanh. Hãy chép lại thư mục giọng.")
        return (samples * 32767).astype("<i2").tobytes()


def phoneme_ids(phones: str, table: dict[str, list[int]]) -> list[int]:
    """Piper's way: begin, then each sign followed by a pad, then end. Signs that the voice does not know are left out."""
    pad = table.get(_PAD, [])
    ids = [*table.get(_BEGIN, []), *pad]
    for sign in unicodedata.normalize("NFD", phones):
        if sign in table:
            ids += [*table[sign], *pad]
    return ids + table.get(_END, [])
