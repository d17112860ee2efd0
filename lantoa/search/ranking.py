"""Which of the candidates comes first. Reckoned here and not by the database, so that the same data gives the same list on both.

In this order: how the words stand in the title (it is the words, begins with them, holds them together, holds them all, does not);
how many words stand there or elsewhere with the very marks that were typed; whether they stand together in the text; the day, newest
first; the kind, in the registry's order; the title; the key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.core.text import fold
from lantoa.search import registry, tokens
from lantoa.search.tokens import number_of, source_number


@dataclass(frozen=True)
class Question:
    """What was asked: words as typed (lower case, composed), and their folded words."""

    typed: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def accents(self) -> list[str]:
        return [token for word in self.typed if (token := tokens.accented(word))]


def question_of(words: Sequence[str]) -> Question:
    typed = tuple(words)
    return Question(typed, tuple(dict.fromkeys(part[: tokens.LONGEST] for word in typed for part in fold(word).split())))


def ranked(rows: Sequence[tuple[int, str, str]], question: Question) -> list[int]:
    """Keys of the rows (key, folded, tokens), best first."""
    places = {source_number(source.key): place for place, source in enumerate(registry.every())}
    phrase = " ".join(question.folded)
    begun = " " + phrase
    spaced = [" " + word for word in question.folded]
    marks = [f" {kind}{token} " for token in question.accents for kind in ("", "_t_")]

    def order(row: tuple[int, str, str]) -> tuple:
        key, folded, held = row
        title, _, body = folded.partition("\n")
        held = f" {held} "
        exact = sum(mark in held for mark in marks)
        together = body.startswith(phrase) or begun in body or "\n" + phrase in body
        return _in_title(title, phrase, spaced), -exact, not together, -(key >> 47), places.get(number_of(key), 99), title, -key

    return [row[0] for row in sorted(rows, key=order)]


def _in_title(title: str, phrase: str, spaced: Sequence[str]) -> int:
    if title == phrase:
        return 0
    if title.startswith(phrase):
        return 1
    title = " " + title
    if " " + phrase in title:
        return 2
    return 3 if all(word in title for word in spaced) else 4
