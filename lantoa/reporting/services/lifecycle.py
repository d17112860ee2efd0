"""A report on its way: handed to the leader, signed, submitted, reviewed, accepted; returned, recalled, amended, locked.

Nothing can be written from the signature on; the standing agency decides in two steps by two people, so that what was reviewed is
what is accepted. Whoever wrote or signed it reviews and accepts nothing.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.notifications.services.telling import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import people_in
from lantoa.plans.reminders import OFFICERS
from lantoa.plans.services.evidence import add_record_proof
from lantoa.reporting.enums import EVIDENCE, CycleState, ReportState
from lantoa.reporting.models import Box, Cycle, UnitReport
from lantoa.reporting.queries import boxes as queries
from lantoa.reporting.services.totals import put_values


@transaction.atomic
def hand_in(report: UnitReport, *, by: User) -> UnitReport:
    """Give it to the unit's leader to sign. Effects: who and when; the state; a notice to the leaders."""
    require(by, "reporting.hand_in", report)
    report = queries.locked(report)
    queries.check_writable(report)
    _check_whole(report)
    report.handed_at, report.handed_by = clock.now(), by
    move(report, ReportState.WITH_LEADER, by=by, also=("handed_at", "handed_by"))
    _tell("to_sign", report, [Role.UNIT_LEADER], by=by)
    return report


@transaction.atomic
def recall(report: UnitReport, *, by: User) -> UnitReport:
    """Take it back before the leader has signed. Effects: the state."""
    require(by, "reporting.hand_in", report)
    report = queries.locked(report)
    if report.state != ReportState.WITH_LEADER:
        raise ValidationError("Lãnh đạo đã ký hoặc đã trả lại rồi nên không lấy lại được. Tải lại trang để xem.", code="move")
    report.handed_at = report.handed_by = None
    move(report, ReportState.IN_WORK, by=by, also=("handed_at", "handed_by"))
    return report


@transaction.atomic
def sign(report: UnitReport, *, seen: str = "", by: User) -> UnitReport:
    """The leader answers for it, and it goes to the standing agency. `seen`: the fingerprint of what was on the page.

    Effects, in order: who, when and the fingerprint; the states; the duty it proves.
    """
    require(by, "reporting.sign_report", report)
    report = queries.locked(report)
    if report.cycle.state != CycleState.OPEN:
        queries.check_writable(report)
    _check_whole(report)
    report.sha256 = queries.fingerprint(report)
    if seen and seen != report.sha256:
        raise ValidationError("Số liệu vừa thay đổi từ lúc trang này được mở. Xem lại rồi ký.", code="changed")
    report.signed_at, report.signed_by = clock.now(), by
    move(report, ReportState.SIGNED, by=by, also=("signed_at", "signed_by", "sha256"))
    return _submit(report, by=by)


def _submit(report: UnitReport, *, by: User) -> UnitReport:
    """Into the agency's hands. The day of the first time stays: sent back and sent again is not late."""
    report.submitted_at = report.submitted_at or clock.now()
    move(report, ReportState.SUBMITTED, by=by, also=("submitted_at",))
    cycle = report.cycle
    add_record_proof(
        EVIDENCE, report.pk, report.holder, title=f"{cycle.form.name} {cycle.period_label}"[:200], happened_on=cycle.span.end,
        period=cycle.period, by=by,
    )  # fmt: skip
    return report


@transaction.atomic
def key_in(report: UnitReport, *, paper: str, by: User) -> UnitReport:
    """The standing agency enters a report that came on paper, signed there ("nhập thay"). `paper`: what it is and where it is kept.

    The same person reviews and accepts nothing of it. Effects: what it was keyed in from; who and when; the fingerprint; the states.
    """
    require(by, "reporting.key_in", report)
    report = queries.locked(report)
    queries.check_writable(report)
    if not paper.strip():
        raise ValidationError({"paper": "Ghi số, ngày văn bản giấy và nơi lưu."})
    _check_whole(report)
    now = clock.now()
    report.keyed_in_from, report.keyed_in_by, report.sha256 = paper[:200], by, queries.fingerprint(report)
    report.signed_at, report.signed_by = now, by
    move(report, ReportState.SIGNED, by=by, reason=paper, also=("keyed_in_from", "keyed_in_by", "signed_at", "signed_by", "sha256"))
    return _submit(report, by=by)


@transaction.atomic
def send_back(report: UnitReport, *, reason: str, by: User) -> UnitReport:
    """Back to the officer with what is to be put right: by the leader before signing, by the agency before accepting.

    Effects, in order: reason and who; signature and review void; the state; a notice to officers (and leaders, from the agency).
    """
    require(by, "reporting.return_report", report)
    report = queries.locked(report)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do trả lại, để đơn vị biết cần sửa gì."})
    at_leader = report.state == ReportState.WITH_LEADER
    require(by, "reporting.sign_report" if at_leader else "reporting.review_report", report)
    report.return_reason, report.returned_by = reason, by
    report.signed_at = report.signed_by = report.reviewed_at = report.reviewed_by = None
    also = ("return_reason", "returned_by", "signed_at", "signed_by", "reviewed_at", "reviewed_by")
    move(report, ReportState.RETURNED, by=by, reason=reason, also=also)
    _tell("returned", report, OFFICERS if at_leader else OFFICERS | {Role.UNIT_LEADER}, by=by, reason=reason)
    return report


@transaction.atomic
def review(report: UnitReport, *, by: User) -> UnitReport:
    """First step of the agency: looked through, nothing of it can move any more. Effects: who and when; the state."""
    require(by, "reporting.review_report", report)
    report = queries.locked(report)
    _check_not_own(report, by)
    if report.sha256 != queries.fingerprint(report):
        raise ValidationError("Số liệu không còn khớp với bản lãnh đạo đã ký. Trả lại để đơn vị ký lại.", code="changed")
    report.reviewed_at, report.reviewed_by = clock.now(), by
    move(report, ReportState.REVIEWED, by=by, also=("reviewed_at", "reviewed_by"))
    return report


@transaction.atomic
def accept(report: UnitReport, *, by: User) -> UnitReport:
    """Second step, by another person: the values enter the totals.

    Effects, in order: who and when; the state; the edition it amends is superseded; values and totals; a notice to the unit.
    """
    require(by, "reporting.accept_report", report)
    report = queries.locked(report)
    _check_not_own(report, by)
    if report.reviewed_by_id == by.pk:
        raise ValidationError("Người đã soát không tự chấp nhận. Nhờ người khác của Cơ quan Thường trực.", code="own_work")
    if report.cycle.state != CycleState.OPEN:
        raise ValidationError("Kỳ báo cáo này đã khóa. Mở lại kỳ trước khi chấp nhận thêm báo cáo.", code="locked")
    report.accepted_at, report.accepted_by = clock.now(), by
    move(report, ReportState.ACCEPTED, by=by, also=("accepted_at", "accepted_by"))
    if report.amends_id:
        earlier = queries.locked(report.amends)
        earlier.is_current = False
        move(earlier, ReportState.SUPERSEDED, by=by, reason=report.amend_reason, also=("is_current",))
        report.is_current = True
        report.save(update_fields=["is_current"])
    put_values(report.unit, report.cycle.period, queries.values_of(report), by=by)
    _tell("accepted", report, OFFICERS | {Role.UNIT_LEADER}, by=by)
    return report


def review_all(reports: Iterable[UnitReport], *, by: User) -> tuple[int, list[str]]:
    """Review each that can be; returns how many, and in words why not for each that was left."""
    return _each(review, reports, by)


def accept_all(reports: Iterable[UnitReport], *, by: User) -> tuple[int, list[str]]:
    return _each(accept, reports, by)


def _each(act, reports: Iterable[UnitReport], by: User) -> tuple[int, list[str]]:
    done, left = 0, []
    for report in sorted(reports, key=lambda r: r.pk):
        try:
            act(report, by=by)
            done += 1
        except ValidationError as error:
            left.append(f"{report.unit}: {' '.join(error.messages)}")
    return done, left


@transaction.atomic
def amend(report: UnitReport, *, reason: str, by: User) -> UnitReport:
    """Begin a corrected edition of an accepted report; the accepted one counts until the new one is accepted, and is kept for ever.

    Effects: the new edition with a copy of the boxes; the trail.
    """
    require(by, "reporting.amend_report", report)
    report = queries.locked(report)
    if report.state not in (ReportState.ACCEPTED, ReportState.LOCKED):
        raise ValidationError("Chỉ lập bản sửa cho báo cáo đã được chấp nhận.", code="move")
    if report.cycle.state != CycleState.OPEN:
        queries.check_writable(report)
    if UnitReport.objects.filter(amends=report).exists():
        raise ValidationError("Đã có bản sửa của báo cáo này. Mở bản đó để viết tiếp.", code="amended")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao sửa báo cáo đã chấp nhận."})
    edition = UnitReport.objects.create(
        cycle=report.cycle, unit=report.unit, holder=report.holder, cluster=report.cluster, edition=report.edition + 1, amends=report,
        amend_reason=reason, is_current=False, state=ReportState.IN_WORK, state_since=clock.now(), due_on=report.due_on,
        counted_at=report.counted_at, box_count=report.box_count, filled_count=report.filled_count,
        submitted_at=report.submitted_at,  # the first time counts
    )  # fmt: skip
    copies = queries.boxes_of(report)
    for box in copies:
        box.pk, box.report = None, edition
        box._state.adding = True
    Box.objects.bulk_create(copies)
    trail.record("amend", edition, by=by, reason=reason, after={"edition": edition.edition})
    return edition


@transaction.atomic
def lock_cycle(cycle: Cycle, *, by: User) -> Cycle:
    """Close the cycle: accepted reports are locked, the others take nothing more. Effects: the cycle; the reports; the trail."""
    require(by, "reporting.manage_cycle", cycle)
    cycle = Cycle.objects.select_for_update(of=["self"]).select_related("form__authority").get(pk=cycle.pk)
    cycle.locked_at = clock.now()
    move(cycle, CycleState.LOCKED, by=by, also=("locked_at",))
    for report in cycle.reports.select_for_update(of=["self"]).filter(state=ReportState.ACCEPTED).select_related("unit").order_by("pk"):
        move(report, ReportState.LOCKED, by=by)
    return cycle


@transaction.atomic
def reopen_cycle(cycle: Cycle, *, reason: str, by: User) -> Cycle:
    """Take reports again. Locked reports stay as they are and may be amended. Effects: the cycle."""
    require(by, "reporting.manage_cycle", cycle)
    cycle = Cycle.objects.select_for_update(of=["self"]).select_related("form__authority").get(pk=cycle.pk)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao mở lại kỳ đã khóa."})
    move(cycle, CycleState.OPEN, by=by, reason=reason)
    return cycle


def _check_whole(report: UnitReport) -> None:
    if missing := queries.what_is_missing(report):
        raise missing


def _check_not_own(report: UnitReport, by: User) -> None:
    if by.pk in (report.handed_by_id, report.signed_by_id, report.keyed_in_by_id):
        raise ValidationError("Người lập, ký hoặc nhập thay báo cáo không tự soát, chấp nhận. Nhờ người khác.", code="own_work")


def _tell(word: str, report: UnitReport, roles: Iterable[Role], *, by: User, **more: str) -> None:
    cycle = report.cycle
    name = report.unit.version_on(min(cycle.counts_to, report.unit.closed_on)) or report.unit
    notify(
        f"reporting.{word}", to=people_in([report.holder], roles).exclude(pk=by.pk), url=reverse("reporting:report", args=[report.pk]),
        context={"form": cycle.form.name, "period": cycle.period_label, "due_on": report.due_on, "unit": str(name), "person": str(by), **more},
        about=report, by=by,
    )  # fmt: skip
