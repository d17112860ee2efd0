"""Recall and precision on labelled pairs."""

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.exemplars.matching.labelled import Pair
from lantoa.exemplars.matching.scoring import Likely, score


@dataclass(frozen=True)
class Figures:
    """`duplicates`: said "one deed" against labelled so. `people`: said "one subject" (one deed or another) against labelled so."""

    pairs: int
    recall: float
    precision: float
    people_recall: float
    people_precision: float
    wrong: tuple[tuple[Pair, Likely], ...]


def evaluate(pairs: Iterable[Pair]) -> Figures:
    told = [(pair, score(pair.a, pair.b).likely) for pair in pairs]
    return Figures(
        len(told),
        *_rates([(pair.verdict == Likely.SAME, said == Likely.SAME) for pair, said in told]),
        *_rates([(pair.verdict != Likely.DIFFERENT, said != Likely.DIFFERENT) for pair, said in told]),
        tuple((pair, said) for pair, said in told if said != pair.verdict),
    )


def _rates(told: list[tuple[bool, bool]]) -> tuple[float, float]:
    hits = sum(is_one and said for is_one, said in told)
    ones, saids = sum(is_one for is_one, _ in told), sum(said for _, said in told)
    return hits / ones if ones else 1.0, hits / saids if saids else 1.0
