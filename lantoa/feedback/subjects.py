"""What a letter may be about besides the unit: a registry filled by the rooms above in their `apps.ready()`.

subjects.register("lam-theo", LetterKind.FOLLOW, find)      # find(key) -> Subject or None (not there, or not public)
"""

from collections.abc import Callable
from dataclasses import dataclass

from lantoa.feedback.enums import LetterKind


@dataclass(frozen=True)
class Subject:
    """`unit`: who answers for it; `url`: its page on the portal."""

    unit: int
    title: str
    url: str


_finders: dict[str, tuple[LetterKind, Callable[[str], Subject | None]]] = {}


def register(word: str, kind: LetterKind, find: Callable[[str], Subject | None]) -> None:
    """Add a kind of subject under the word that stands in its address; the same word again takes the place of the first."""
    _finders[word] = kind, find


def find(word: str, key: str) -> tuple[LetterKind, Subject] | None:
    if word not in _finders:
        return None
    kind, finder = _finders[word]
    subject = finder(key)
    return (kind, subject) if subject else None
