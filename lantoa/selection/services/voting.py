"""The vote: the roll is called, ties are declared, ballots are given. By the database's clock nothing counts after the close: a ballot is
judged by the moment it came, before it waited for its turn; one that comes to a box already opened is refused."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import Refused, require
from lantoa.core.text import fold
from lantoa.exemplars.enums import SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.locking import check_not_held
from lantoa.files.services import store_file
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment
from lantoa.organisations.queries import has_role
from lantoa.selection import box
from lantoa.selection.counting.approving import Choice
from lantoa.selection.enums import Attendance, Averaging, Level, Mode, RoundState, Tie
from lantoa.selection.marks import TALLY_FIELDS, keep_choice, keep_mark, keep_median, mark_value
from lantoa.selection.models import BoxSlip, Candidate, Council, CouncilMember, Mark, Recusal, Round, Seat
from lantoa.selection.notifying import tell_voters
from lantoa.selection.queries.rounds import ballot_of, listed, locked, opened
from lantoa.selection.queries.seen import seat_of

# candidate id → what is said: a Choice, points by criterion (None: abstains), or the place in the order.
Votes = Mapping[int, Any]
LEAST_MEMBERS = 3  # fewer hide nobody's vote


@transaction.atomic
def start_voting(found: Round, *, council: Council | None = None, closes_at: datetime | None = None, by: User) -> Round:
    """Freeze the list and the roll, and open the vote by `council` (the round's own, when not said; a panel of it may do).

    Effects, in order: a seat for each member of the council today; who may not vote on a candidate is recused (see `_automatic_tie`);
    the state; the voters are told.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    found.council = council or found.council
    rows = list(listed(found).select_related("nomination"))
    _check_may_start(found, rows)
    members = list(CouncilMember.objects.at(clock.today()).filter(council=found.council).select_related("user").order_by("order", "pk"))
    if len(members) < LEAST_MEMBERS:
        raise ValidationError(f"Hội đồng cần ít nhất {LEAST_MEMBERS} thành viên để bỏ phiếu.", code="few")
    if out := [str(member.user) for member in members if not member.user.is_active or has_role(member.user, Role.ADMINISTRATOR)]:
        raise ValidationError(
            f"Cho {', '.join(out)} thôi làm thành viên hội đồng trước: người quản trị hệ thống và tài khoản đã ngừng không bỏ phiếu.",
            code="out",
        )
    found.voting_closes_at = closes_at or found.voting_closes_at
    if found.voting_closes_at <= clock.database_now():
        raise ValidationError({"closes_at": "Hạn bỏ phiếu đã qua. Chọn hạn khác."})
    for member in members:
        seat = Seat.objects.create(round=found, user=member.user, post=member.post, order=member.order)
        held = Appointment.objects.at(clock.today()).filter(user=member.user, unit__isnull=False)
        own = set(held.values_list("unit_id", flat=True))
        for candidate in rows:
            if tie := _automatic_tie(found, candidate.nomination, member.user, own):
                Recusal.objects.create(seat=seat, candidate=candidate, tie=tie, is_automatic=True)
    found.seat_count, found.began_at = len(members), clock.now()
    workflow.move(found, RoundState.VOTING, by=by, also=("council", "seat_count", "began_at", "voting_closes_at"))
    tell_voters(found, [member.user for member in members], by=by)
    return found


def _check_may_start(found: Round, rows: list[Candidate]) -> None:
    council = found.council
    if council is None:
        raise ValidationError("Đợt này chưa có hội đồng bỏ phiếu. Lập hội đồng của đơn vị rồi chọn cho đợt này.", code="no_council")
    if council.unit_id != found.unit_id or (council.closed_on and council.closed_on <= clock.today()):
        raise ValidationError("Chọn hội đồng đang hoạt động của chính đơn vị tổ chức đợt này.", code="other_council")
    if not rows:
        raise ValidationError("Chưa có gương nào trong danh sách. Đưa gương vào, hoặc ghi “Không phát sinh”.", code="empty")
    if len(rows) < found.least_candidates:
        raise ValidationError(
            f"Quy chế của đợt cần ít nhất {found.least_candidates} gương để bỏ phiếu, danh sách mới có {len(rows)}. Đưa thêm gương; hoặc rút khỏi "
            "danh sách để dành kỳ sau và ghi “Không phát sinh”.",
            code="few_candidates",
        )
    if found.mode == Mode.SCORE and not found.criteria.exists():
        raise ValidationError("Đợt chấm điểm cần ít nhất một tiêu chí. Đặt tiêu chí trước.", code="no_criteria")
    for candidate in rows:
        check_not_held(candidate.nomination)


def _automatic_tie(found: Round, nomination: Nomination, user: User, own: set[int]) -> Tie | None:
    """What keeps a member from a candidate without being told (product.md §2: nobody votes on own unit, kin or self).

    In the authority's rounds the own unit; at a unit's own round all candidates are of it. The member's own name at a unit the member
    works for is taken for the member: better one vote too few than one for oneself. Kin must be declared.
    """
    if nomination.unit_id not in own:
        return None
    if nomination.type == SubjectType.INDIVIDUAL and fold(nomination.name) == fold(user.full_name):
        return Tie.SELF
    return Tie.OWN_UNIT if found.level == Level.CITY and nomination.unit_id != found.unit_id else None


@transaction.atomic
def declare_recusal(found: Round, candidate: Candidate, *, tie: str, note: str = "", by: User) -> Recusal:
    """A member says they may not vote on a candidate. Effects, in order: the recusal; a trail line. Not after having voted."""
    require(by, "selection.vote", found)
    came_at, found = clock.database_now(), locked(found)
    seat = _own_seat(found, by)
    _check_open(found, seat, came_at)
    if candidate.round_id != found.pk:
        raise Refused("selection.vote")
    recusal, made = Recusal.objects.get_or_create(seat=seat, candidate=candidate, defaults={"tie": tie, "note": note[:200]})
    if made:
        trail.record("recuse", found, by=by, after={"gương số": candidate.number, "vì": recusal.get_tie_display()})
    return recusal


@transaction.atomic
def cast_ballot(found: Round, votes: Votes, *, by: User) -> str:
    """Give the whole ballot, once. Returns the receipt of a secret vote (shown once, kept nowhere), an empty string of an open one.

    Effects, in order: the round is held; the box or the marks; the roll says that the member voted; a trail line that says only that.
    """
    require(by, "selection.vote", found)
    came_at, found = clock.database_now(), locked(found)
    seat = Seat.objects.select_for_update().get(pk=_own_seat(found, by).pk)
    return _give(found, seat, votes, Attendance.PRESENT, came_at, by)


@transaction.atomic
def record_written_ballot(found: Round, member: Seat, votes: Votes, *, proof: UploadedFile, by: User) -> str:
    """Key in what an absent member sent in writing (law-and-formats §2.5: absent members are asked in writing, noted in the minutes).

    Effects, in order: the sheet is stored; as `cast_ballot`, the roll saying "in writing". Whoever keys it in has read it: the paper sheet
    is the original.
    """
    require(by, "selection.run_round", found)
    came_at, found = clock.database_now(), locked(found)
    seat = Seat.objects.select_for_update().get(pk=member.pk, round=found)
    if seat.user_id == by.pk:
        raise ValidationError("Đồng chí bỏ phiếu của mình ở trang bỏ phiếu.", code="own")
    seat.written_proof = store_file(proof, by=by)
    return _give(found, seat, votes, Attendance.WRITTEN, came_at, by)


@transaction.atomic
def note_attendance(member: Seat, *, attendance: str, reason: str = "", by: User) -> Seat:
    """Effects: the roll; a trail line."""
    require(by, "selection.run_round", member.round)
    found = locked(member.round)
    if found.state not in (RoundState.VOTING, RoundState.COUNTED):
        raise ValidationError("Ghi người dự họp khi đợt đang bỏ phiếu hoặc vừa kiểm phiếu.", code="state")
    if member.voted_on == found.ballot_number:
        raise ValidationError("Thành viên này đã bỏ phiếu, hệ thống đã ghi cách dự họp.", code="voted")
    member.attendance, member.absence_reason = attendance, reason[:200]
    member.full_clean()
    member.save(update_fields=["attendance", "absence_reason"])
    trail.record("note_attendance", found, by=by, after={"thành viên": str(member.user), "dự họp": member.get_attendance_display()})
    return member


@transaction.atomic
def note_refused_vote(found: Round, *, why: str, by: User) -> None:
    """Write down that somebody tried to vote and was refused: twice, too late, from another council. Effect: a trail line, with no word of
    what they would have said. Needs no right: it is about who has none."""
    trail.record("vote_refused", found, by=by, reason=why)


def _give(found: Round, seat: Seat, votes: Votes, attendance: Attendance, came_at: datetime, by: User) -> str:
    _check_open(found, seat, came_at)
    said = _checked(found, ballot_of(seat), votes)
    receipt = _into_the_box(found, said) if found.is_secret else _openly(found, seat, said)
    seat.voted_on, seat.attendance = found.ballot_number, attendance
    seat.save(update_fields=["voted_on", "attendance", "written_proof"])
    found.voted_count += 1
    found.save(update_fields=["voted_count"])
    trail.record("vote", found, by=by, after={"thành viên": str(seat.user), "dự họp": seat.get_attendance_display()})
    return receipt


def _own_seat(found: Round, by: User) -> Seat:
    seat = seat_of(by, found)
    if seat is None:
        raise Refused("selection.vote")
    return seat


def _check_open(found: Round, seat: Seat, moment: datetime) -> None:
    if found.state != RoundState.VOTING or moment >= found.voting_closes_at:
        raise ValidationError("Đợt này không còn nhận phiếu.", code="closed")
    if seat.voted_on >= found.ballot_number:
        raise ValidationError("Phiếu của thành viên này đã được bỏ trước đó; mỗi người một phiếu.", code="voted")


def _checked(found: Round, candidates: list[Candidate], votes: Votes) -> dict[int, Any]:
    """What was said about each candidate on the member's ballot, nothing more and nothing less."""
    by_id = {candidate.pk: candidate for candidate in candidates}
    if set(votes) - set(by_id):
        raise ValidationError("Phiếu có gương không thuộc phần đồng chí bỏ phiếu. Tải lại trang rồi làm lại.", code="foreign")
    missing = [by_id[pk].number for pk in by_id if pk not in votes] if found.mode != Mode.RANK else []
    if missing:
        raise ValidationError(f"Còn {len(missing)} gương chưa có ý kiến: số {', '.join(map(str, missing))}.", code="missing")
    match found.mode:
        case Mode.APPROVE:
            if any(choice not in list(Choice) for choice in votes.values()):
                raise ValidationError("Chọn đồng ý, không đồng ý hoặc không có ý kiến.", code="choice")
            return {pk: str(choice) for pk, choice in votes.items()}
        case Mode.SCORE:
            return {pk: _points(found, points) for pk, points in votes.items()}
    if not by_id:  # recused from all: the ballot is empty
        return {}
    places = sorted(place for place in votes.values() if place is not None)
    if not places or places != list(range(1, len(places) + 1)):
        raise ValidationError("Xếp thứ tự 1, 2, 3… không trùng, không bỏ cách; gương không chọn thì để trống.", code="places")
    return {pk: place for pk, place in votes.items() if place is not None}


def _points(found: Round, points: Mapping[str, int] | None) -> dict[str, int]:
    """Empty: abstains."""
    if points is None:
        return {}
    keys = set(found.criteria.values_list("key", flat=True))
    if set(points) != keys or any(not isinstance(p, int) or not 0 <= p <= found.highest_mark for p in points.values()):
        raise ValidationError(f"Chấm đủ các tiêu chí, mỗi tiêu chí từ 0 đến {found.highest_mark}.", code="points")
    return dict(points)


def _into_the_box(found: Round, said: Mapping[int, Any]) -> str:
    """Add the slips, open all, mix all, seal all anew."""
    receipt, purpose = box.new_receipt(), box.purpose_of(found.pk, found.ballot_number)
    code = {"round_id": found.pk, "ballot": found.ballot_number}
    if found.mode == Mode.RANK:
        order = sorted(said, key=said.__getitem__)
        fresh = [{"candidate": None, "contents": order, "code": box.code_of(receipt, candidate=None, contents=order, **code)}]
    else:
        fresh = [
            {"candidate": pk, "contents": contents, "code": box.code_of(receipt, candidate=pk, contents=contents, **code)}
            for pk, contents in said.items()
        ]
    slips = opened(found) + fresh
    found.slips.all().delete()
    BoxSlip.objects.bulk_create([BoxSlip(round=found, sealed=box.seal(slip, purpose)) for slip in box.mixed(slips)], batch_size=500)
    return receipt


def _openly(found: Round, seat: Seat, said: Mapping[int, Any]) -> str:
    """A mark for each candidate, and the sums kept with it in the same transaction."""
    weights = dict(found.criteria.values_list("key", "weight"))
    for candidate in Candidate.objects.select_for_update().filter(pk__in=said).order_by("pk"):
        mark = Mark(seat=seat, candidate=candidate, ballot_number=found.ballot_number)
        match found.mode:
            case Mode.APPROVE:
                mark.choice = said[candidate.pk]
                keep_choice(candidate, Choice(mark.choice))
            case Mode.SCORE:
                mark.points, mark.value = said[candidate.pk], mark_value(said[candidate.pk], weights)
                keep_mark(candidate, mark.value)
            case Mode.RANK:
                mark.place = said[candidate.pk]
        mark.save()
        if found.averaging == Averaging.MEDIAN and found.mode == Mode.SCORE:
            keep_median(candidate, found)
        candidate.save(update_fields=TALLY_FIELDS)
    return ""
