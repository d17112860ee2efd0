"""Forms not sent yet: kept as they are typed, found again by their link, swept when nobody comes back."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.exemplars import masking
from lantoa.exemplars.enums import AttachmentKind, Door
from lantoa.exemplars.models import Draft, DraftFile
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS, IMAGES, SOUNDS
from lantoa.organisations.models import Unit

KEPT_DAYS = {Door.CITIZEN: 7, Door.OFFICER: 60, Door.PAPER: 60}  # đề xuất, chờ Hội đồng duyệt
MOST_FILES = {AttachmentKind.PHOTO: 5, AttachmentKind.VOICE: 1, AttachmentKind.DOCUMENT: 10}
MAX_BYTES = {AttachmentKind.PHOTO: 15 * 2**20, AttachmentKind.VOICE: 15 * 2**20, AttachmentKind.DOCUMENT: 25 * 2**20}
LONGEST_ANSWER = 20_000  # characters
MOST_ANSWERS = 60
_NAMES = {AttachmentKind.PHOTO: "Ảnh", AttachmentKind.VOICE: "Bản ghi âm", AttachmentKind.DOCUMENT: "Tệp"}
_ALLOWED = {AttachmentKind.PHOTO: IMAGES, AttachmentKind.VOICE: SOUNDS, AttachmentKind.DOCUMENT: DOCUMENTS | IMAGES}


@transaction.atomic
def open_draft(door: Door, *, unit: Unit | None = None, answers: dict[str, Any] | None = None, by: User) -> Draft:
    """Begin a form. Through the citizens' door it belongs to whoever has its key. Effects: the row."""
    require(by, "exemplars.tell" if door == Door.CITIZEN else "exemplars.nominate", unit)
    return Draft.objects.create(door=door, user=None if door == Door.CITIZEN else by, unit=unit, answers=_kept(answers or {}))


@transaction.atomic
def keep_answers(draft: Draft, answers: dict[str, Any], *, by: User) -> Draft:
    """Keep what was typed, as it was typed, beside what is there. Nothing changes in what was sent already.

    Effects: the answers, with numbers of identity papers crossed out; the moment.
    """
    require(by, "exemplars.keep_draft", draft)
    draft = _locked(draft)
    if draft.sent_as_id is None:
        draft.answers = dict(list({**draft.answers, **_kept(answers)}.items())[:MOST_ANSWERS])
        _touch(draft, "answers")
    return draft


@transaction.atomic
def add_file(draft: Draft, upload: UploadedFile, *, kind: AttachmentKind, by: User) -> DraftFile:
    """Give a photo, a recording or a paper to the draft. A second recording takes the place of the first.

    Effects, in order: the file (a photo without EXIF and place); the row; the moment. A refusal leaves the draft as it was.
    """
    require(by, "exemplars.keep_draft", draft)
    draft = _locked(draft)
    if draft.sent_as_id is not None:
        raise ValidationError("Lời giới thiệu này đã gửi rồi, không thêm tệp được nữa.", code="sent")
    kind = AttachmentKind(kind)
    if upload.size and upload.size > MAX_BYTES[kind]:
        size = f"{upload.size / 2**20:.1f}".replace(".", ",")
        raise ValidationError(
            f"{_NAMES[kind]} “{upload.name[:80]}” nặng {size} MB, nhiều hơn mức {MAX_BYTES[kind] // 2**20} MB. "
            f"{'Hãy gửi ảnh nhỏ hơn, hoặc chụp màn hình ảnh ấy rồi gửi' if kind == AttachmentKind.PHOTO else 'Hãy gửi tệp nhỏ hơn'}. "
            "Những gì đã ghi vẫn còn.", code="size",
        )  # fmt: skip
    held = draft.files.filter(kind=kind)
    if kind == AttachmentKind.VOICE:
        held.delete()
    elif held.count() >= MOST_FILES[kind]:
        raise ValidationError(f"Đã có {MOST_FILES[kind]} tệp. Bỏ bớt một tệp rồi thêm tệp khác.", code="many")
    stored = store_file(upload, allow=_ALLOWED[kind], by=by)
    found = DraftFile.objects.create(draft=draft, kind=kind, file=stored)
    _touch(draft)
    return found


@transaction.atomic
def remove_file(found: DraftFile, *, by: User) -> None:
    """Take a file out of the draft. Effects: the row; the moment. The night's sweep takes the bytes."""
    require(by, "exemplars.keep_draft", found.draft)
    draft = _locked(found.draft)
    if draft.sent_as_id is None:
        draft.files.filter(pk=found.pk).delete()
        _touch(draft)


@transaction.atomic
def discard_draft(draft: Draft, *, by: User) -> None:
    """Throw a draft away. What was sent from it stays. Effects: the row, with its files' rows."""
    require(by, "exemplars.keep_draft", draft)
    _locked(draft).delete()


@transaction.atomic
def sweep_drafts(*, by: User) -> int:
    """Forget drafts nobody touched for KEPT_DAYS; what was sent from them stays. Returns how many."""
    require(by, "exemplars.sweep_drafts")
    swept = 0
    for door, days in KEPT_DAYS.items():
        old = Draft.objects.filter(door=door, touched_at__lt=clock.now() - timedelta(days=days))
        swept += old.count()
        old.delete()
    return swept


def _locked(draft: Draft) -> Draft:
    """The draft as it is now, held until the transaction ends."""
    return Draft.objects.select_for_update(of=["self"]).get(pk=draft.pk)


def _touch(draft: Draft, *also: str) -> None:
    draft.touched_at = clock.now()
    draft.save(update_fields=["touched_at", *also])


def _kept(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: masking.keepable(value[:LONGEST_ANSWER]) if isinstance(value, str) else value for name, value in answers.items()}
