"""Written Vietnamese turned into what is said."""

from __future__ import annotations

from functools import lru_cache


def spoken(text: str) -> str:
    """The text as an announcer says it: no figure, no abbreviation, no sign left; capitals, commas and full stops stay for the pauses.

    Never raises and never drops a word: what no rule knows is spelt letter by letter (see `doubts`). Idempotent.
    """
    return _normalizer().normalize(text)


@lru_cache(1)
def _normalizer():
    import sea_g2p

    return sea_g2p.Normalizer()
