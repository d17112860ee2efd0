"""Short sentences, and where to breathe in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantoa.radio.speaking.tables import table
from lantoa.radio.speaking.timing import sentences, syllables


def marked(paragraph: str, *, names: Sequence[str] = ()) -> str:
    """A paragraph of spoken words with breath marks: ` / ` for a short breath, ` //` at the end of each sentence."""
    return " ".join(f"{_breathed(part, names)} //" for sentence in sentences(paragraph) for part in _cut(sentence))


def _cut(sentence: str) -> list[str]:
    """One idea each: at semicolons, and where the sentence is long, before words that begin a new idea."""
    cuts = table("script")["cuts"]
    parts = [part.strip() for part in re.split(r";\s+", sentence) if part.strip()]
    joints = "|".join(cuts["joints"])
    found = []
    for part in parts:
        pieces = re.split(rf",\s+(?=(?:{joints})\b)", part) if syllables(part) > cuts["longest"] else [part]
        found += _rejoined(pieces)
    return [_as_sentence(piece) for piece in found]


def _rejoined(pieces: list[str]) -> list[str]:
    """A piece of a few words is no sentence: it stays with the one before."""
    found: list[str] = []
    for piece in pieces:
        if found and syllables(piece) < 6:
            found[-1] += f", {piece}"
        else:
            found.append(piece)
    return found


def _as_sentence(text: str) -> str:
    text = text.strip().rstrip(",;")
    return text[:1].upper() + text[1:] + ("" if text[-1:] in '.!?…:”"' else ".")


def _breathed(sentence: str, names: Sequence[str]) -> str:
    """A breath at each comma or colon that has enough words behind it, and within a long stretch before a small word near its middle."""
    rules = table("script")["breath"]
    found: list[str] = []
    held = ""
    for phrase in re.split(r"(?<=[,:])\s+", sentence):
        held = f"{held} {phrase}".strip()
        if syllables(held) >= rules["shortest"]:
            found.append(held)
            held = ""
    if held and found and syllables(held) < 3:
        found[-1] += f" {held}"
    elif held:
        found.append(held)
    return " / ".join(piece for phrase in found for piece in _halved(phrase, names))


def _halved(phrase: str, names: Sequence[str]) -> list[str]:
    rules = table("script")["breath"]
    words = phrase.split(" ")
    if syllables(phrase) <= rules["longest"]:
        return [phrase]
    shut = _inside_names(words, names)
    places = [
        place
        for place in range(rules["shortest"], len(words) - rules["shortest"] + 2)
        if words[place].lower() in rules["before"] and words[place].islower() and place not in shut
    ] if len(words) > rules["shortest"] * 2 else []  # fmt: skip
    if not places:
        return [phrase]
    place = min(places, key=lambda place: abs(place - len(words) / 2))
    return [*_halved(" ".join(words[:place]), names), *_halved(" ".join(words[place:]), names)]


def _inside_names(words: Sequence[str], names: Sequence[str]) -> set[int]:
    """Places between two words of one name."""
    bare = [word.strip(',.:;!?“”"') for word in words]
    shut: set[int] = set()
    for name in names:
        parts = name.split()
        for start in range(len(bare) - len(parts) + 1):
            if bare[start : start + len(parts)] == parts:
                shut |= set(range(start + 1, start + len(parts)))
    return shut
