"""The small arithmetic of checks: keys of indicators and whole numbers joined by + and −. Plain Python."""

import re

_SHAPE = re.compile(r"\s*[+−-]?\s*(?:[a-z][a-z0-9_]*|\d+)(?:\s*[+−-]\s*(?:[a-z][a-z0-9_]*|\d+))*\s*")
_TERM = re.compile(r"([+−-]?)\s*([a-z][a-z0-9_]*|\d+)")


def is_sum(text: str) -> bool:
    """Whether it can be read: "on_air + social", "stories - 3"."""
    return _SHAPE.fullmatch(text) is not None


def keys_of(*sums: str) -> set[str]:
    """The keys of indicators it names."""
    return {word for text in sums for _, word in _TERM.findall(text) if not word.isdigit()}


def value_of(text: str, values: dict[str, int | None]) -> int | None:
    """The sum, or None when one of its figures is missing. ValueError when the text is no sum."""
    if not is_sum(text):
        raise ValueError(f"not a sum: {text!r}")
    total = 0
    for sign, word in _TERM.findall(text):
        value = int(word) if word.isdigit() else values.get(word)
        if value is None:
            return None
        total += -value if sign in ("-", "−") else value
    return total
