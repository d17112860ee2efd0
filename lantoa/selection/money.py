"""Reward money by Nghị định 152/2025/NĐ-CP, Điều 49: coefficient × base salary of the day of the decision, rounded UP to ten thousand đồng.

Exact arithmetic throughout: 0.3 × 2,340,000 = 702,000 → 710,000.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from lantoa.selection.enums import Nature

STEP = 10_000  # đồng
HOUSEHOLD = Decimal("1.5")  # times the individual


def reward(coefficient: Decimal, base_salary: int) -> int:
    """Đồng."""
    exact = coefficient * base_salary
    return int((exact / STEP).to_integral_value(ROUND_CEILING)) * STEP


@dataclass(frozen=True)
class Award:
    """One award that one subject receives. `period` it was earned in ('2026', '2026-M05'), `achievement` it is for, `amount` in đồng."""

    nature: Nature
    period: str
    achievement: Hashable
    amount: int


def paid(awards: Sequence[Award]) -> list[bool]:
    """Which of the awards one subject receives at one time are paid (Điều 49).

    Titles: of one period only the highest, of different periods each (rule 4). Commendations: each whose period and achievement both
    differ from those of every one paid, the highest first (rule 5). A title and a commendation: both (rule 6). Praise carries none.
    """
    chosen: set[int] = set()
    for place in sorted(range(len(awards)), key=lambda place: -awards[place].amount):
        award = awards[place]
        others = [awards[other] for other in chosen if awards[other].nature == award.nature]
        if award.nature == Nature.TITLE:
            stands = all(other.period != award.period for other in others)
        else:
            stands = all(other.period != award.period and other.achievement != award.achievement for other in others)
        if stands and award.nature != Nature.PRAISE:
            chosen.add(place)
    return [place in chosen for place in range(len(awards))]


def payable(awards: Sequence[Award]) -> int:
    """The sum of what is paid, đồng."""
    return sum(award.amount for award, stands in zip(awards, paid(awards), strict=True) if stands)
