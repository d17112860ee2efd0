"""Approve or reject, one candidate at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lantoa.selection.counting.thresholds import Threshold


class Choice(StrEnum):
    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass(frozen=True)
class Tally:
    """One candidate: `people` is the number the share is taken of; `needed` the least number of votes for."""

    votes_for: int
    votes_against: int
    abstained: int
    people: int
    needed: int

    @property
    def passes(self) -> bool:
        return self.votes_for >= self.needed


def tally(choices: Iterable[Choice], *, people: int, threshold: Threshold) -> Tally:
    """Count one candidate's choices. `people`: all members less those recused for this candidate, or those who took part."""
    given = list(choices)
    counts = {choice: sum(one == choice for one in given) for choice in Choice}
    return Tally(counts[Choice.FOR], counts[Choice.AGAINST], counts[Choice.ABSTAIN], people, threshold.needed_of(people))


def placed(passing: Mapping[int, int | Fraction], seats: int | None) -> tuple[list[int], list[int]]:
    """(chosen, tied) of the candidates that pass, the best first: all of them when `seats` is None or suffices.

    `passing`: candidate → votes for, or exact mark. The tied stand exactly at the last place and are more than fit: a tie to be settled by rule.
    """
    order = sorted(passing, key=lambda candidate: (-passing[candidate], candidate))
    if seats is None or len(order) <= seats:
        return order, []
    if seats == 0:
        return [], []
    last = passing[order[seats - 1]]
    sure = [candidate for candidate in order if passing[candidate] > last]
    level = [candidate for candidate in order if passing[candidate] == last]
    if len(sure) + len(level) == seats:
        return sure + level, []
    return sure, level
