"""Marks and the sums kept with a candidate. The caller holds the row and saves it."""

from collections.abc import Mapping
from fractions import Fraction

from lantoa.selection.counting.approving import Choice
from lantoa.selection.counting.scoring import Average, average, weighted
from lantoa.selection.models import Candidate, Mark, Round

THOUSANDTHS = 1000
TALLY_FIELDS = ["votes_for", "votes_against", "abstained", "mark_sum", "mark_count", "mark_mean"]


def mark_value(points: Mapping[str, int], weights: Mapping[str, int]) -> int | None:
    """The weighted mark in thousandths of a point; None: abstained (no points)."""
    return None if not points else round(Fraction(weighted(points, weights) * THOUSANDTHS))


def keep_choice(candidate: Candidate, choice: Choice) -> None:
    """Add one choice to the candidate's sums."""
    column = {Choice.FOR: "votes_for", Choice.AGAINST: "votes_against", Choice.ABSTAIN: "abstained"}[choice]
    setattr(candidate, column, getattr(candidate, column) + 1)


def keep_mark(candidate: Candidate, value: int | None) -> None:
    """Add one mark to the candidate's sums."""
    if value is None:
        candidate.abstained += 1
        return
    candidate.mark_sum += value
    candidate.mark_count += 1
    candidate.mark_mean = round(Fraction(candidate.mark_sum, candidate.mark_count))


def keep_median(candidate: Candidate, found: Round) -> None:
    """The kept mark of a candidate whose marks make one by their middle: read again from all of them, few as they are."""
    given = Mark.objects.filter(candidate=candidate, ballot_number=found.ballot_number, value__isnull=False).values_list("value", flat=True)
    candidate.mark_mean = round(average(given, Average.MEDIAN) or 0)


def clear(candidate: Candidate) -> None:
    """Before a second ballot."""
    for field in TALLY_FIELDS:
        setattr(candidate, field, 0)
