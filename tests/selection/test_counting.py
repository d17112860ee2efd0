"""Counting: exact, the same in any order, and right where it was worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.selection.counting.approving import Choice, placed, tally
from lantoa.selection.counting.scoring import Average, average, weighted
from lantoa.selection.counting.stv import count
from lantoa.selection.counting.thresholds import Threshold, has_quorum


@pytest.mark.parametrize(
    ("share", "strictly", "people", "needed"),
    [
        (Fraction(80, 100), False, 11, 9),  # 8.8: nine (law-and-formats §2.5)
        (Fraction(90, 100), False, 11, 10),
        (Fraction(90, 100), False, 10, 9),
        (Fraction(1, 2), True, 11, 6),
        (Fraction(1, 2), True, 10, 6),  # half is not more than half
        (Fraction(1, 2), False, 10, 5),
        (Fraction(2, 3), False, 9, 6),
        (Fraction(2, 3), False, 10, 7),
        (Fraction(7, 10), False, 10, 7),  # 0.7 * 10 is 7.000000000000001 in floats, which would ask for eight
        (Fraction(1, 2), True, 0, 1),
    ],
)
def test_how_many_is_enough(share, strictly, people, needed):
    assert Threshold(share, strictly).needed_of(people) == needed


@pytest.mark.parametrize(
    ("threshold", "words"),
    [(Threshold(Fraction(1, 2), True), "quá 1/2"), (Threshold(Fraction(2, 3)), "từ 2/3 trở lên"), (Threshold(Fraction(4, 5)), "từ 80 % trở lên"),
     (Threshold(Fraction(9, 10)), "từ 90 % trở lên")],
)  # fmt: skip
def test_a_threshold_in_words(threshold, words):
    assert str(threshold) == words


@pytest.mark.parametrize(("part", "members", "ok"), [(7, 11, False), (8, 11, True), (6, 9, True), (5, 9, False)])
def test_two_thirds_are_a_quorum(part, members, ok):
    assert has_quorum(part, members, Fraction(2, 3)) is ok


@given(st.integers(1, 2000), st.fractions(min_value=Fraction(1, 100), max_value=1))
def test_the_needed_number_is_the_least_that_is_enough(people, share):
    needed = Threshold(share).needed_of(people)
    assert Fraction(needed, people) >= share
    assert needed == 1 or Fraction(needed - 1, people) < share


def test_abstaining_is_not_rejecting_but_counts_in_the_whole():
    found = tally([Choice.FOR] * 5 + [Choice.ABSTAIN] * 3 + [Choice.AGAINST] * 2, people=10, threshold=Threshold(Fraction(1, 2), True))
    assert (found.votes_for, found.votes_against, found.abstained, found.needed, found.passes) == (5, 2, 3, 6, False)


@pytest.mark.parametrize(
    ("passing", "seats", "chosen", "tied"),
    [
        ({1: 9, 2: 8, 3: 7}, None, [1, 2, 3], []),
        ({1: 9, 2: 8, 3: 7}, 2, [1, 2], []),
        ({1: 9, 2: 8, 3: 8}, 2, [1], [2, 3]),
        ({1: 8, 2: 8, 3: 8}, 1, [], [1, 2, 3]),
        ({1: 8, 2: 8, 3: 7}, 2, [1, 2], []),
        ({}, 2, [], []),
        ({1: 8}, 0, [], []),
    ],
)
def test_places_and_ties(passing, seats, chosen, tied):
    assert placed(passing, seats) == (chosen, tied)


def test_weighted_marks():
    assert weighted({"a": 8, "b": 5}, {"a": 2, "b": 1}) == 7
    assert average([Fraction(7), Fraction(8), Fraction(8)]) == Fraction(23, 3)
    assert average([Fraction(1), Fraction(9), Fraction(8)], Average.MEDIAN) == 8
    assert average([]) is None
    with pytest.raises(ValueError):
        weighted({"a": 8}, {"a": 2, "b": 1})


# --- STV --------------------------------------------------------------------------------------------------------------------


def test_by_hand_food_for_a_party():
    """The textbook election of three foods: 20 voters, orange 4, pear>orange 2, choc>straw 8, choc>sweets 4, straw 1, sweets 1."""
    orange, pear, choc, straw, sweets = range(5)
    ballots = [[orange]] * 4 + [[pear, orange]] * 2 + [[choc, straw]] * 8 + [[choc, sweets]] * 4 + [[straw]] + [[sweets]]
    result = count(ballots, candidates=range(5), seats=3)
    assert result.quota == 6
    assert result.elected == (choc, orange, straw)
    assert result.stages[0].totals == {orange: 4, pear: 2, choc: 12, straw: 1, sweets: 1}
    # Six of twelve go on: straw gets 8 × 1/2, sweets 4 × 1/2.
    assert result.stages[1].totals == {orange: 4, pear: 2, straw: 5, sweets: 3}
    assert (result.stages[1].excluded, result.stages[2].elected) == (pear, (orange,))


def test_who_has_reached_the_quota_takes_no_more_votes():
    """Scottish Order 2007, rule 48 (2): a surplus goes to continuing candidates, and who is elected is not one any longer.

    Five papers, three places, quota 2. Two and three reach it at once; two's surplus of 1 on three papers (2 > 3 > 0 twice,
    2 > 3 > 1 once) passes three by: 2/3 for nought, 1/3 for one. One is excluded, nought elected.
    """
    ballots = [[2, 3, 0, 1], [2, 3, 0, 1], [2, 3, 1], [3, 2, 1], [3, 1]]
    result = count(ballots, candidates=range(4), seats=3)
    assert (result.quota, result.elected) == (2, (2, 3, 0))
    assert result.stages[0].elected == (2, 3)
    assert result.stages[1].totals == {0: Fraction(2, 3), 1: Fraction(1, 3)}
    assert (result.stages[1].excluded, result.stages[2].elected) == (1, (0,))


def test_the_largest_surplus_goes_first_and_each_once():
    """Quota 3. Nought has six, one four: nought's surplus of 3 goes first, then one's of 1; the last place is by what they carried."""
    ballots = [[0, 2]] * 4 + [[0, 1, 3]] * 2 + [[1, 3]] * 4 + [[3]]
    result = count(ballots, candidates=range(4), seats=3)
    assert result.quota == 3
    assert result.stages[1].totals == {2: 2, 3: 2}  # nought's four papers to two carry 2, its other two pass one by and carry 1
    assert result.elected == (0, 1, 3)


def test_a_ballot_with_strangers_and_repeats_counts_what_it_says():
    assert count([[9, 1, 1, 2]], candidates=[1, 2], seats=1).elected == (1,)


def test_fewer_candidates_than_seats():
    assert set(count([[1]], candidates=[1, 2], seats=5).elected) == {1, 2}
    assert count([], candidates=[], seats=2).elected == ()


def test_a_tie_that_never_differed_is_settled_by_the_lots():
    ballots = [[1], [2]]
    assert count(ballots, candidates=[1, 2], seats=1, lots=[1, 2]).elected == (1,)
    assert count(ballots, candidates=[1, 2], seats=1, lots=[2, 1]).elected == (2,)
    assert any(stage.by_lot for stage in count(ballots, candidates=[1, 2], seats=1).stages)


BALLOTS = st.lists(st.lists(st.integers(0, 6), max_size=6), max_size=60)


@given(BALLOTS, st.integers(1, 5), st.randoms())
def test_the_order_of_the_ballots_does_not_matter(ballots, seats, chance):
    mixed = list(ballots)
    chance.shuffle(mixed)
    assert count(ballots, candidates=range(7), seats=seats) == count(mixed, candidates=range(7), seats=seats)


@given(BALLOTS, st.integers(1, 5))
def test_no_vote_is_made_or_lost_twice(ballots, seats):
    result = count(ballots, candidates=range(7), seats=seats)
    assert len(result.elected) == min(seats, 7)
    assert len(set(result.elected)) == len(result.elected)
    valid = sum(1 for ballot in ballots if any(c in range(7) for c in ballot))
    for stage in result.stages:
        assert sum(stage.totals.values()) <= valid


@given(st.lists(st.permutations(range(4)), min_size=1, max_size=40))
def test_a_majority_of_first_preferences_wins_the_one_seat(ballots):
    firsts = [ballot[0] for ballot in ballots]
    leader = max(set(firsts), key=firsts.count)
    if firsts.count(leader) * 2 > len(firsts):
        assert count(ballots, candidates=range(4), seats=1).elected == (leader,)
