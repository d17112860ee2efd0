"""Reward money: exact, rounded up, and which of several awards are paid (Nghị định 152/2025/NĐ-CP, Điều 49)."""

from decimal import Decimal

import pytest

from lantoa.selection.enums import Nature
from lantoa.selection.money import HOUSEHOLD, Award, paid, payable, reward

T, C, P = Nature.TITLE, Nature.COMMENDATION, Nature.PRAISE


@pytest.mark.parametrize(
    ("coefficient", "salary", "dong"),
    [
        ("0.3", 2_340_000, 710_000),  # 702,000: up to the next ten thousand (law-and-formats §2.7)
        ("0.3", 1_490_000, 450_000),
        ("0.3", 2_530_000, 760_000),
        ("0.6", 2_530_000, 1_520_000),
        ("0.45", 2_530_000, 1_140_000),
        ("0.8", 2_530_000, 2_030_000),
        ("1", 2_530_000, 2_530_000),  # a whole number of ten thousands stays
        ("1.5", 2_530_000, 3_800_000),
        ("2", 2_530_000, 5_060_000),
        ("3", 2_530_000, 7_590_000),
        ("4.5", 2_530_000, 11_390_000),
        ("8", 2_530_000, 20_240_000),
        ("0.001", 2_530_000, 10_000),
        ("0", 2_530_000, 0),
    ],
)
def test_a_reward_is_the_product_rounded_up(coefficient, salary, dong):
    assert reward(Decimal(coefficient), salary) == dong


def test_a_household_gets_half_as_much_again():
    assert Decimal("0.3") * HOUSEHOLD == Decimal("0.45")


@pytest.mark.parametrize(
    ("awards", "stand"),
    [
        ([], []),
        ([Award(T, "2026", 1, 760_000)], [True]),
        # Rule 4: titles of one period, only the highest; of different periods, each.
        ([Award(T, "2026", 1, 760_000), Award(T, "2026", 2, 2_530_000)], [False, True]),
        ([Award(T, "2025", 1, 710_000), Award(T, "2026", 2, 2_530_000)], [True, True]),
        ([Award(T, "2026", 1, 760_000), Award(T, "2026", 2, 760_000)], [True, False]),
        ([Award(T, "2026", 1, 760_000), Award(T, "2025", 2, 760_000), Award(T, "2026", 3, 7_590_000)], [False, True, True]),
        # Rule 5: commendations, each whose period and achievement both differ.
        ([Award(C, "2026-M04", 1, 760_000), Award(C, "2026-M05", 2, 3_800_000)], [True, True]),
        ([Award(C, "2026-M05", 1, 760_000), Award(C, "2026-M05", 2, 3_800_000)], [False, True]),
        ([Award(C, "2026-M04", 1, 760_000), Award(C, "2026-M05", 1, 3_800_000)], [False, True]),
        # Rule 6: a title and a commendation, both.
        ([Award(T, "2026", 1, 760_000), Award(C, "2026", 1, 760_000)], [True, True]),
        # Praise carries no money, whatever stands beside it.
        ([Award(P, "2026", 1, 0), Award(C, "2026", 1, 760_000)], [False, True]),
    ],
)
def test_which_of_several_awards_are_paid(awards, stand):
    assert paid(awards) == stand
    assert payable(awards) == sum(award.amount for award, stands in zip(awards, stand, strict=True) if stands)
