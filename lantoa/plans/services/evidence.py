"""Giving and withdrawing proof. Whatever changes the proof of an assignment recounts it in the same transaction."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.files.services import store_file
from lantoa.files.validators import ALL, IMAGES
from lantoa.organisations.models import Unit
from lantoa.plans import evidence_kinds
from lantoa.plans.enums import OPEN_STATES, AssignmentState, PlanState
from lantoa.plans.evidence_kinds import EvidenceKind, Shape
from lantoa.plans.models import Assignment, Evidence
from lantoa.plans.queries.assigned import locked
from lantoa.plans.services.holding import move_on, recount


@transaction.atomic
def add_proof(
    assignment: Assignment, *, kind: str, title: str = "", note: str = "", url: str = "", files: Sequence[UploadedFile] = (),
    happened_on: date | None = None, by: User,
) -> list[Evidence]:  # fmt: skip
    """Give proof of a kind that is given by hand: one piece, or one for each file. Returns them.

    Two officers may give at the same time: both are kept. Effects, in order: the files are stored; the proofs; a trail line each;
    the count; an assignment not begun, or returned, is in progress.
    """
    require(by, "plans.give_proof", assignment)
    assignment = locked(assignment)
    _check_open(assignment)
    chosen = _chosen_kind(assignment, kind)
    _check_shape(chosen, note=note, url=url, files=files, happened_on=happened_on)
    facts = {"kind": kind, "note": note, "url": url, "happened_on": happened_on, "added_by": by}
    if chosen.shape in (Shape.FILE, Shape.PHOTO):
        stored = [store_file(upload, by=by, allow=IMAGES if chosen.shape is Shape.PHOTO else ALL) for upload in files]
        proofs = [Evidence(assignment=assignment, file=file, title=title or file.name, **facts) for file in stored]
    else:
        proofs = [Evidence(assignment=assignment, title=title or _title(chosen, note, url), **facts)]
    for proof in proofs:
        proof.save()
        trail.record("give_proof", assignment, by=by, after={"kind": chosen.label, "title": proof.title})
    recount(assignment, by=by)
    if assignment.state in (AssignmentState.ASSIGNED, AssignmentState.RETURNED):
        move_on(assignment, AssignmentState.IN_PROGRESS, by=by)
    return proofs


@transaction.atomic
def add_record_proof(
    kind: str, record_id: int, unit: Unit, *, title: str, happened_on: date | None = None, period: str = "", by: User
) -> list[Evidence]:  # fmt: skip
    """Let a record of a higher room prove every duty of the unit that accepts its kind, in the period it happened in (today).

    `period`: a record that belongs to one period (the choice of May) proves only the duty of that very period, not the quarter's.

    That room has asked for the right to the record. Running twice adds nothing: a record proves an assignment once (unique key).
    Effects, for each assignment: the proof; a trail line; the count; one not begun is in progress. Returns what was added.
    """
    require(by, "plans.add_record_proof")
    label, day = evidence_kinds.of(kind).label, happened_on or clock.today()
    owed = Assignment.objects.filter(unit=unit, plan__state=PlanState.ACTIVE, period_start__lte=day, period_end__gte=day)
    if period:
        owed = owed.filter(period=period)
    found = owed.exclude(state=AssignmentState.WAIVED).select_related("duty").order_by("pk")
    added = []
    for assignment in [a for a in found if kind in a.duty.evidence_kinds]:
        assignment = locked(assignment)
        if assignment.evidence.filter(kind=kind, record_id=record_id, withdrawn_at__isnull=True).exists():
            continue
        proof = Evidence.objects.create(
            assignment=assignment, kind=kind, record_id=record_id, title=title[:200], happened_on=day, added_by=by
        )
        trail.record("give_proof", assignment, by=by, after={"kind": label, "record": record_id, "title": proof.title})
        recount(assignment, by=by)
        if assignment.state == AssignmentState.ASSIGNED:
            move_on(assignment, AssignmentState.IN_PROGRESS, by=by)
        added.append(proof)
    return added


@transaction.atomic
def withdraw_proof(evidence: Evidence, *, reason: str, by: User) -> Evidence:
    """Cross out a proof given by mistake; it stays to be seen, with who and why. Effects: the proof; a trail line; the count."""
    require(by, "plans.give_proof", evidence.assignment)
    assignment = locked(evidence.assignment)
    _check_open(assignment)
    evidence = Evidence.objects.select_for_update(of=["self"]).get(pk=evidence.pk)
    if evidence.withdrawn_at:
        raise ValidationError("Minh chứng này đã được rút trước đó.", code="withdrawn")
    if evidence.record_id:
        raise ValidationError("Minh chứng này do hệ thống tự ghi nhận; sửa ở nơi có bản ghi gốc thì minh chứng tự đổi theo.", code="record")
    _cross_out(evidence, reason, by)
    recount(assignment, by=by)
    return evidence


@transaction.atomic
def withdraw_record_proof(kind: str, record_id: int, *, reason: str, by: User) -> int:
    """Cross out what a record proved, wherever it did, because the record no longer holds; returns how many.

    Effects, for each: the proof; a trail line; the count. A duty already handed in keeps its state: its leader and the agency see
    the proof crossed out, and decide.
    """
    require(by, "plans.add_record_proof")
    proofs = Evidence.objects.filter(kind=kind, record_id=record_id, withdrawn_at__isnull=True).order_by("assignment", "pk")
    count = 0
    for proof in proofs.select_related("assignment"):
        assignment = locked(proof.assignment)
        proof.refresh_from_db()
        if proof.withdrawn_at is None:
            _cross_out(proof, reason, by)
            recount(assignment, by=by)
            count += 1
    return count


def _check_open(assignment: Assignment) -> None:
    if assignment.plan.state != PlanState.ACTIVE:
        raise ValidationError(f"{assignment.plan} không còn thực hiện nên không nhận thêm minh chứng.", code="not_active")
    if assignment.state not in OPEN_STATES:
        raise ValidationError(
            f"Việc này đang ở bước “{assignment.get_state_display()}” nên chưa thêm hay rút minh chứng được. "
            "Nếu lãnh đạo chưa duyệt, bấm “Lấy lại để sửa” trước.",
            code="closed",
        )


def _chosen_kind(assignment: Assignment, key: str) -> EvidenceKind:
    for kind in evidence_kinds.given_for(assignment.duty.evidence_kinds):
        if kind.key == key:
            return kind
    raise ValidationError({"kind": "Việc này không nhận loại minh chứng ấy. Hãy chọn một loại trong danh sách."})


def _check_shape(kind: EvidenceKind, *, note: str, url: str, files: Sequence[UploadedFile], happened_on: date | None) -> None:
    """What the kind needs is there, and the day has come."""
    errors: dict[str, str] = {}
    match kind.shape:
        case Shape.FILE | Shape.PHOTO if not files:
            errors["files"] = "Hãy chọn ít nhất một ảnh." if kind.shape is Shape.PHOTO else "Hãy chọn tệp cần gửi."
        case Shape.LINK if not url:
            errors["url"] = "Hãy dán đường dẫn, bắt đầu bằng https:// hoặc http://"
        case Shape.NOTE if not note.strip():
            errors["note"] = "Hãy viết vài dòng."
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            errors["url"] = "Đường dẫn chưa đúng. Mở trang cần dẫn, chép dòng địa chỉ trên cùng rồi dán vào đây."
    if happened_on and happened_on > clock.today():
        errors["happened_on"] = "Ngày này chưa đến. Minh chứng là của việc đã làm."
    if errors:
        raise ValidationError(errors)


def _title(kind: EvidenceKind, note: str, url: str) -> str:
    """A name for what came without one: the beginning of the note, the address, or what kind it is."""
    line = note.strip().split("\n")[0] if kind.shape is Shape.NOTE else url.split("://", 1)[-1]
    if len(line) > 100:
        line = line[:99].rsplit(" ", 1)[0] + "…"
    return line or kind.label.capitalize()


def _cross_out(evidence: Evidence, reason: str, by: User) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do rút minh chứng."})
    evidence.withdrawn_at, evidence.withdrawn_by, evidence.withdrawal_reason = clock.now(), by, reason[:300]
    evidence.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    trail.record("withdraw_proof", evidence.assignment, by=by, reason=reason, before={"title": evidence.title})
