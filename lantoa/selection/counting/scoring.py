"""Scores by weighted criteria: a member's mark is the weighted mean of the criteria, a candidate's the mean or median of the marks."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from statistics import median


class Average(StrEnum):
    MEAN = "mean"
    MEDIAN = "median"


def weighted(points: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """One member's mark: each criterion's points times its weight over all weights. Every criterion must have points."""
    if set(points) != set(weights):
        raise ValueError("points and weights name different criteria")
    return Fraction(sum(points[key] * weights[key] for key in weights), sum(weights.values()))


def average(marks: Iterable[Fraction | int], how: Average = Average.MEAN) -> Fraction | None:
    """None without any mark: whoever nobody scored has no score, which is not nought."""
    given = [Fraction(mark) for mark in marks]
    if not given:
        return None
    if how == Average.MEDIAN:
        return Fraction(median(sorted(given)))
    return sum(given, Fraction()) / len(given)
