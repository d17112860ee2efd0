"""How many is enough: exact fractions, never floats (80 % of 11 members is 8.8, so nine are needed)."""

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Threshold:
    """`share` of a number of people; `strictly_more`: "quá 1/2" rather than "từ 1/2 trở lên"."""

    share: Fraction
    strictly_more: bool = False

    def needed_of(self, people: int) -> int:
        """The least whole number that passes. Of nobody at least one is needed: silence decides nothing."""
        exact = self.share * people
        least = math.floor(exact) + 1 if self.strictly_more else math.ceil(exact)
        return max(1, least)

    def is_met_by(self, number: int, people: int) -> bool:
        return number >= self.needed_of(people)

    def is_reached_by(self, value: Fraction | int, whole: int) -> bool:
        """As `is_met_by`, of a quantity that need not be whole, such as a mean mark out of ten."""
        return value > self.share * whole if self.strictly_more else value >= self.share * whole

    def __str__(self) -> str:
        share = f"{self.share.numerator}/{self.share.denominator}"
        per_cent = self.share * 100
        if per_cent.denominator == 1 and self.share.denominator not in (2, 3):
            share = f"{per_cent.numerator} %"
        return f"quá {share}" if self.strictly_more else f"từ {share} trở lên"


def has_quorum(taking_part: int, members: int, quorum: Fraction) -> bool:
    """Whether enough of all members take part (present, or asked in writing): law-and-formats §2.5, 2/3 as a proposal."""
    return taking_part >= math.ceil(quorum * members)
