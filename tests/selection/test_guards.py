"""What must never go wrong with a vote: a box touched from outside, who may not vote, what follows when a nomination or a unit ends."""

from contextvars import copy_context
from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.rights import Refused, allowed
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.services.progress import move_along
from lantoa.organisations import moving
from lantoa.organisations.enums import Role
from lantoa.plans.models import Evidence
from lantoa.selection.enums import Averaging, CandidateState, Denominator, Level, Mode, RoundState, Tie, TieRule
from lantoa.selection.models import BoxSlip, Candidate, Council, CouncilMember, Recusal, Round, Scheme
from lantoa.selection.queries.rounds import ballot_of, may_be_put_up
from lantoa.selection.queries.seen import may_see_numbers, seat_of, visible_to
from lantoa.selection.services import councils, counting, opening, voting
from lantoa.selection.todo import rounds_in_hand
from tests.factories import (
    AppointmentFactory,
    AssignmentFactory,
    ClusterFactory,
    DutyFactory,
    NominationFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
    person_with,
)
from tests.selection.conftest import MAY, opened

pytestmark = pytest.mark.django_db
YES, NO = "for", "against"


def system():
    return UserFactory._meta.model.objects.system()


def started(town, **rules):
    found = voting.start_voting(opened(town, **rules), by=town.officer)
    return found, list(found.candidates.order_by("number").values_list("pk", flat=True))


def all_vote(town, found, value=YES, members=None):
    for member in members or town.members:
        voting.cast_ballot(found, {candidate.pk: value for candidate in ballot_of(seat_of(member, found))}, by=member)
    found.refresh_from_db()
    return found


# --- The box ----------------------------------------------------------------------------------------------------------------


def test_a_slip_taken_out_of_the_box_stops_the_count(town):
    found, _ = started(town)
    all_vote(town, found)
    found.slips.first().delete()
    with pytest.raises(ValidationError, match="không khớp danh sách"):
        counting.close_and_count(found, by=town.officer)
    assert (Round.objects.get(pk=found.pk).state, found.slips.count(), found.papers.count()) == (RoundState.VOTING, 14, 0)


def test_slips_of_a_former_copy_put_back_stop_the_count(town):
    """Who has the database can keep a copy of the box and lay its slips over later ones; sealed anew, each vote still has its one code."""
    found, ids = started(town)
    voting.cast_ballot(found, dict.fromkeys(ids, NO), by=town.members[0])
    kept = [bytes(sealed) for sealed in found.slips.values_list("sealed", flat=True)]
    all_vote(town, found, members=town.members[1:])
    later = list(found.slips.all()[: len(kept)])
    for slip, sealed in zip(later, kept, strict=True):
        BoxSlip.objects.filter(pk=slip.pk).update(sealed=sealed)
    with pytest.raises(ValidationError, match="không khớp danh sách"):
        counting.close_and_count(found, by=town.officer)


def test_another_key_opens_nothing_and_says_so(town, settings):
    found, ids = started(town)
    all_vote(town, found, members=town.members[:4])
    settings.BALLOT_SECRET = "another secret"
    with pytest.raises(ValidationError, match="khóa niêm phong đã đổi"):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[4])
    assert seat_of(town.members[4], found).voted_on == 0
    with clock.at(found.voting_closes_at):
        assert counting.close_due(by=system()) == 0
    settings.BALLOT_SECRET = ""
    with clock.at(found.voting_closes_at):
        assert counting.close_due(by=system()) == 1


def test_slips_of_another_round_do_not_open(town):
    found, ids = started(town)
    voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[0])
    other = opening.open_round(town.ward, Period.parse("2022-M06"), scheme=town.schemes["unit", "M"], by=town.officer)
    opening.add_candidate(other, NominationFactory(unit=town.ward, verified=True), by=town.officer)
    voting.start_voting(other, by=town.officer)
    found.slips.update(round=other)
    with pytest.raises(ValidationError, match="không mở được hòm phiếu"):
        voting.cast_ballot(other, {other.candidates.get().pk: YES}, by=town.members[1])


# --- Who votes --------------------------------------------------------------------------------------------------------------


def test_an_administrator_does_not_vote_even_from_the_roll(town):
    found, ids = started(town)
    AppointmentFactory(role=Role.ADMINISTRATOR, unit=town.city, user=town.members[4])
    with pytest.raises(Refused):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[4])
    assert not allowed(town.keeper, "selection.view_round", found)
    assert not allowed(town.keeper, "selection.run_round", found)


def test_no_vote_begins_with_an_administrator_in_the_council(town):
    found = opened(town)
    CouncilMember.objects.create(council=town.council, user=town.keeper, valid_from=date(2022, 1, 1))
    with pytest.raises(ValidationError, match="người quản trị hệ thống"):
        voting.start_voting(found, by=town.officer)


@pytest.mark.parametrize("council", ["city_council", "closed"])
def test_only_a_council_of_the_own_unit_that_still_sits_votes(town, council):
    found = opened(town)
    closed = Council.objects.create(unit=town.ward, level=Level.UNIT, name="Hội đồng cũ", closed_on=date(2022, 5, 1))
    with pytest.raises(ValidationError, match="chính đơn vị"):
        voting.start_voting(found, council=closed if council == "closed" else town.city_council, by=town.officer)


def test_a_panel_of_the_council_may_vote(town):
    panel = councils.found_council(town.ward, name="Tiểu ban kinh tế", parent=town.council, by=town.leader)
    for person in town.members[:3]:
        councils.seat_member(panel, person, by=town.leader)
    found = voting.start_voting(opened(town), council=panel, by=town.officer)
    assert (found.council, found.seat_count) == (panel, 3)
    with pytest.raises(Refused):
        voting.cast_ballot(found, {}, by=town.members[4])
    with pytest.raises(ValidationError, match="cùng đơn vị"):
        councils.found_council(town.other, name="Tiểu ban", parent=town.council, by=town.agency)


def test_nobody_votes_on_somebody_of_the_own_name_at_the_own_unit(town):
    town.nominations[0].name = town.members[3].full_name.upper()
    town.nominations[0].save()
    found, ids = started(town)
    assert list(Recusal.objects.values_list("seat__user", "candidate", "tie", "is_automatic")) == [
        (town.members[3].pk, ids[0], Tie.SELF, True)
    ]
    with pytest.raises(ValidationError, match="không thuộc phần"):
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[3])


def test_so_many_candidates_as_the_rules_ask(town):
    found = opened(town, least_candidates=4)
    with pytest.raises(ValidationError, match="cần ít nhất 4 gương"):
        voting.start_voting(found, by=town.officer)
    with pytest.raises(ValidationError, match="cần ít nhất 4 gương"):
        voting.start_voting(found, by=town.agency)


def test_who_has_voted_cannot_be_noted_absent(town):
    found, ids = started(town)
    voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[0])
    with pytest.raises(ValidationError, match="đã bỏ phiếu"):
        voting.note_attendance(seat_of(town.members[0], found), attendance="absent", by=town.officer)


def test_who_is_recused_from_all_sends_an_empty_ballot(town):
    found, ids = started(town)
    for pk in ids:
        voting.declare_recusal(found, Candidate.objects.get(pk=pk), tie=Tie.KIN, by=town.members[2])
    all_vote(town, found)
    found = counting.close_and_count(found, by=town.officer)
    assert list(found.candidates.order_by().values_list("people", "votes_for", "state").distinct()) == [(4, 4, "chosen")]


# --- Exact counting ---------------------------------------------------------------------------------------------------------


def score(town, found, marks):
    """Each member's mark for the one criterion of every candidate in turn."""
    ids = list(found.candidates.order_by("number").values_list("pk", flat=True))
    key = found.criteria.get().key
    for member, given in zip(town.members, marks, strict=True):
        voting.cast_ballot(found, {pk: {key: mark} for pk, mark in zip(ids, given, strict=True)}, by=member)
    found.refresh_from_db()
    return counting.close_and_count(found, by=town.officer)


@pytest.mark.parametrize("secret", [True, False])
@pytest.mark.parametrize(("averaging", "kept"), [(Averaging.MEAN, [6600, 5800, 8000]), (Averaging.MEDIAN, [7000, 7000, 8000])])
def test_mean_or_median_of_the_marks(town, secret, averaging, kept):
    found = opened(town, mode=Mode.SCORE, is_secret=secret, averaging=averaging)
    opening.set_criteria(found, [("Có sức lan tỏa", 3, "Kế hoạch 449/KH-UBND, I.2 ý 2")], by=town.officer)
    voting.start_voting(found, by=town.officer)
    found = score(town, found, [(9, 0, 8), (7, 7, 8), (7, 7, 8), (6, 7, 8), (4, 8, 8)])
    assert list(found.candidates.order_by("number").values_list("mark_mean", flat=True)) == kept


@pytest.mark.parametrize(("strict", "state"), [(True, "not_chosen"), (False, "chosen")])
def test_a_share_met_exactly_is_not_more_than_it(town, strict, state):
    """Two thirds of ten is 6,666… points; 20 / 3 is exactly that, and rounding it up to 6,667 must not make it more."""
    found = opened(town, mode=Mode.SCORE, threshold_over=2, threshold_under=3, threshold_strict=strict)
    opening.set_criteria(found, [("Một", 1, ""), ("Hai", 1, ""), ("Ba", 1, "")], by=town.officer)
    voting.start_voting(found, by=town.officer)
    one, two, three = found.criteria.values_list("key", flat=True)
    for member in town.members:
        voting.cast_ballot(found, {c.pk: {one: 10, two: 10, three: 0} for c in found.candidates.all()}, by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    assert set(found.candidates.values_list("state", flat=True)) == {state}


def test_weights_weigh(town):
    found = opened(town, mode=Mode.SCORE, seats=1)
    opening.set_criteria(found, [("Nặng", 3, ""), ("Nhẹ", 1, "")], by=town.officer)
    voting.start_voting(found, by=town.officer)
    heavy, light = found.criteria.values_list("key", flat=True)
    a, b, c = found.candidates.order_by("number").values_list("pk", flat=True)
    for member in town.members:
        voting.cast_ballot(found, {a: {heavy: 8, light: 4}, b: {heavy: 6, light: 10}, c: None}, by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    kept = found.candidates.order_by("number").values_list("mark_mean", "mark_count", "abstained", "state")
    assert list(kept) == [(7000, 5, 0, "chosen"), (7000, 5, 0, "chosen"), (0, 0, 5, "not_chosen")]  # the rules take both at the last place


@pytest.mark.parametrize(("of", "people", "needed"), [(Denominator.ALL, 5, 4), (Denominator.TAKING_PART, 4, 4)])
def test_of_all_members_or_of_those_who_take_part(town, of, people, needed):
    """80 % of five is four; of the four who voted 3,2, so four."""
    found, _ = started(town, denominator=of, threshold_over=4, threshold_under=5, threshold_strict=False)
    all_vote(town, found, members=town.members[:4])
    with clock.at(found.voting_closes_at):
        found = counting.close_and_count(found, by=town.officer)
    assert set(found.candidates.values_list("people", "needed", "state")) == {(people, needed, "chosen")}


def test_taking_both_of_those_level_is_the_rules_word(town):
    found, ids = started(town, seats=1, tie_rule=TieRule.BOTH)
    for member in town.members:
        voting.cast_ballot(found, {ids[0]: YES, ids[1]: YES, ids[2]: NO}, by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    assert list(found.candidates.order_by("number").values_list("state", flat=True)) == ["chosen", "chosen", "not_chosen"]
    assert found.chosen_count == 2


# --- Criteria ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Đặt từ 1 đến"),
        ([(f"Tiêu chí {n}", 1, "") for n in range(13)], "Đặt từ 1 đến"),
        ([("Lan tỏa", 1, ""), ("lan toả", 1, "")], "trùng tên"),
        ([("Lan tỏa", 0, "")], "hệ số từ 1"),
        ([("Lan tỏa", 11, "")], "hệ số từ 1"),
        ([(" ", 1, "")], "cần tên"),
        ([("x" * 500, 1, "")], "200"),
    ],
)
def test_criteria_that_make_no_sense_are_refused_and_the_old_stay(town, rows, words):
    found = opened(town, mode=Mode.SCORE)
    with pytest.raises(ValidationError, match=words):
        opening.set_criteria(found, rows, by=town.officer)
    assert found.criteria.count() == 5


def test_criteria_stay_once_voting_begins_and_pass_to_the_next_round(town):
    found = opened(town, mode=Mode.SCORE)
    opening.set_criteria(found, [("Lan tỏa", 2, "I.2 ý 2"), ("Tương trợ", 1, "")], by=town.officer)
    voting.start_voting(found, by=town.officer)
    with pytest.raises(ValidationError, match="đã chốt"):
        opening.set_criteria(found, [("Khác", 1, "")], by=town.officer)
    with pytest.raises(Refused):
        opening.set_criteria(found, [("Khác", 1, "")], by=town.stranger)
    after = opening.open_round(town.ward, Period.parse("2022-M06"), scheme=town.schemes["unit", "M"], by=town.officer)
    assert list(after.criteria.values_list("name", "weight", "source")) == [("Lan tỏa", 2, "I.2 ý 2"), ("Tương trợ", 1, "")]


# --- What ends while a round goes on ----------------------------------------------------------------------------------------


def test_a_nomination_withdrawn_while_voting_drops_out_and_the_vote_goes_on(town, django_capture_on_commit_callbacks):
    found, ids = started(town)
    for member in town.members[:2]:
        voting.cast_ballot(found, dict.fromkeys(ids, YES), by=member)
    with django_capture_on_commit_callbacks(execute=True):
        move_along(town.nominations[0], NominationState.WITHDRAWN, reason="Rút đồng ý", by=system())
    assert [c.pk for c in ballot_of(seat_of(town.members[2], found))] == ids[1:]
    for member in town.members[2:]:
        voting.cast_ballot(found, dict.fromkeys(ids[1:], YES), by=member)
    found.refresh_from_db()
    found = counting.close_and_count(found, by=town.officer)
    kept = list(found.candidates.order_by("number").values_list("state", "votes_for"))
    assert kept == [("withdrawn", 0), ("chosen", 5), ("chosen", 5)]
    counting.announce_round(found, by=town.leader)
    assert (found.candidate_count, found.chosen_count) == (2, 2)
    assert town.nominations[0].candidacies.get().state == CandidateState.WITHDRAWN


def test_one_withdrawn_after_the_count_is_not_announced(town, django_capture_on_commit_callbacks):
    found, ids = started(town)
    found = counting.close_and_count(all_vote(town, found), by=town.officer)
    with django_capture_on_commit_callbacks(execute=True):
        move_along(town.nominations[1], NominationState.WITHDRAWN, reason="Rút đồng ý", by=system())
    found = counting.announce_round(found, by=town.leader)
    assert (found.chosen_count, set(found.candidates.filter(state="chosen").values_list("pk", flat=True))) == (2, {ids[0], ids[2]})
    city = opening.open_round(town.city, Period.containing(MAY.end, PeriodKind.MONTH), scheme=town.schemes["city", "M"], by=town.agency)
    assert set(may_be_put_up(city)) == {town.nominations[0], town.nominations[2]}


@pytest.mark.parametrize("until", [RoundState.OPEN, RoundState.VOTING, RoundState.COUNTED])
def test_when_a_unit_ends_its_rounds_end_and_the_heir_has_the_nominations(town, until):
    found = opened(town)
    if until != RoundState.OPEN:
        voting.start_voting(found, by=town.officer)
    if until == RoundState.COUNTED:
        counting.close_and_count(all_vote(town, found), by=town.officer)
    assert ("Đợt bình chọn chưa công bố (sẽ hủy, gương trở lại đã xác minh)", 1) in moving.what_moves(town.ward, clock.today())
    moving.move_all(town.ward, town.other, clock.today(), by=town.agency)
    found.refresh_from_db()
    town.council.refresh_from_db()
    assert (found.state, town.council.closed_on) == (RoundState.VOID, clock.today())
    assert {(n.unit, n.state) for n in town.nominations if not n.refresh_from_db()} == {(town.other, NominationState.VERIFIED)}


def test_a_quarter_may_choose_again_among_those_of_its_months(town):
    started_round, _ = started(town)
    counting.announce_round(counting.close_and_count(all_vote(town, started_round), by=town.officer), by=town.leader)
    quarter = opening.open_round(
        town.ward, Period.containing(MAY.end, PeriodKind.QUARTER), scheme=town.schemes["unit", "Q"], by=town.officer
    )
    fresh = NominationFactory(unit=town.ward, verified=True)
    assert set(may_be_put_up(quarter)) == {*town.nominations, fresh}
    june = opening.open_round(town.ward, Period.parse("2022-M06"), scheme=town.schemes["unit", "M"], by=town.officer)
    assert set(may_be_put_up(june)) == {fresh}


# --- Opening by itself ------------------------------------------------------------------------------------------------------


def test_an_authority_without_rules_gets_the_proposals_and_its_rounds(town):
    city = UnitFactory(city=True)
    ClusterFactory(authority=city, units=[UnitFactory(parent=city)])
    opening.open_due_rounds(by=system())
    mine = Scheme.objects.filter(authority=city)
    assert sorted(mine.values_list("level", "period_kind", "decided_by")) == [
        ("city", "M", ""), ("city", "Q", ""), ("unit", "M", ""), ("unit", "Q", "")
    ]  # fmt: skip
    assert all(scheme.is_proposal for scheme in mine)
    assert Round.objects.filter(scheme__in=mine).count() == 4
    assert opening.open_due_rounds(by=system()) == 0


def test_nothing_opens_for_a_unit_closed_before_or_since(town):
    town.other.closed_on = date(2022, 5, 15)  # it was there on the first day of the quarter
    town.other.save()
    opening.open_due_rounds(by=system())
    assert not Round.objects.filter(unit=town.other).exists()
    assert Round.objects.filter(unit=town.ward).count() == 2


# --- Who sees what ----------------------------------------------------------------------------------------------------------


def test_what_is_counted_and_not_announced_is_for_the_council_and_who_runs_the_round(town):
    found, _ = started(town)
    found = counting.close_and_count(all_vote(town, found), by=town.officer)
    onlooker = person_with(Role.GRASSROOTS, town.ward)
    assert visible_to(onlooker).filter(pk=found.pk).exists()
    assert [may_see_numbers(user, found) for user in (town.officer, town.members[3], town.agency, onlooker)] == [True, True, True, False]
    found = counting.announce_round(found, by=town.leader)
    assert may_see_numbers(onlooker, found)


def test_of_an_annulled_vote_not_counted_nobody_sees_numbers(town):
    found, _ = started(town)
    all_vote(town, found)
    found = counting.void_round(found, reason="Sai danh sách", by=town.leader)
    assert not may_see_numbers(town.officer, found)


def test_a_round_without_anybody_is_seen_by_the_citys_people_and_proves_the_duty_as_nil(town):
    duty = DutyFactory(plan=PlanFactory(issuer=town.city), evidence_kinds=["round", "minutes", "nil"])
    june = AssignmentFactory(duty=duty, unit=town.ward, period=MAY.code, period_start=MAY.start, period_end=MAY.end)
    quarterly = AssignmentFactory(duty=duty, unit=town.ward, period="2022-Q2", period_start=date(2022, 4, 1), period_end=date(2022, 6, 30))
    found = opening.open_round(town.ward, MAY, scheme=town.schemes["unit", "M"], by=town.officer)
    assert not visible_to(town.mayor).filter(pk=found.pk).exists()
    counting.declare_nil(found, reason="Chưa phát hiện gương mới.", by=town.leader)
    assert visible_to(town.mayor).filter(pk=found.pk).exists()
    proof = Evidence.objects.get(assignment=june)
    assert (proof.kind, proof.record_id) == ("round", found.pk)
    assert proof.title.endswith("không phát sinh (Chưa phát hiện gương mới.)")
    assert not Evidence.objects.filter(assignment=quarterly).exists()


def test_what_waits_for_who_runs_the_round(town):
    found, _ = started(town)

    def rows(user, moment=None):
        with clock.at(moment or clock.now()):
            return [(row.verb, row.sentence.removeprefix(f"{town.ward}. ")) for row in rounds_in_hand(user, clock.today(), 10)]

    assert rows(town.officer) == []
    all_vote(town, found, members=town.members[:2])
    assert rows(town.officer, found.voting_closes_at) == [("Gia hạn hoặc kiểm phiếu", "Hết hạn, mới 2/5 thành viên bỏ phiếu.")]
    all_vote(town, found, members=town.members[2:])
    assert rows(town.officer) == [("Kiểm phiếu", "Mọi thành viên đã bỏ phiếu.")]
    assert rows(town.stranger) == rows(town.outsider) == []
    city = opening.open_round(town.city, MAY, scheme=town.schemes["city", "M"], by=town.agency)
    with clock.at(city.list_closes_on):
        assert [row.title for row in rounds_in_hand(town.agency, clock.today(), 10)] == [str(city)]


# --- At once ----------------------------------------------------------------------------------------------------------------


def at_once(*acts):
    """Run each in a thread of its own, by this moment's clock; how many did not refuse."""
    done = []

    def run(act):
        try:
            act()
            done.append(1)
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


ON_POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time anyway")


@ON_POSTGRES
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [2, 4, 50])
def test_the_same_ballot_many_times_at_once_counts_once(town, times):
    found, ids = started(town)
    assert at_once(*[lambda: voting.cast_ballot(found, dict.fromkeys(ids, YES), by=town.members[0])] * times) == 1
    found.refresh_from_db()
    assert (found.voted_count, found.slips.count()) == (1, 3)


@ON_POSTGRES
@pytest.mark.django_db(transaction=True)
def test_all_members_vote_at_once_and_none_is_lost(town):
    found, ids = started(town)
    votes = dict.fromkeys(ids, YES)
    assert at_once(*[lambda member=member: voting.cast_ballot(found, votes, by=member) for member in town.members * 3]) == 5
    found.refresh_from_db()
    assert (found.voted_count, found.slips.count()) == (5, 15)
    found = counting.close_and_count(found, by=town.officer)
    assert set(found.candidates.values_list("votes_for", flat=True)) == {5}


@ON_POSTGRES
@pytest.mark.django_db(transaction=True)
def test_a_vote_at_the_last_second_is_either_counted_or_refused(town):
    found, ids = started(town)
    all_vote(town, found, members=town.members[:4])
    votes = dict.fromkeys(ids, YES)
    with clock.at(found.voting_closes_at):
        given = at_once(
            lambda: voting.cast_ballot(found, votes, by=town.members[4]), lambda: counting.close_and_count(found, by=town.officer)
        )
    found.refresh_from_db()
    assert (given, found.state, found.voted_count, found.papers.count()) == (1, RoundState.COUNTED, 4, 12)


def test_the_databases_clock_is_the_machines_but_for_what_is_simulated(settings):
    with clock.at(date(2022, 6, 1)):
        assert clock.database_now() == clock.now()
    settings.FIXED_TODAY = None
    token = clock._simulated.set(None)
    try:
        assert abs(clock.database_now() - clock.now()) < timedelta(minutes=5)
    finally:
        clock._simulated.reset(token)
