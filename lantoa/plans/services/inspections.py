"""Inspections (III.2-4a): planned, carried out with a checklist, minutes signed; a finding becomes a duty of the unit, once."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.files.services import store_file
from lantoa.files.validators import IMAGES
from lantoa.notifications.services import notify
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.plans.enums import DutyState, FindingResult, Frequency, InspectionState, PlanState, TargetKind
from lantoa.plans.exports.minutes import draft_minutes
from lantoa.plans.models import Duty, DutyTarget, Inspection, InspectionItem, Plan, Recurrence
from lantoa.plans.queries.inspections import propose_checklist
from lantoa.plans.queries.oversight import names_of, people_by_unit
from lantoa.plans.services.assignments import open_periods

FINDING_CODE = "KL"  # kết luận: KL01, KL02 …


@transaction.atomic
def plan_inspection(plan: Plan, unit: Unit, *, planned_on: date, inspectors: str = "", by: User) -> Inspection:
    """Put a visit on the calendar with a checklist proposed from what the unit owes, the late first.

    Effects, in order: the visit and its checklist; a trail line; a notice to the unit's leaders and officers.
    """
    inspection = Inspection(plan=plan, unit=unit, planned_on=planned_on, inspectors=inspectors, created_by=by)
    require(by, "plans.inspect", inspection)
    if plan.state != PlanState.ACTIVE:
        raise ValidationError("Chỉ kiểm tra được kế hoạch đang thực hiện.")
    if planned_on < clock.today():
        raise ValidationError({"planned_on": "Ngày kiểm tra không thể trước hôm nay."})
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)  # so that two at once are told the same in words
    inspection.full_clean()
    inspection.save()
    InspectionItem.objects.bulk_create(
        InspectionItem(inspection=inspection, duty_id=asked.duty_id, question=asked.words, order=i)
        for i, asked in enumerate(propose_checklist(plan, unit, planned_on), start=1)
    )
    trail.record("plan", inspection, by=by, after={"planned_on": planned_on.isoformat()})
    _tell_unit(inspection, "plans.inspection_planned", by)
    return inspection


@transaction.atomic
def cancel_inspection(inspection: Inspection, *, reason: str, by: User) -> Inspection:
    """Take a planned visit off. Effects: the state with its reason in the trail; a notice to the unit."""
    require(by, "plans.inspect", inspection)
    inspection = _locked(inspection)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do hủy, để đơn vị biết."})
    move(inspection, InspectionState.CANCELLED, by=by, reason=reason)
    _tell_unit(inspection, "plans.inspection_cancelled", by, reason=reason)
    return inspection


@transaction.atomic
def add_item(inspection: Inspection, *, question: str, by: User) -> InspectionItem:
    """Add a line to the checklist of a visit not yet finished. Effects: the line; a trail line."""
    require(by, "plans.inspect", inspection)
    inspection = _locked(inspection, InspectionState.PLANNED)
    last = inspection.items.order_by("-order").first()
    item = InspectionItem.objects.create(inspection=inspection, question=question, order=(last.order if last else 0) + 1)
    trail.record("add_item", inspection, by=by, after={"question": question})
    return item


@transaction.atomic
def remove_item(item: InspectionItem, *, by: User) -> None:
    """Take a line that was not answered off the checklist. Effects: the line is gone; a trail line."""
    require(by, "plans.inspect", item.inspection)
    inspection = _locked(item.inspection, InspectionState.PLANNED)
    item.refresh_from_db()
    if item.result != FindingResult.UNSEEN:
        raise ValidationError("Nội dung này đã có kết quả nên không bỏ được.")
    trail.record("remove_item", inspection, by=by, before={"question": item.question})
    item.delete()


@transaction.atomic
def answer_item(
    item: InspectionItem, *, result: str, note: str = "", remedy: str = "", remedy_due_on: date | None = None,
    photo: UploadedFile | None = None, by: User,
) -> InspectionItem:  # fmt: skip
    """Keep the answer to one line of the checklist. Effects: the photo is stored; the line; a trail line.

    A remedy needs its last day; without one it is refused in words. A new photo takes the old one's place on the line, the old
    file stays in the store.
    """
    require(by, "plans.inspect", item.inspection)
    inspection = _locked(item.inspection, InspectionState.PLANNED)
    if remedy and remedy_due_on and remedy_due_on <= inspection.planned_on:
        raise ValidationError({"remedy_due_on": "Hạn khắc phục phải sau ngày kiểm tra."})
    item.result, item.note, item.remedy, item.remedy_due_on = result, note, remedy, remedy_due_on
    if photo:
        item.photo = store_file(photo, by=by, allow=IMAGES)
    item.save(update_fields=["result", "note", "remedy", "remedy_due_on", "photo"])
    trail.record("answer", inspection, by=by, after={"question": item.question, "result": result, "note": note, "remedy": remedy})
    return item


@transaction.atomic
def finish_inspection(inspection: Inspection, *, conclusion: str, unit_representative: str, by: User) -> Inspection:
    """The visit is over: draft the minutes from the answers. Effects: conclusion, representative, minutes; the state."""
    require(by, "plans.inspect", inspection)
    inspection = _locked(inspection, InspectionState.PLANNED)
    items = list(inspection.items.all())
    if all(item.result == FindingResult.UNSEEN for item in items):
        raise ValidationError("Chưa có nội dung nào được xem. Hãy chọn kết quả cho ít nhất một nội dung.")
    if open_ended := [item for item in items if item.remedy and not item.remedy_due_on]:
        raise ValidationError(f"Hãy ghi hạn khắc phục cho nội dung “{open_ended[0].question}”.")
    inspection.conclusion, inspection.unit_representative = conclusion, unit_representative
    names = names_of([inspection.unit_id, inspection.plan.standing_agency_id], inspection.planned_on)
    inspection.minutes = draft_minutes(inspection, items, unit=names[inspection.unit_id], agency=names[inspection.plan.standing_agency_id])
    move(inspection, InspectionState.DONE, by=by, also=("conclusion", "unit_representative", "minutes"))
    return inspection


@transaction.atomic
def reopen_inspection(inspection: Inspection, *, reason: str, by: User) -> Inspection:
    """Back to the checklist, before anything is signed. The drafted minutes will be drafted anew. Effects: the state."""
    require(by, "plans.inspect", inspection)
    inspection = _locked(inspection)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do mở lại."})
    move(inspection, InspectionState.PLANNED, by=by, reason=reason)
    return inspection


@transaction.atomic
def sign_minutes(inspection: Inspection, *, minutes: str, unit_representative: str, by: User) -> Inspection:
    """Record that the minutes were signed on paper by both sides; what is to be put right becomes duties of the unit.

    Effects, in order: words, representative and time; the state; for each line with a remedy a confirmed duty KL01 … owed by
    the unit once, by its day; the assignments are opened; a notice to the unit. Done twice, the second is refused by the
    state, so a finding never becomes two duties.
    """
    require(by, "plans.inspect", inspection)
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=inspection.plan_id)  # the next KL number is this transaction's alone
    inspection = _locked(inspection, InspectionState.DONE)
    if not minutes.strip():
        raise ValidationError({"minutes": "Biên bản chưa có nội dung."})
    if not unit_representative.strip():
        raise ValidationError({"unit_representative": "Hãy ghi họ tên, chức vụ người đại diện đơn vị ký biên bản."})
    inspection.minutes, inspection.unit_representative, inspection.signed_at = minutes, unit_representative, clock.now()
    move(inspection, InspectionState.SIGNED, by=by, also=("minutes", "unit_representative", "signed_at"))
    asked = list(inspection.items.filter(remedy_duty__isnull=True).exclude(remedy="").select_related("duty"))
    if asked and plan.state != PlanState.ACTIVE:
        raise ValidationError("Kế hoạch không còn thực hiện nên không giao thêm việc khắc phục được. Hãy ghi yêu cầu này vào kế hoạch mới.")
    for item in asked:
        item.remedy_duty = _duty_from(item, plan, by)
        item.save(update_fields=["remedy_duty"])
    if asked:
        open_periods(plan, by=User.objects.system())  # the clock would do so tonight; the visit's right covers only this unit
    _tell_unit(inspection, "plans.inspection_signed", by, count=len(asked))
    return inspection


def _duty_from(item: InspectionItem, plan: Plan, by: User) -> Duty:
    number = Duty.objects.filter(plan=plan, code__startswith=FINDING_CODE).count() + 1
    last = Duty.objects.filter(plan=plan).order_by("-order").first()
    duty = Duty.objects.create(
        plan=plan, code=f"{FINDING_CODE}{number:02}", title=_headline(item.remedy), text=item.remedy, verb="Báo kết quả khắc phục",
        evidence_kinds=["file", "photo", "link", "note"], from_finding=True, order=(last.order if last else 0) + 1,
    )  # fmt: skip
    if item.duty:
        duty.clauses.set(item.duty.clauses.all())
    DutyTarget.objects.create(duty=duty, kind=TargetKind.UNIT, unit_id=item.inspection.unit_id)
    Recurrence.objects.create(duty=duty, frequency=Frequency.ONCE, due_on=item.remedy_due_on)
    trail.record("create", duty, by=by, unit=item.inspection.unit, after={"from_inspection": item.inspection_id, "text": item.remedy})
    move(duty, DutyState.CONFIRMED, by=by)
    return duty


def _headline(text: str, limit: int = 80) -> str:
    line = text.split("\n")[0]
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def _locked(inspection: Inspection, state: InspectionState | None = None) -> Inspection:
    found = Inspection.objects.select_for_update(of=["self"]).select_related("plan", "unit").get(pk=inspection.pk)
    if state and found.state != state:
        raise ValidationError(f"Cuộc kiểm tra này {found.get_state_display()}. Tải lại trang để thấy tình trạng mới nhất.")
    return found


def _tell_unit(inspection: Inspection, kind: str, by: User, **more: object) -> None:
    people = people_by_unit([inspection.unit_id], {Role.UNIT_LEADER, Role.UNIT_OFFICER}, clock.today())
    notify(
        kind, to=people.get(inspection.unit_id, []), url=reverse("plans:inspection", args=[inspection.pk]),
        context={"plan": inspection.plan.citation, "planned_on": inspection.planned_on, **more}, about=inspection, by=by,
    )  # fmt: skip
