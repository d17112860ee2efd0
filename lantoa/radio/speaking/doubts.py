"""What the rules were not sure how to say, for the editor to look at."""

from __future__ import annotations

from lantoa.radio.speaking.reading import leftovers


def doubts(text: str) -> list[str]:
    """Pieces of the written text that were spelt or guessed ('PCTX', 'AB-12x'), each once, in order: the page asks the editor to write
    them out. Empty when every piece is known."""
    return list(dict.fromkeys(leftovers(text)))
