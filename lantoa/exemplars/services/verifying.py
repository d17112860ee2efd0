"""Checking what was told, up to the leader's yes; and the ways out (product.md §3: Nomination).

Proposer, verifier and approver are three people; what a citizen told has two (queries.people).
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars import masking, telling
from lantoa.exemplars.enums import CheckResult, ConfirmerKind, Criterion, NominationState, SourceKind
from lantoa.exemplars.models import Attachment, Confirmation, CriterionCheck, Nomination, Source
from lantoa.exemplars.queries.files import what_is_missing
from lantoa.exemplars.queries.locking import check_not_held, locked
from lantoa.exemplars.queries.people import obstacle_to_approving, obstacle_to_checking
from lantoa.exemplars.services.steps import check_unchanged, step

S = NominationState


@transaction.atomic
def take_up(nomination: Nomination, *, by: User) -> Nomination:
    """Begin to check. Effects: the state; a trail line. Two who press at once: the second is told."""
    require(by, "exemplars.verify", nomination)
    nomination = locked(nomination)
    if nomination.state == S.SCREENING:
        raise ValidationError(f"Hồ sơ {nomination.code} vừa có người nhận xác minh. Tải lại trang rồi cùng làm tiếp.", code="taken")
    step(nomination, S.SCREENING, by=by)
    return nomination


@transaction.atomic
def set_criterion(nomination: Nomination, criterion: Criterion, *, result: CheckResult, grounds: str = "", by: User) -> CriterionCheck:
    """Say of one criterion whether it is met, and what that rests on. Effects: the card; a trail line with what stood there before."""
    require(by, "exemplars.verify", nomination)
    nomination = _being_checked(nomination, by)
    grounds = masking.keepable(grounds).strip()
    if criterion not in Criterion.values or result not in CheckResult.values:
        raise ValidationError("Chọn một tiêu chí và một kết quả trong danh sách.")
    if result != CheckResult.UNSEEN and not grounds:
        words = {CheckResult.MET: "đạt", CheckResult.NOT_MET: "chưa đạt"}.get(CheckResult(result), "không áp dụng")
        raise ValidationError({"grounds": f"Ghi tiêu chí này {words} là dựa vào đâu: ai nói, giấy tờ nào, thấy gì."})
    check = nomination.criteria.filter(criterion=criterion).first() or CriterionCheck(nomination=nomination, criterion=criterion)
    # The log is never erased and read by more people than this file: it says that the grounds changed, not what they are.
    before = {"tiêu chí": Criterion(criterion).label, "kết quả xét": check.get_result_display()} if check.pk else {}
    had_grounds = check.grounds
    check.result, check.grounds, check.added_by = result, grounds, by
    check.save()
    after = {"tiêu chí": Criterion(criterion).label, "kết quả xét": check.get_result_display()}
    if had_grounds and had_grounds != grounds:
        after["dựa vào đâu"] = "đã ghi lại"
    trail.record("set_criterion", nomination, by=by, before=before, after=after)
    return check


@transaction.atomic
def add_source(
    nomination: Nomination, *, kind: SourceKind, who: str, what: str, learned_on: date, attachment: Attachment | None = None, by: User
) -> Source:
    """Add one place the facts were learned from. Two are needed, of different kinds or from different people. Effects: the row; a trail line."""
    require(by, "exemplars.verify", nomination)
    nomination = _being_checked(nomination, by)
    _check_not_ahead("learned_on", learned_on)
    who, what = masking.keepable(who).strip(), masking.keepable(what).strip()
    if not who or not what:
        raise ValidationError({"who" if not who else "what": "Ghi ai hoặc nơi nào cho biết, và cho biết điều gì."})
    for other in nomination.sources.all():
        if other.kind == kind and other.who.casefold() == who.casefold():
            raise ValidationError({"who": "Nguồn này đã có trong hồ sơ. Thêm nguồn khác loại, hoặc từ người khác."})
    source = Source.objects.create(
        nomination=nomination, kind=kind, who=who, what=what, learned_on=learned_on, attachment=_own(nomination, attachment), added_by=by
    )
    trail.record("add_source", nomination, by=by, after={"nguồn": source.get_kind_display()})
    return source


@transaction.atomic
def add_confirmation(
    nomination: Nomination, *, kind: ConfirmerKind, confirmer: str, confirmed_on: date, is_good: bool, note: str = "",
    attachment: Attachment | None = None, by: User,
) -> Confirmation:  # fmt: skip
    """Keep the locality's word (plan 449, II.1-5f). One that is not good stands in the way until it is taken out with a reason.

    Effects: the row; a trail line.
    """
    require(by, "exemplars.verify", nomination)
    nomination = _being_checked(nomination, by)
    _check_not_ahead("confirmed_on", confirmed_on)
    confirmer, note = masking.keepable(confirmer).strip(), masking.keepable(note).strip()
    if not confirmer:
        raise ValidationError({"confirmer": "Ghi họ tên, chức vụ người xác nhận."})
    if not is_good and not note:
        raise ValidationError({"note": "Ghi rõ chưa tốt ở điểm nào."})
    found = Confirmation.objects.create(
        nomination=nomination, kind=kind, confirmer=confirmer, confirmed_on=confirmed_on, is_good=is_good, note=note,
        attachment=_own(nomination, attachment), added_by=by,
    )  # fmt: skip
    words = "chấp hành tốt" if is_good else "chưa tốt"
    trail.record("add_confirmation", nomination, by=by, after={"nơi xác nhận": found.get_kind_display(), "chấp hành": words})
    return found


@transaction.atomic
def remove_finding(finding: Source | Confirmation, *, reason: str, by: User) -> None:
    """Take out a source or confirmation entered wrongly. Effects: the row goes; a trail line keeps what it said, and why."""
    require(by, "exemplars.verify", finding.nomination)
    nomination = _being_checked(finding.nomination, by)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do bỏ mục này."})
    finding = type(finding).objects.select_for_update(of=["self"]).filter(pk=finding.pk).first()
    if finding is None:
        raise ValidationError("Mục này đã được bỏ trước đó.", code="gone")
    said = getattr(finding, "what", "") or getattr(finding, "note", "")
    before = {"mục": finding.get_kind_display(), "ai": str(finding), "nội dung": masking.text(said)}
    if isinstance(finding, Confirmation):
        before["chấp hành"] = "chấp hành tốt" if finding.is_good else "chưa tốt"
    finding.delete()
    trail.record("remove_finding", nomination, by=by, reason=reason, before=before)


@transaction.atomic
def submit_for_approval(nomination: Nomination, *, seen: str = "", by: User) -> Nomination:
    """Hand the checked file to the leader. Effects: who checked; the state; a trail line; the unit's leaders are told.

    Raises ValidationError with all that is missing, a sentence each.
    """
    require(by, "exemplars.verify", nomination)
    nomination = _being_checked(nomination, by, to_submit=True)
    check_not_held(nomination)
    check_unchanged(nomination, seen, by=by)
    if missing := what_is_missing(nomination):
        raise ValidationError([ValidationError(words, code="missing") for words in missing])
    nomination.checked_by, nomination.return_reason = by, ""
    step(nomination, S.CHECKED, also=("checked_by", "return_reason"), by=by)
    telling.tell_leaders("nomination_to_approve", nomination, by=by)
    return nomination


@transaction.atomic
def approve(nomination: Nomination, *, seen: str = "", by: User) -> Nomination:
    """The leader's yes: verified. Neither the proposer nor anybody who checked it may give it.

    Effects, in order: who approved and when; the state; a trail line; proof for the unit's duties; senders with an account and the one
    who checked are told.
    """
    require(by, "exemplars.approve", nomination)
    nomination = locked(nomination)
    if words := obstacle_to_approving(nomination, by):
        raise ValidationError(words, code="three_people")
    check_not_held(nomination)
    check_unchanged(nomination, seen, by=by)
    if nomination.state == S.CHECKED and (missing := what_is_missing(nomination)):
        raise ValidationError([ValidationError(words, code="missing") for words in missing])
    nomination.approved_by, nomination.verified_at = by, clock.now()
    step(nomination, S.VERIFIED, also=("approved_by", "verified_at"), by=by)
    telling.tell_senders("nomination_verified", nomination, also=[nomination.checked_by], by=by)
    return nomination


@transaction.atomic
def send_back(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """Back to be checked again: by the leader, or taken back by who handed it in; a verified one by the leader only.

    Effects, in order: the reason; who approved is taken off; the state; a trail line; proof is crossed out; who checked is told.
    """
    require(by, "exemplars.send_back", nomination)
    nomination = locked(nomination)
    own = nomination.state == S.CHECKED and nomination.checked_by_id == by.pk
    if not own:
        require(by, "exemplars.approve", nomination)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi cần xác minh thêm điều gì, để người làm biết."})
    checker = nomination.checked_by
    nomination.return_reason, nomination.checked_by, nomination.approved_by, nomination.verified_at = reason.strip(), None, None, None
    step(nomination, S.SCREENING, reason=reason, also=("return_reason", "checked_by", "approved_by", "verified_at"), by=by)
    if checker and not own:
        telling.tell("nomination_sent_back", nomination, to=[checker], reason=reason, by=by)
    return nomination


@transaction.atomic
def decline(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """Not eligible, with the reason. What waits for the leader or is verified already, only the leader or the agency may decline.

    Effects: the reason; the state; a trail line; proof is crossed out; senders with an account are told.
    """
    require(by, "exemplars.decline", nomination)
    nomination = locked(nomination)
    if nomination.state not in (S.RECEIVED, S.SCREENING):
        require(by, "exemplars.approve", nomination)
    elif words := obstacle_to_checking(nomination, by):
        raise ValidationError(words, code="three_people")
    _end(nomination, S.NOT_ELIGIBLE, reason, "Ghi vì sao chưa đủ điều kiện, để người giới thiệu hiểu.", by)
    telling.tell_senders("nomination_declined", nomination, reason=reason, by=by)
    return nomination


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """Taken back by who put it forward, or at the wish of the person. Effects: the reason; the state; a trail line; proof is crossed
    out; the others concerned are told."""
    require(by, "exemplars.withdraw", nomination)
    nomination = locked(nomination)
    _end(nomination, S.WITHDRAWN, reason, "Ghi lý do rút hồ sơ.", by)
    telling.tell_senders("nomination_withdrawn", nomination, reason=reason, by=by)
    telling.tell_leaders("nomination_withdrawn", nomination, reason=reason, by=by)
    return nomination


@transaction.atomic
def reopen(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """A file found not eligible is looked at again. Effects: the state, the old reason goes; a trail line; senders are told."""
    require(by, "exemplars.approve", nomination)
    nomination = locked(nomination)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do xem lại hồ sơ."})
    nomination.end_reason, nomination.verified_at, nomination.checked_by, nomination.approved_by = "", None, None, None
    step(nomination, S.SCREENING, reason=reason, also=("end_reason", "verified_at", "checked_by", "approved_by"), by=by)
    telling.tell_senders("nomination_reopened", nomination, reason=reason, by=by)
    return nomination


def _being_checked(nomination: Nomination, by: User, *, to_submit: bool = False) -> Nomination:
    """The locked row, in the hands of somebody who may check it."""
    nomination = locked(nomination)
    if nomination.state == S.RECEIVED:
        raise ValidationError(f"Hồ sơ {nomination.code} chưa ai nhận. Bấm “Nhận xác minh” trước.", code="not_taken")
    if nomination.state != S.SCREENING and not to_submit:
        raise ValidationError(
            f"Hồ sơ {nomination.code} đang ở bước “{nomination.get_state_display()}” nên không sửa phần xác minh. "
            "Cần sửa thì lãnh đạo trả lại trước.",
            code="closed",
        )
    if words := obstacle_to_checking(nomination, by):
        raise ValidationError(words, code="three_people")
    return nomination


def _end(nomination: Nomination, state: NominationState, reason: str, ask: str, by: User) -> None:
    if not reason.strip():
        raise ValidationError({"reason": ask})
    nomination.end_reason = masking.keepable(reason).strip()
    step(nomination, state, reason=nomination.end_reason, also=("end_reason",), by=by)


def _check_not_ahead(field: str, day: date) -> None:
    if day > clock.today():
        raise ValidationError({field: "Ngày này chưa đến. Ghi ngày đã hỏi, đã xem."})


def _own(nomination: Nomination, attachment: Attachment | None) -> Attachment | None:
    if attachment is not None and attachment.nomination_id != nomination.pk:
        raise ValidationError({"attachment": "Tệp này không thuộc hồ sơ đang xem."})
    return attachment
