"""Correcting the facts of a nomination, and the files beside it. What was told stays word for word with its sender."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars import masking
from lantoa.exemplars.enums import CLOSED_STATES, AttachmentKind, NominationState
from lantoa.exemplars.models import Attachment, Nomination
from lantoa.exemplars.queries.locking import locked
from lantoa.exemplars.services.steps import check_unchanged
from lantoa.exemplars.tasks import look_for_duplicates
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS, IMAGES, SOUNDS

EDITABLE = (
    "type", "name", "honorific", "gender", "birth_date", "birth_year", "is_minority", "is_direct_worker", "is_deceased", "occupation",
    "head_name", "member_count", "hamlet", "address", "phone", "kind", "breadth", "field", "area", "movement", "title", "deed", "result",
    "new_since", "happened_on", "happened_until", "beneficiaries", "value",
)  # fmt: skip
COMPARED = {
    "type",
    "name",
    "honorific",
    "gender",
    "birth_year",
    "head_name",
    "hamlet",
    "happened_on",
    "happened_until",
    "title",
    "deed",
    "result",
}
_PRIVATE = {"phone", "address", "birth_date", "hamlet", "occupation"}  # the log says that they changed, not to what: it is never erased
_TEXTS = {"name", "occupation", "head_name", "hamlet", "address", "title", "deed", "result", "new_since"}
_ALLOWED = {AttachmentKind.PHOTO: IMAGES, AttachmentKind.VOICE: SOUNDS, AttachmentKind.DOCUMENT: DOCUMENTS | IMAGES}


@transaction.atomic
def correct_facts(nomination: Nomination, facts: dict[str, Any], *, reason: str = "", seen: str = "", by: User) -> Nomination:
    """Put the facts right. After the leader's yes a reason is needed; while it lies with the leader nothing changes under their eyes.

    Effects, in order: the fields, with numbers of identity papers crossed out; name, type and birth year of a subject that has no other
    nomination; a trail line with what changed; after the commit the worker looks for duplicates again when something it compares
    changed. Nothing changed: no line.
    """
    require(by, "exemplars.edit_nomination", nomination)
    nomination = locked(nomination)
    check_unchanged(nomination, seen, by=by)
    if nomination.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {nomination.code} đã dừng nên không sửa được.", code="closed")
    if nomination.state == NominationState.CHECKED:
        raise ValidationError("Hồ sơ đang chờ lãnh đạo duyệt nên chưa sửa được. Lấy lại, hoặc nhờ lãnh đạo trả lại trước.", code="checked")
    facts = {name: masking.keepable(value) if name in _TEXTS else value for name, value in facts.items() if name in EDITABLE}
    if facts.get("birth_date"):
        facts["birth_year"] = facts["birth_date"].year
    changed = {name: value for name, value in facts.items() if getattr(nomination, name) != value}
    if not changed:
        return nomination
    if nomination.verified_at and not reason.strip():
        raise ValidationError({"reason": "Hồ sơ đã được duyệt: ghi lý do sửa."})
    before = {name: _logged(name, getattr(nomination, name)) for name in changed}
    for name, value in changed.items():
        setattr(nomination, name, value)
    _check(nomination)
    nomination.save(update_fields=list(changed))
    subject = nomination.subject
    if {"name", "type", "birth_year"} & set(changed) and not subject.nominations.exclude(pk=nomination.pk).exists():
        subject.name, subject.type, subject.birth_year = nomination.name, nomination.type, nomination.birth_year
        subject.save()
    after = {name: _logged(name, getattr(nomination, name)) for name in changed}
    trail.record("correct", nomination, by=by, reason=reason, before=before, after=after)
    if COMPARED & set(changed):
        transaction.on_commit(lambda: look_for_duplicates.enqueue(nomination.pk))
    return nomination


@transaction.atomic
def attach(
    nomination: Nomination,
    upload: UploadedFile,
    *,
    kind: AttachmentKind,
    caption: str = "",
    credit: str = "",
    shows_no_id_card: bool,
    by: User,
) -> Attachment:
    """Add a photo, recording or paper. Pictures of identity cards are not kept: the officer says that this is none.

    Effects, in order: the file (a photo without EXIF and place); the row; a trail line.
    """
    require(by, "exemplars.attach", nomination)
    nomination = locked(nomination)
    if nomination.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {nomination.code} đã dừng nên không nhận thêm tệp.", code="closed")
    if not shows_no_id_card:
        raise ValidationError(
            {"shows_no_id_card": "Hệ thống không giữ ảnh căn cước, giấy tờ tùy thân. Đánh dấu để xác nhận tệp này không phải."}
        )
    stored = store_file(upload, allow=_ALLOWED[AttachmentKind(kind)], by=by)
    attachment = Attachment.objects.create(
        nomination=nomination, kind=kind, file=stored, caption=masking.keepable(caption).strip(), credit=credit.strip(), added_by=by
    )
    trail.record(
        "attach",
        nomination,
        by=by,
        after={"tệp": attachment.get_kind_display(), "ghi chú": masking.text(attachment.caption or stored.name)},
    )
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, reason: str, by: User) -> Attachment:
    """Cross a file out: it stays for the log, and is shown to nobody but who handles the file. Effects: the row; a trail line."""
    require(by, "exemplars.attach", attachment.nomination)
    nomination = locked(attachment.nomination)
    attachment = Attachment.objects.select_for_update(of=["self"]).get(pk=attachment.pk)
    if attachment.removed_at:
        raise ValidationError("Tệp này đã được gỡ trước đó.", code="removed")
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do gỡ tệp."})
    attachment.removed_at = clock.now()
    attachment.save(update_fields=["removed_at"])
    trail.record("remove_attachment", nomination, by=by, reason=reason, before={"tệp": masking.text(str(attachment))})
    return attachment


def _logged(name: str, value: Any) -> str:
    if name in _PRIVATE:
        return "có ghi (không chép vào nhật ký)" if value else ""
    return "" if value is None else masking.text(str(value))


def _check(nomination: Nomination) -> None:
    errors, today = {}, clock.today()
    if not nomination.name.strip():
        errors["name"] = "Ghi tên người hoặc tập thể."
    if not nomination.deed.strip():
        errors["deed"] = "Kể việc đã làm."
    if nomination.birth_date and nomination.birth_date > today:
        errors["birth_date"] = "Ngày sinh chưa đến. Kiểm tra lại năm."
    if nomination.birth_year and not 1900 <= nomination.birth_year <= today.year:
        errors["birth_year"] = f"Năm sinh từ 1900 đến {today.year}."
    if nomination.happened_on and nomination.happened_on > today:
        errors["happened_on"] = "Ngày này chưa đến."
    if nomination.happened_until and (not nomination.happened_on or nomination.happened_until < nomination.happened_on):
        errors["happened_until"] = "Ngày kết thúc phải sau ngày bắt đầu."
    if errors:
        raise ValidationError(errors)
