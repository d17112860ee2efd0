"""The single transferable vote: ranked ballots fill several places so that each group of like-minded voters has its share.

Rules as in the Scottish Local Government Elections Order 2007 (weighted inclusive Gregory method, Droop quota), with exact
fractions instead of five decimal places. Ties are settled by who stood ahead at the latest earlier stage at which they differed;
if they never did, by the order of `lots`, drawn and written down beforehand: counting again gives the same result.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Totals = dict[int, Fraction]  # candidate → votes
Pile = dict[tuple[int, ...], Fraction]  # what a candidate holds: preferences → what these papers are worth together


@dataclass(frozen=True)
class Stage:
    """`totals` of those standing at this stage, then what happened: who reached the quota, whose papers went on after exclusion.

    A surplus goes on at the stage at which it is the largest left. `by_lot`: whose papers went on was settled by the lots.
    """

    totals: Totals
    elected: tuple[int, ...] = ()
    excluded: int | None = None
    by_lot: bool = False


@dataclass(frozen=True)
class Result:
    elected: tuple[int, ...]  # in the order of election
    quota: int
    stages: tuple[Stage, ...] = field(default=())


def count(ballots: Iterable[Sequence[int]], *, candidates: Sequence[int], seats: int, lots: Sequence[int] | None = None) -> Result:
    """Fill `seats`. A ballot names candidates from the first preference on; unknown and repeated names are skipped.

    `lots`: the candidates in an order drawn by lot; by default their own order. Raises ValueError when it lacks one.
    """
    known = set(candidates)
    order = list(lots if lots is not None else candidates)
    if set(order) != known:
        raise ValueError("the lots must name each candidate")
    held: dict[int, Pile] = {candidate: {} for candidate in candidates}
    valid = 0
    for prefs, number in _grouped(ballots, known).items():
        if prefs:
            held[prefs[0]][prefs] = Fraction(number)
            valid += number
    quota = droop(valid, seats)
    standing, surpluses = list(candidates), {}
    elected: list[int] = []
    stages: list[Stage] = []
    history: list[Totals] = []
    while standing and len(elected) < seats:
        totals = {candidate: sum(held[candidate].values(), Fraction()) for candidate in standing}
        history.append(totals)
        if len(standing) <= seats - len(elected):
            rest = _in_order(standing, history, order)
            stages.append(Stage(totals, tuple(rest)))
            return Result((*elected, *rest), quota, tuple(stages))
        # Whoever reaches the quota is elected there and then, and takes no more votes.
        reached = _in_order([candidate for candidate in standing if totals[candidate] >= quota], history, order)
        elected += reached
        standing = [candidate for candidate in standing if candidate not in reached]
        surpluses |= {candidate: totals[candidate] - quota for candidate in reached if totals[candidate] > quota}
        loser, by_lot = None, False
        if surpluses:
            largest = [candidate for candidate in surpluses if surpluses[candidate] == max(surpluses.values())]
            giver, by_lot = _extreme(largest, history, order, most=True)
            _hand_on(held, giver, standing, surpluses.pop(giver))
        elif not reached:
            loser, by_lot = _extreme(standing, history, order, most=False)
            standing.remove(loser)
            _hand_on(held, loser, standing, totals[loser])
        stages.append(Stage(totals, tuple(reached), loser, by_lot))
    return Result(tuple(elected), quota, tuple(stages))


def _hand_on(held: dict[int, Pile], giver: int, standing: Collection[int], worth: Fraction) -> None:
    """Every paper of `giver` goes to its next preference still standing; together they carry `worth`, each its equal share."""
    pile, held[giver] = held[giver], {}
    if not (total := sum(pile.values(), Fraction())):
        return
    for prefs, weight in pile.items():
        if (to := next((candidate for candidate in prefs if candidate in standing), None)) is not None:
            held[to][prefs] = held[to].get(prefs, Fraction()) + weight * worth / total


def _grouped(ballots: Iterable[Sequence[int]], known: set[int]) -> dict[tuple[int, ...], int]:
    """Equal ballots counted together, in an order that does not depend on how they came."""
    piles: dict[tuple[int, ...], int] = {}
    for ballot in ballots:
        prefs = tuple(dict.fromkeys(candidate for candidate in ballot if candidate in known))
        piles[prefs] = piles.get(prefs, 0) + 1
    return dict(sorted(piles.items()))


def _extreme(tied: Sequence[int], history: Sequence[Totals], order: Sequence[int], *, most: bool) -> tuple[int, bool]:
    """The one ahead (or behind) at the latest stage at which they differed, else by lot. (candidate, settled by lot)"""
    left = list(tied)
    for totals in reversed(history):
        if any(candidate not in totals for candidate in left):  # elected before that stage
            continue
        best = (max if most else min)(totals[candidate] for candidate in left)
        left = [candidate for candidate in left if totals[candidate] == best]
        if len(left) == 1:
            return left[0], False
    return (min if most else max)(left, key=order.index), len(left) > 1


def _in_order(candidates: Sequence[int], history: Sequence[Totals], order: Sequence[int]) -> list[int]:
    """From the one with most votes down."""
    left, placed = list(candidates), []
    while left:
        first, _ = _extreme(left, history, order, most=True)
        placed.append(first)
        left.remove(first)
    return placed


def droop(valid: int, seats: int) -> int:
    """The least number of votes that only `seats` candidates can reach."""
    return valid // (seats + 1) + 1
