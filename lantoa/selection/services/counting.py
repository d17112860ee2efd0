"""Counting, settling what is level, and making it known. Results stand as pending until they are announced, all at once."""

import hashlib
import logging
from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.periods import Period
from lantoa.core.rights import require
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.services.progress import move_along
from lantoa.organisations.models import Unit
from lantoa.plans.services import evidence
from lantoa.selection import box
from lantoa.selection.counting import stv
from lantoa.selection.counting.approving import Choice, placed
from lantoa.selection.counting.scoring import Average, average, weighted
from lantoa.selection.counting.thresholds import has_quorum
from lantoa.selection.enums import CandidateState, Denominator, Level, Mode, RoundState, TieRule
from lantoa.selection.marks import TALLY_FIELDS, THOUSANDTHS, clear, keep_choice, keep_mark, mark_value
from lantoa.selection.models import BallotPaper, Candidate, Council, Mark, Recusal, Round
from lantoa.selection.notifying import tell_extended, tell_result, tell_second_ballot
from lantoa.selection.queries.rounds import listed, locked, opened, rounds_going_on, to_vote_on
from lantoa.ui.words import day as written_day

C = CandidateState
Vote = tuple[int | None, Any]  # candidate (None: a ranking of all) and what was said
Placed = tuple[list[int], list[int]]  # chosen, and level at the last place
log = logging.getLogger(__name__)


@transaction.atomic
def close_and_count(found: Round, *, by: User) -> Round:
    """End the vote and count it: when all have voted, or the hour has passed.

    Effects, in order: the box is opened, its papers laid out in an order of their own; the tallies; who passes, who is level at the last
    place; the digest of all papers; the state. Without a quorum the box stays shut: extend, or annul the round.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    if found.state != RoundState.VOTING:
        raise ValidationError(f"{found} {found.get_state_display()}, không kiểm phiếu được.", code="state")
    if found.voted_count < found.seat_count and clock.database_now() < found.voting_closes_at:
        left = found.seat_count - found.voted_count
        raise ValidationError(f"Còn {left} thành viên chưa bỏ phiếu và chưa hết hạn. Chờ đủ phiếu hoặc đến hạn.", code="early")
    if not has_quorum(found.voted_count, found.seat_count, found.quorum):
        raise ValidationError(
            f"Mới {found.voted_count}/{found.seat_count} thành viên bỏ phiếu, chưa đủ {found.quorum_over}/{found.quorum_under} theo quy chế. "
            "Hòm phiếu chưa mở: gia hạn để bỏ phiếu tiếp, hoặc hủy đợt.",
            code="no_quorum",
        )
    return _count(found, by)


def close_due(*, by: User) -> int:
    """Count every vote whose hour has passed and that has a quorum; returns how many. The others wait for who runs them."""
    require(by, "selection.run_clock")
    due = Round.objects.filter(state=RoundState.VOTING, voting_closes_at__lte=clock.database_now()).order_by("voting_closes_at", "pk")
    counted = 0
    for found in list(due):
        if has_quorum(found.voted_count, found.seat_count, found.quorum):
            try:
                close_and_count(found, by=by)
            except ValidationError as error:  # one box that does not open must not keep the others shut
                log.warning("round %s was not counted: %s", found.pk, " ".join(error.messages))
            else:
                counted += 1
    return counted


@transaction.atomic
def settle_tie(found: Round, *, chosen: list[Candidate], reason: str, by: User) -> Round:
    """Decide among those level at the last place by the round's rule (the chair's word, or taking them all).

    Effects, in order: each candidate with the reason; the count; a trail line.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    level = list(found.candidates.filter(state=C.TIED).order_by("number"))
    if found.state != RoundState.COUNTED or not level:
        raise ValidationError("Không có gương nào bằng phiếu cần phân định.", code="no_tie")
    if found.tie_rule == TieRule.SECOND_BALLOT and found.ballot_number < 2:
        raise ValidationError("Quy chế của đợt là bỏ phiếu lần hai. Bấm “Bỏ phiếu lần hai”.", code="second_ballot")
    if not reason.strip():
        raise ValidationError({"reason": "Ghi ai quyết định và vì sao, để đưa vào biên bản."})
    picked = {candidate.pk for candidate in chosen}
    free = max(0, (found.seats or len(level)) - found.candidates.filter(state=C.CHOSEN).count())
    if not picked <= {candidate.pk for candidate in level} or len(picked) > free:
        raise ValidationError(f"Chọn nhiều nhất {free} trong các gương bằng phiếu.", code="too_many")
    for candidate in level:
        candidate.state = C.CHOSEN if candidate.pk in picked else C.NOT_CHOSEN
        candidate.decided_by_tie_rule = reason[:300]
        candidate.save(update_fields=["state", "decided_by_tie_rule"])
    found.chosen_count = found.candidates.filter(state=C.CHOSEN).count()
    found.save(update_fields=["chosen_count"])
    trail.record("settle_tie", found, by=by, reason=reason, after={"chọn gương số": [candidate.number for candidate in chosen]})
    return found


@transaction.atomic
def vote_again(found: Round, *, closes_at, by: User) -> Round:
    """A second ballot among those level; the last one (law-and-formats §2.5: at most two).

    Effects, in order: their tallies begin anew; the roll is open again; the state; the voters are told.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    level = list(found.candidates.filter(state=C.TIED))
    if found.state != RoundState.COUNTED or not level or found.ballot_number >= 2:
        raise ValidationError("Chỉ bỏ phiếu lần hai khi có gương bằng phiếu, và chỉ một lần.", code="no_second_ballot")
    if closes_at <= clock.now():
        raise ValidationError({"closes_at": "Hạn bỏ phiếu đã qua. Chọn hạn khác."})
    for candidate in level:
        clear(candidate)
        candidate.save(update_fields=TALLY_FIELDS)
    found.ballot_number, found.voted_count, found.voting_closes_at = 2, 0, closes_at
    workflow.move(found, RoundState.VOTING, by=by, reason="Bỏ phiếu lần hai", also=("ballot_number", "voted_count", "voting_closes_at"))
    tell_second_ballot(found, [seat.user for seat in found.roll.select_related("user")], by=by)
    return found


@transaction.atomic
def announce_round(found: Round, *, by: User) -> Round:
    """Make the result known and let it take effect, all at once.

    Effects, in order: the state; at a unit's round each nomination chosen is selected, each other one free for a later round; the round
    proves the unit's duty of that period; the unit's people and the senders who are staff are told.
    """
    require(by, "selection.announce_round", found)
    found = locked(found)
    if found.candidates.filter(state=C.TIED).exists():
        raise ValidationError("Còn gương bằng phiếu chưa phân định.", code="tied")
    found.announced_at = clock.now()
    workflow.move(found, RoundState.ANNOUNCED, by=by, also=("announced_at",))
    for candidate in found.candidates.exclude(state=C.WITHDRAWN).select_related("nomination").order_by("number"):
        if candidate.nomination.state == NominationState.SHORTLISTED:
            to = NominationState.SELECTED if candidate.state == C.CHOSEN else NominationState.VERIFIED
            move_along(candidate.nomination, to, reason=str(found), by=by)
    names = ", ".join(found.candidates.filter(state=C.CHOSEN).order_by("rank", "number").values_list("nomination__name", flat=True))
    _prove(found, f"{found}: {names or 'không gương nào đạt'}", by)
    tell_result(found, by=by)
    return found


@transaction.atomic
def declare_nil(found: Round, *, reason: str, by: User) -> Round:
    """Nothing to choose from this time, said with its reason: different from silence.

    Effects, in order: the reason; the state; the round proves the unit's duty of that period, as nil.
    """
    require(by, "selection.announce_round", found)
    found = locked(found)
    if listed(found).exists():
        raise ValidationError("Danh sách đang có gương. Rút hết khỏi danh sách trước khi ghi không phát sinh.", code="listed")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do kỳ này không có ai để chọn."})
    found.nil_reason = reason
    workflow.move(found, RoundState.NIL, by=by, reason=reason, also=("nil_reason",))
    _prove(found, f"{found}: không phát sinh ({reason})", by)
    return found


@transaction.atomic
def void_round(found: Round, *, reason: str, by: User) -> Round:
    """Annul: nothing of it holds. Effects, in order: the reason; the state; its nominations are free again."""
    require(by, "selection.announce_round", found)
    found = locked(found)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do hủy đợt."})
    return _annul(found, reason, by)


@transaction.atomic
def drop_out(candidate: Candidate, *, reason: str, by: User) -> Candidate:
    """Take a candidate out of a round that goes on because its nomination ended (consent withdrawn, say); votes on it are not counted.

    Effects, in order: the candidate; the counts; a trail line. The clock's right: nobody chooses this, it follows.
    """
    require(by, "selection.run_clock")
    found = locked(candidate.round)
    candidate = Candidate.objects.select_for_update(of=["self"]).select_related("nomination").get(pk=candidate.pk)
    if found.state not in (RoundState.OPEN, RoundState.VOTING, RoundState.COUNTED) or candidate.state == C.WITHDRAWN:
        return candidate
    candidate.state, candidate.rank, candidate.withdrawal_reason = C.WITHDRAWN, None, reason[:300]
    candidate.save(update_fields=["state", "rank", "withdrawal_reason"])
    found.candidate_count -= 1
    found.chosen_count = found.candidates.filter(state=C.CHOSEN).count()
    found.save(update_fields=["candidate_count", "chosen_count"])
    trail.record("withdraw_candidate", found, by=by, reason=reason, before={"gương số": candidate.number})
    return candidate


@transaction.atomic
def end_rounds_of(unit: Unit, heir: Unit | None, day: date, *, by: User) -> None:
    """What becomes of a unit's rounds when it ends (organisations.moving; the right was asked for by the reorganisation): those not
    announced are annulled, and what stood in them is free for the heir's. Its councils end that day.

    Effects, for each: as `void_round`; then the councils, each with a trail line.
    """
    why = f"{unit} thôi hoạt động từ {written_day(day)}" + (f", nhập vào {heir}." if heir else ".")
    for found in rounds_going_on(unit).order_by("pk"):
        _annul(locked(found), why, by)
    for council in Council.objects.select_for_update().filter(unit=unit, closed_on__isnull=True).order_by("pk"):
        council.closed_on = day
        council.save(update_fields=["closed_on"])
        trail.record("close", council, by=by, reason=why)


def _annul(found: Round, reason: str, by: User) -> Round:
    found.void_reason = reason
    workflow.move(found, RoundState.VOID, by=by, reason=reason, also=("void_reason",))
    for candidate in found.candidates.exclude(state=C.WITHDRAWN).select_related("nomination"):
        if candidate.nomination.state == NominationState.SHORTLISTED and found.level == Level.UNIT:
            move_along(candidate.nomination, NominationState.VERIFIED, reason=reason, by=by)
    return found


@transaction.atomic
def extend_voting(found: Round, *, closes_at, reason: str, by: User) -> Round:
    """More time to vote, also when the hour has passed without a quorum.

    Effects, in order: the hour and the reason; a trail line; who has not voted yet is told.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    if found.state != RoundState.VOTING:
        raise ValidationError("Chỉ gia hạn khi đang bỏ phiếu.", code="state")
    if closes_at <= max(clock.database_now(), found.voting_closes_at):
        raise ValidationError({"closes_at": "Hạn mới phải sau hạn cũ."})
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do gia hạn."})
    found.voting_closes_at, found.extended_because = closes_at, reason
    found.save(update_fields=["voting_closes_at", "extended_because"])
    trail.record("extend", found, by=by, reason=reason, after={"nhận phiếu đến": timezone.localtime(closes_at).strftime("%H:%M %d/%m/%Y")})
    tell_extended(found, [seat.user for seat in found.roll.select_related("user") if seat.voted_on < found.ballot_number], by=by)
    return found


@transaction.atomic
def write_minutes(found: Round, *, place: str, discussion: str, dissent: str, ended_at=None, by: User) -> Round:
    """What the minutes need besides the figures. Effects: the words; a trail line."""
    require(by, "selection.run_round", found)
    found = locked(found)
    if found.state not in (RoundState.VOTING, RoundState.COUNTED, RoundState.ANNOUNCED):
        raise ValidationError("Ghi biên bản khi đợt đã bắt đầu bỏ phiếu.", code="state")
    found.place, found.discussion, found.dissent, found.ended_at = place, discussion, dissent, ended_at or found.ended_at
    found.full_clean(exclude=["council", "scheme"])
    found.save(update_fields=["place", "discussion", "dissent", "ended_at"])
    trail.record("write_minutes", found, by=by)
    return found


def _count(found: Round, by: User) -> Round:
    candidates = {candidate.pk: candidate for candidate in to_vote_on(found).select_for_update(of=["self"]).select_related("nomination")}
    votes = _open_box(found, candidates) if found.is_secret else _open_votes(found)
    _people(found, candidates)
    match found.mode:
        case Mode.APPROVE:
            chosen, level = _by_approval(found, candidates)
        case Mode.SCORE:
            chosen, level = _by_marks(found, candidates, votes)
        case _:
            chosen, level = _by_order(found, candidates, votes), []
    for pk, candidate in candidates.items():
        candidate.state = C.CHOSEN if pk in chosen else C.TIED if pk in level else C.NOT_CHOSEN
        candidate.rank = chosen.index(pk) + 1 if pk in chosen else None
        if pk in level and found.tie_rule == TieRule.BOTH:
            candidate.state, candidate.decided_by_tie_rule = C.CHOSEN, "Quy chế: chọn cả các gương bằng phiếu"
    Candidate.objects.bulk_update(
        candidates.values(), ["state", "rank", "people", "needed", "decided_by_tie_rule", *TALLY_FIELDS], batch_size=500
    )
    found.chosen_count = found.candidates.filter(state=C.CHOSEN).count()
    found.counted_at = found.ended_at = clock.now()
    found.result_digest = _digest(found)
    workflow.move(
        found, RoundState.COUNTED, by=by,
        also=("chosen_count", "counted_at", "ended_at", "result_digest", "count_notes"),
    )  # fmt: skip
    return found


def _open_box(found: Round, candidates: dict[int, Candidate]) -> list[Vote]:
    """Lay out the papers, and add them up. Votes on a candidate that dropped out meanwhile stay unread."""
    slips = box.mixed(opened(found))
    _check_box(found, candidates, slips)
    BallotPaper.objects.bulk_create(
        [
            BallotPaper(
                round=found, ballot_number=found.ballot_number, candidate_id=slip["candidate"], contents=slip["contents"], code=slip["code"]
            )
            for slip in slips
        ],
        batch_size=500,
    )
    found.slips.all().delete()
    votes = [(slip["candidate"], slip["contents"]) for slip in slips if slip["candidate"] in candidates or slip["candidate"] is None]
    weights = dict(found.criteria.values_list("key", "weight"))
    for pk, contents in votes:
        if found.mode == Mode.APPROVE:
            keep_choice(candidates[pk], Choice(contents))
        elif found.mode == Mode.SCORE:
            keep_mark(candidates[pk], mark_value(contents, weights))
    return votes


def _check_box(found: Round, candidates: dict[int, Candidate], slips: list[dict]) -> None:
    """The box must hold, for each candidate, one vote of each member who voted and was not recused; no vote twice.

    Whoever has the database but not the key can take slips out or put former ones back, not write one: both show here.
    """
    voted = set(found.roll.filter(voted_on=found.ballot_number).values_list("pk", flat=True))
    there = Counter(slip["candidate"] for slip in slips)
    recused = _recused(candidates)
    expected = {None: len(voted)} if found.mode == Mode.RANK else {pk: len(voted - recused.get(pk, set())) for pk in candidates}
    wrong = [pk for pk, number in expected.items() if there[pk] != number]
    if wrong or len({slip["code"] for slip in slips}) < len(slips):
        numbers = ", ".join(str(candidates[pk].number) for pk in wrong if pk in candidates)
        raise ValidationError(
            f"Hòm phiếu không khớp danh sách đã bỏ phiếu{f' (gương số {numbers})' if numbers else ''}: có phiếu bị lấy ra hoặc đưa vào ngoài hệ "
            "thống. Chưa đếm. Báo người quản trị xem nhật ký, rồi hủy đợt để bỏ phiếu lại.",
            code="box",
        )


def _open_votes(found: Round) -> list[Vote]:
    """The votes of an open vote; a ranking as in the box: all of one member's, in order."""
    marks = Mark.objects.filter(seat__round=found, ballot_number=found.ballot_number)
    if found.mode != Mode.RANK:
        return list(marks.order_by("candidate", "seat").values_list("candidate_id", "points"))
    given: dict[int, list[int]] = {}
    for seat, candidate in marks.filter(place__isnull=False).order_by("seat", "place").values_list("seat_id", "candidate_id"):
        given.setdefault(seat, []).append(candidate)
    return [(None, order) for order in given.values()]


def _recused(candidates: dict[int, Candidate]) -> dict[int, set[int]]:
    """Candidate → seats recused from it. One query."""
    found: dict[int, set[int]] = {}
    for pk, seat in Recusal.objects.filter(candidate__in=candidates).values_list("candidate_id", "seat_id"):
        found.setdefault(pk, set()).add(seat)
    return found


def _people(found: Round, candidates: dict[int, Candidate]) -> None:
    """Of whom each candidate's share is taken: all members, or those who took part; those recused from it are left out."""
    roll = found.roll.filter(voted_on=found.ballot_number) if found.denominator == Denominator.TAKING_PART else found.roll.all()
    seats, recused = set(roll.values_list("pk", flat=True)), _recused(candidates)
    for pk, candidate in candidates.items():
        candidate.people = len(seats - recused.get(pk, set()))
        candidate.needed = found.threshold.needed_of(candidate.people)


def _by_approval(found: Round, candidates: dict[int, Candidate]) -> Placed:
    passing = {pk: candidate.votes_for for pk, candidate in candidates.items() if candidate.votes_for >= candidate.needed}
    return placed(passing, _seats_left(found))


def _by_marks(found: Round, candidates: dict[int, Candidate], votes: list[Vote]) -> Placed:
    """The best marks of those that reach the share of the highest mark; compared exactly, before anything is rounded."""
    weights = dict(found.criteria.values_list("key", "weight"))
    given: dict[int, list[Fraction]] = {}
    for pk, points in votes:
        if points and pk in candidates:
            given.setdefault(pk, []).append(weighted(points, weights))
    marks = {pk: average(each, Average(found.averaging)) for pk, each in given.items()}
    for pk, mark in marks.items():
        candidates[pk].mark_mean = round(mark * THOUSANDTHS)
    passing = {pk: mark for pk, mark in marks.items() if found.threshold.is_reached_by(mark, found.highest_mark)}
    return placed(passing, _seats_left(found))


def _by_order(found: Round, candidates: dict[int, Candidate], votes: list[Vote]) -> list[int]:
    lots = box.mixed(sorted(candidates))
    rankings = [[pk for pk in order if pk in candidates] for _, order in votes]
    result = stv.count(rankings, candidates=sorted(candidates), seats=_seats_left(found) or 1, lots=lots)
    found.count_notes = _plain(result, lots)
    return list(result.elected)


def _seats_left(found: Round) -> int | None:
    """Places to fill by this ballot: in a second one those the first left open."""
    if found.seats is None:
        return None
    return found.seats - found.candidates.filter(state=C.CHOSEN).count() if found.ballot_number > 1 else found.seats


def _plain(result: stv.Result, lots: list[int]) -> dict[str, Any]:
    """The stages of a ranked count, for the minutes."""
    return {
        "quota": result.quota, "lots": lots,
        "stages": [
            {"totals": {str(pk): str(total) for pk, total in stage.totals.items()}, "elected": list(stage.elected),
             "excluded": stage.excluded, "by_lot": stage.by_lot}
            for stage in result.stages
        ],
    }  # fmt: skip


def _digest(found: Round) -> str:
    """One number over all that was counted: printed in the minutes, it shows later whether a paper was changed, added or taken away."""
    if found.is_secret:
        lines = found.papers.order_by("code").values_list("code", flat=True)
    else:
        marks = Mark.objects.filter(seat__round=found).order_by("seat", "candidate", "ballot_number")
        lines = [str(row) for row in marks.values_list("seat_id", "candidate_id", "ballot_number", "choice", "value", "place")]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _prove(found: Round, title: str, by: User) -> None:
    """The round is proof of the duty of its own period (duty U08)."""
    day = min(Period.parse(found.period).end, clock.today())
    evidence.add_record_proof("round", found.pk, found.unit, title=title, happened_on=day, period=found.period, by=by)
