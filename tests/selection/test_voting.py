"""The vote: who, once, in time, in secret; and that the box cannot be joined to the roll."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.rights import Refused
from lantoa.exemplars.enums import NominationState
from lantoa.selection import box
from lantoa.selection.enums import CandidateState, Level, Mode, RoundState, Tie, TieRule
from lantoa.selection.models import BallotPaper, BoxSlip, Candidate, Mark, Recusal, Round
from lantoa.selection.queries.rounds import ballot_of
from lantoa.selection.queries.seen import candidates_for, may_see_numbers, seat_of
from lantoa.selection.services import counting, opening, voting
from tests.factories import NominationFactory
from tests.selection.conftest import MAY, opened

pytestmark = pytest.mark.django_db


def voted_on(town, *choices, **rules):
    """A round in which the first members gave `choices`, each a word for each candidate."""
    found = voting.start_voting(opened(town, **rules), by=town.officer)
    ids = list(found.candidates.order_by("number").values_list("pk", flat=True))
    receipts = [
        voting.cast_ballot(found, dict(zip(ids, given, strict=True)), by=member)
        for member, given in zip(town.members, choices, strict=False)
    ]
    found.refresh_from_db()
    return found, ids, receipts


YES, NO, BLANK = "for", "against", "abstain"
ALL_YES = (YES, YES, YES)


def test_the_whole_way_of_a_secret_vote(town):
    found, ids, _ = voted_on(town, ALL_YES, (YES, NO, YES), (YES, NO, BLANK), (YES, YES, NO), (NO, NO, NO))
    found = counting.close_and_count(found, by=town.officer)
    tallies = list(found.candidates.order_by("number").values_list("votes_for", "votes_against", "abstained", "people", "needed", "state"))
    assert tallies == [(4, 1, 0, 5, 3, "chosen"), (2, 3, 0, 5, 3, "not_chosen"), (2, 2, 1, 5, 3, "not_chosen")]
    counting.announce_round(found, by=town.leader)
    assert [n.state for n in town.nominations if not n.refresh_from_db()] == ["selected", "verified", "verified"]
    assert set(ids) == set(found.candidates.values_list("pk", flat=True))


def test_a_member_votes_once(town):
    found, ids, _ = voted_on(town, ALL_YES)
    with pytest.raises(ValidationError, match="mỗi người một phiếu"):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[0])
    found.refresh_from_db()
    assert (found.voted_count, found.slips.count()) == (1, 3)


def test_nobody_votes_after_the_close(town):
    found, ids, _ = voted_on(town, ALL_YES)
    with clock.at(found.voting_closes_at), pytest.raises(ValidationError, match="không còn nhận phiếu"):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[1])
    with clock.at(found.voting_closes_at - timedelta(seconds=1)):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[1])


@pytest.mark.parametrize("who", ["stranger", "outsider", "keeper", "agency", "mayor"])
def test_only_who_is_on_the_roll_votes(town, who):
    found, ids, _ = voted_on(town, ALL_YES)
    with pytest.raises(Refused):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=getattr(town, who))
    assert found.slips.count() == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda votes: votes.popitem(), "chưa có ý kiến"),
        (lambda votes: votes.update({max(votes): "maybe"}), "Chọn đồng ý"),
        (lambda votes: votes.update({10**9: YES}), "không thuộc phần"),
    ],
)
def test_a_ballot_that_is_not_whole_is_refused_and_nothing_is_kept(town, change, words):
    found, ids, _ = voted_on(town)
    votes = dict.fromkeys(ids, YES)
    change(votes)
    with pytest.raises(ValidationError, match=words):
        voting.cast_ballot(found, votes, by=town.members[0])
    assert (found.slips.count(), seat_of(town.members[0], found).voted_on) == (0, 0)


# --- Secrecy ----------------------------------------------------------------------------------------------------------------


def test_no_slip_survives_a_vote_unchanged_and_none_names_a_voter(town):
    """Two copies of the box, before and after a vote, share nothing: the new slips cannot be told from the others."""
    found, ids, _ = voted_on(town, ALL_YES, (NO, NO, NO))
    before = {(slip.pk, bytes(slip.sealed)) for slip in found.slips.all()}
    voting.cast_ballot(found, dict.fromkeys(ids, BLANK), by=town.members[2])
    after = {(slip.pk, bytes(slip.sealed)) for slip in found.slips.all()}
    assert (len(before), len(after)) == (6, 9)
    assert {pk for pk, _ in before} & {pk for pk, _ in after} == set()
    assert {sealed for _, sealed in before} & {sealed for _, sealed in after} == set()
    assert len({len(sealed) for _, sealed in after}) == 1
    assert {field.name for field in BoxSlip._meta.get_fields()} == {"id", "round", "sealed"}
    assert {field.name for field in BallotPaper._meta.get_fields()} == {"id", "round", "ballot_number", "candidate", "contents", "code"}


def test_the_database_alone_opens_nothing(town, settings):
    found, _, _ = voted_on(town, ALL_YES)
    slip = found.slips.first()
    settings.BALLOT_SECRET = "another secret"
    with pytest.raises(InvalidTag):
        box.unseal(slip.sealed, box.purpose_of(found.pk, 1))


def test_the_log_says_that_a_member_voted_and_not_what(town):
    _found, _, receipts = voted_on(town, (YES, NO, BLANK))
    entry = Entry.objects.filter(action="vote").get()
    said = entry.after + entry.before + entry.reason
    assert str(town.members[0]) in said
    assert not any(word in said for word in (*receipts, '"for"', '"against"', "abstain"))


def test_a_receipt_answers_to_its_papers_until_one_is_changed(town):
    found, ids, receipts = voted_on(town, (YES, NO, BLANK), ALL_YES, ALL_YES, ALL_YES)
    with clock.at(found.voting_closes_at):
        counting.close_and_count(found, by=town.officer)

    def answering(receipt):
        papers = BallotPaper.objects.filter(round=found)
        return sum(
            paper.code == box.code_of(receipt, round_id=found.pk, ballot=1, candidate=paper.candidate_id, contents=paper.contents)
            for paper in papers
        )  # fmt: skip

    assert [answering(receipt) for receipt in receipts] == [3, 3, 3, 3]
    assert answering(receipts[0].lower().replace("-", " ")) == 3
    assert answering("AAAA-BBBB-CCCC-DDDD") == 0
    BallotPaper.objects.filter(round=found, candidate_id=ids[1], contents=NO).update(contents=YES)
    assert answering(receipts[0]) == 2


def test_numbers_show_only_when_they_may(town):
    found, _ids, _ = voted_on(town, ALL_YES)
    assert not may_see_numbers(town.members[0], found)  # secret: nobody before the count
    found.is_secret = False
    assert may_see_numbers(town.members[0], found)  # open: who has voted
    assert not may_see_numbers(town.members[1], found)


# --- Recusal ----------------------------------------------------------------------------------------------------------------


def test_who_is_tied_to_a_candidate_does_not_vote_on_it_nor_see_it(town):
    found, ids, _ = voted_on(town)
    candidate = Candidate.objects.get(pk=ids[0])
    voting.declare_recusal(found, candidate, tie=Tie.KIN, note="Em ruột", by=town.members[0])
    assert [c.pk for c in ballot_of(seat_of(town.members[0], found))] == ids[1:]
    assert list(candidates_for(town.members[0], found).order_by("number").values_list("pk", flat=True)) == ids[1:]
    with pytest.raises(ValidationError, match="không thuộc phần"):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[0])
    voting.cast_ballot(found, dict.fromkeys(ids[1:], YES), by=town.members[0])
    for member in town.members[1:]:
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=member)
    found = counting.close_and_count(found, by=town.officer)
    assert list(found.candidates.order_by("number").values_list("people", "votes_for")) == [(4, 4), (5, 5), (5, 5)]


def test_not_after_having_voted(town):
    found, ids, _ = voted_on(town, ALL_YES)
    with pytest.raises(ValidationError):
        voting.declare_recusal(found, Candidate.objects.get(pk=ids[0]), tie=Tie.KIN, by=town.members[0])


def test_in_the_city_nobody_votes_on_the_own_unit(town):
    found, _, _ = voted_on(town, *[ALL_YES] * 5)
    counting.announce_round(counting.close_and_count(found, by=town.officer), by=town.leader)
    city = opening.open_round(town.city, Period.containing(MAY.end, PeriodKind.QUARTER), scheme=town.schemes["city", "Q"], by=town.agency)
    for nomination in town.nominations:
        opening.add_candidate(city, nomination, by=town.agency)
    voting.start_voting(city, by=town.agency)
    recused = Recusal.objects.filter(candidate__round=city).order_by().values_list("seat__user", "tie", "is_automatic").distinct()
    assert list(recused) == [(town.leader.pk, "own_unit", True)]
    assert ballot_of(seat_of(town.leader, city)) == []


# --- Counting, closing ------------------------------------------------------------------------------------------------------


def test_without_a_quorum_the_box_stays_shut(town):
    found, _, _ = voted_on(town, ALL_YES, ALL_YES, ALL_YES)  # three of five; two thirds of five are four
    with clock.at(found.voting_closes_at), pytest.raises(ValidationError, match="chưa đủ 2/3"):
        counting.close_and_count(found, by=town.officer)
    assert found.slips.count() == 9
    with clock.at(found.voting_closes_at):
        assert counting.close_due(by=_system()) == 0
        counting.extend_voting(found, closes_at=found.voting_closes_at + timedelta(days=2), reason="Chờ đủ người", by=town.officer)


def test_no_early_count(town):
    found, _, _ = voted_on(town, ALL_YES, ALL_YES, ALL_YES, ALL_YES)
    with pytest.raises(ValidationError, match="Còn 1 thành viên"):
        counting.close_and_count(found, by=town.officer)


def test_the_clock_counts_what_has_closed(town):
    found, _, _ = voted_on(town, ALL_YES, ALL_YES, ALL_YES, ALL_YES)
    with clock.at(found.voting_closes_at):
        assert counting.close_due(by=_system()) == 1
        assert counting.close_due(by=_system()) == 0
    found.refresh_from_db()
    assert (found.state, found.slips.count(), found.papers.count()) == (RoundState.COUNTED, 0, 12)


def test_a_tie_at_the_last_place_is_settled_by_the_chair(town):
    found, _ids, _ = voted_on(town, *[ALL_YES] * 5, seats=2, tie_rule=TieRule.CHAIR)
    found = counting.close_and_count(found, by=town.officer)
    assert set(found.candidates.values_list("state", flat=True)) == {CandidateState.TIED}
    with pytest.raises(ValidationError, match="chưa phân định"):
        counting.announce_round(found, by=town.leader)
    three = list(found.candidates.order_by("number"))
    with pytest.raises(ValidationError, match="nhiều nhất 2"):
        counting.settle_tie(found, chosen=three, reason="Chủ tịch quyết định", by=town.officer)
    counting.settle_tie(found, chosen=three[:2], reason="Chủ tịch quyết định", by=town.officer)
    assert list(found.candidates.order_by("number").values_list("state", flat=True)) == ["chosen", "chosen", "not_chosen"]


def test_a_second_ballot_is_about_those_level_only_and_is_the_last(town):
    found, ids, _ = voted_on(town, *[(YES, YES, NO)] * 5, seats=1, tie_rule=TieRule.SECOND_BALLOT)
    found = counting.close_and_count(found, by=town.officer)
    found = counting.vote_again(found, closes_at=clock.now() + timedelta(days=1), by=town.officer)
    assert [c.pk for c in ballot_of(seat_of(town.members[0], found))] == ids[:2]
    for member in town.members:
        voting.cast_ballot(found, {ids[0]: NO, ids[1]: YES}, by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    assert list(found.candidates.order_by("number").values_list("state", flat=True)) == ["not_chosen", "chosen", "not_chosen"]
    with pytest.raises(ValidationError):
        counting.vote_again(found, closes_at=clock.now() + timedelta(days=1), by=town.officer)


def test_open_scores_are_kept_with_each_mark(town):
    found = voting.start_voting(opened(town, mode=Mode.SCORE, is_secret=False, seats=1), by=town.officer)
    ids = list(found.candidates.order_by("number").values_list("pk", flat=True))
    keys = list(found.criteria.values_list("key", flat=True))
    for place, member in enumerate(town.members):
        given = {pk: dict.fromkeys(keys, 9 - at) for at, pk in enumerate(ids)}
        given[ids[2]] = None if place == 0 else given[ids[2]]
        voting.cast_ballot(found, given, by=member)
    assert list(found.candidates.order_by("number").values_list("mark_mean", "mark_count", "abstained")) == [
        (9000, 5, 0),
        (8000, 5, 0),
        (7000, 4, 1),
    ]
    for candidate in found.candidates.all():
        values = [v for v in Mark.objects.filter(candidate=candidate).values_list("value", flat=True) if v is not None]
        assert (candidate.mark_sum, candidate.mark_count) == (sum(values), len(values))
    found.refresh_from_db()
    counting.close_and_count(found, by=town.officer)
    assert list(found.candidates.order_by("number").values_list("state", flat=True)) == ["chosen", "not_chosen", "not_chosen"]


@pytest.mark.parametrize("secret", [True, False])
def test_a_ranked_vote_fills_its_places(town, secret):
    found = voting.start_voting(opened(town, mode=Mode.RANK, is_secret=secret, seats=2), by=town.officer)
    a, b, c = found.candidates.order_by("number").values_list("pk", flat=True)
    for member, order in zip(town.members, [(a, b), (a, b), (a, b), (c,), (c,)], strict=True):
        voting.cast_ballot(found, {pk: place for place, pk in enumerate(order, 1)}, by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    assert set(found.candidates.filter(state="chosen").values_list("pk", flat=True)) == {a, c}
    assert found.count_notes["quota"] == 2


def test_an_absent_member_is_asked_in_writing(town):
    found, ids, _ = voted_on(town, ALL_YES)
    seat = seat_of(town.members[3], found)
    sheet = SimpleUploadedFile("y-kien.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "application/pdf")
    voting.record_written_ballot(found, seat, dict.fromkeys(ids, YES), proof=sheet, by=town.officer)
    seat.refresh_from_db()
    assert (seat.attendance, seat.voted_on, seat.written_proof.name) == ("written", 1, "y-kien.pdf")
    with pytest.raises(Refused):
        voting.record_written_ballot(found, seat, dict.fromkeys(ids, YES), proof=sheet, by=town.stranger)


def test_nothing_to_choose_is_said_with_its_reason(town):
    found = opening.open_round(town.ward, MAY, scheme=town.schemes["unit", "M"], by=town.officer)
    with pytest.raises(ValidationError, match="lý do"):
        counting.declare_nil(found, reason=" ", by=town.leader)
    counting.declare_nil(found, reason="Tháng này chưa phát hiện gương mới.", by=town.leader)
    assert Round.objects.get(pk=found.pk).state == RoundState.NIL


def test_an_annulled_round_frees_its_nominations_and_may_be_held_anew(town):
    found, _, _ = voted_on(town, ALL_YES)
    counting.void_round(found, reason="Sai danh sách", by=town.leader)
    assert {n.state for n in town.nominations if not n.refresh_from_db()} == {NominationState.VERIFIED}
    again = opening.open_round(town.ward, MAY, scheme=town.schemes["unit", "M"], by=town.officer)
    assert again.pk != found.pk


# --- Opening ----------------------------------------------------------------------------------------------------------------


def test_rounds_open_by_themselves_once(town):
    assert opening.open_due_rounds(by=_system()) == 6  # two wards × (month, quarter), the city's own two
    assert opening.open_due_rounds(by=_system()) == 0
    kept = set(Round.objects.values_list("unit", "level", "period"))
    assert (town.city.pk, Level.CITY, "2022-Q2") in kept
    assert (town.other.pk, Level.UNIT, "2022-M06") in kept


def test_only_verified_ones_of_the_own_unit_stand(town):
    found = opening.open_round(town.ward, MAY, scheme=town.schemes["unit", "M"], by=town.officer)
    for nomination in (NominationFactory(unit=town.ward), NominationFactory(unit=town.other, verified=True)):
        with pytest.raises(ValidationError, match="đã xác minh của đơn vị"):
            opening.add_candidate(found, nomination, by=town.officer)
    held = NominationFactory(unit=town.ward, verified=True, held_since=clock.now())
    with pytest.raises(ValidationError, match="tạm dừng"):
        opening.add_candidate(found, held, by=town.officer)


def test_the_list_is_frozen_when_voting_begins(town):
    found, _, _ = voted_on(town)
    with pytest.raises(ValidationError, match="đã chốt"):
        opening.add_candidate(found, NominationFactory(unit=town.ward, verified=True), by=town.officer)
    with pytest.raises(ValidationError, match="đã chốt"):
        opening.withdraw_candidate(found.candidates.first(), reason="Nhầm", by=town.officer)


def _system():
    from lantoa.accounts.models import User

    return User.objects.system()
