"""How long a text takes to say."""

from __future__ import annotations

import re

# Vietnamese news is read at 3.6–4.2 syllables a second with its pauses; an announcer on a loudspeaker outdoors reads slower.
SYLLABLES_PER_MINUTE = 220
_MARKS = re.compile(r"\s*(?<!\S)/{1,2}(?!\S)")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+")


def without_marks(text: str) -> str:
    """The script without its breath marks: what a voice is given and captions show."""
    return re.sub(r"[ \t]+", " ", _MARKS.sub("", text)).strip()


def syllables(text: str) -> int:
    """Vietnamese writes a space between syllables, so in spoken text a word is a syllable."""
    return len(_WORD.findall(without_marks(text)))


def reading_seconds(text: str, *, rate: int = SYLLABLES_PER_MINUTE) -> float:
    """Seconds that a script of spoken words takes at `rate` syllables a minute, pauses included."""
    return round(syllables(text) * 60 / rate, 1)


def sentences(text: str) -> list[str]:
    """The sentences of a script, without breath marks, in order: one caption, one line of the sheet, one thing to say."""
    found = (part.strip() for line in without_marks(text).splitlines() for part in _SENTENCE.split(line))
    return [part for part in found if _WORD.search(part)]
