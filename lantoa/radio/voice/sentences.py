"""A script cut into what a voice says in one go, with the silence after each."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.radio.speaking import sentences
from lantoa.radio.voice.base import VoiceError

BETWEEN_SENTENCES = 0.35  # seconds
BETWEEN_PARAGRAPHS = 0.8
LONGEST = 30_000  # characters: about half an hour


@dataclass(frozen=True, slots=True)
class Passage:
    text: str
    silence: float  # seconds after it


def passages(text: str) -> list[Passage]:
    """The sentences of a script in order. Raises VoiceError for a script without words, or an endless one."""
    if len(text) > LONGEST:
        raise VoiceError("Lời dẫn dài quá nửa giờ đọc. Hãy chia thành nhiều phần.")
    found = []
    for paragraph in text.splitlines():
        said = sentences(paragraph)
        found += [Passage(sentence, BETWEEN_SENTENCES) for sentence in said[:-1]]
        found += [Passage(sentence, BETWEEN_PARAGRAPHS) for sentence in said[-1:]]
    if not found:
        raise VoiceError("Lời dẫn chưa có chữ nào để đọc.")
    return found
