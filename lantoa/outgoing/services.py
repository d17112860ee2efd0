"""The only place that writes the register."""

import hashlib
import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.documents.writing import LETTER
from lantoa.files.models import StoredFile
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.organisations.models import Unit
from lantoa.outgoing import queries
from lantoa.outgoing.enums import PaperState
from lantoa.outgoing.examining import Examined, check_signatures, check_signed, examine, findings_of
from lantoa.outgoing.models import Paper, series_of

_NUMBER = re.compile(r"(\d{1,6})/\S+")
_EDITABLE = ("kind", "number", "issued_on", "subject", "signer_name", "signer_post", "recipients")


def take_in_signed(upload: UploadedFile, *, by: User) -> tuple[StoredFile, Examined]:
    """Look at a signed PDF and store it; outside any transaction, for the looking takes seconds.

    Effects: the stored file. Raises ValidationError for what is no PDF, is damaged, or was changed after it was signed.
    """
    require(by, "files.upload")
    examined = examine(upload.read(), upload.name or "")
    check_signatures(examined)
    upload.seek(0)
    return store_file(upload, allow={"pdf": DOCUMENTS["pdf"]}, by=by), examined


@transaction.atomic
def enter_paper(
    unit: Unit, *, kind: str, number: str, issued_on: date, subject: str, signer_name: str, signer_post: str = "", recipients: str = "",
    about: models.Model | None = None, draft: bytes = b"", by: User,
) -> Paper:  # fmt: skip
    """Enter a paper that was signed, with the clerk's number and day. `about`: the record it was written from; `draft`: the file we made.

    Effects: the entry; a trail line. Raises ValidationError, by field: a number that is none or is taken, a day to come.
    """
    require(by, "outgoing.enter_paper", unit)
    paper = Paper(
        unit=unit, kind=kind, number=number.strip(), subject=subject.strip(), signer_name=signer_name.strip(), signer_post=signer_post.strip(),
        recipients=recipients.strip(), source=about._meta.label_lower if about else "", source_id=about.pk if about else None,
        draft_sha256=hashlib.sha256(draft).hexdigest() if draft else "", entered_by=by,
    )  # fmt: skip
    _set_number(paper, issued_on)
    paper.full_clean(exclude=["folded"])
    paper.save()
    trail.record("enter_paper", paper, by=by, after={"number": paper.number, "issued_on": issued_on.isoformat(), "subject": paper.subject})
    return paper


@transaction.atomic
def edit_paper(paper: Paper, *, by: User, **values) -> Paper:
    """Correct a slip of the pen in an entry made by hand, until the signed paper is back. Effects: the entry; a trail line."""
    require(by, "outgoing.keep_paper", paper)
    paper = queries.locked(paper)
    if paper.source or paper.signed_file_id or paper.state != PaperState.ISSUED:
        raise ValidationError("Chỉ sửa được dòng ghi tay khi chưa có bản đã ký. Ghi nhầm thì thu hồi rồi ghi dòng mới.", code="state")
    before = {name: str(getattr(paper, name)) for name in _EDITABLE}
    for name in _EDITABLE:
        if name in values:
            setattr(paper, name, values[name].strip() if isinstance(values[name], str) else values[name])
    _set_number(paper, paper.issued_on)
    paper.full_clean(exclude=["folded"])
    paper.save()
    after = {name: str(getattr(paper, name)) for name in _EDITABLE}
    changed = [name for name in _EDITABLE if before[name] != after[name]]
    if changed:
        trail.record("edit", paper, by=by, before={n: before[n] for n in changed}, after={n: after[n] for n in changed})
    return paper


@transaction.atomic
def keep_signed(paper: Paper, file: StoredFile, examined: Examined, *, by: User) -> Paper:
    """Keep the signed PDF beside its entry, once and unchanged. `examined` is what `examining.examine` found in these very bytes.

    Effects, in order: the file, its signatures, what was noticed; a trail line with its hash. Raises ValidationError for a file changed
    after it was signed, and for one that says another number or day than the entry.
    """
    require(by, "outgoing.keep_paper", paper)
    paper = queries.locked(paper)
    if file.sha256 != examined.sha256:
        raise ValueError("these are not the bytes that were examined")
    if paper.signed_file_id or paper.state != PaperState.ISSUED:
        raise ValidationError("Văn bản này đã có bản đã ký, hoặc đã thu hồi. Bản đã nhận không thay được.", code="state")
    check_signed(paper.number, paper.issued_on, examined)
    paper.signed_file, paper.signatures = file, [row.to_json() for row in examined.signatures]
    paper.findings = findings_of(paper, examined)
    paper.save(update_fields=["signed_file", "signatures", "findings"])
    trail.record("keep_signed_file", paper, by=by, after={"name": file.name, "sha256": file.sha256})
    return paper


@transaction.atomic
def withdraw_paper(paper: Paper, *, reason: str, by: User) -> Paper:
    """It no longer holds (withdrawn, cancelled, entered by mistake); its number stays taken. Effects: the reason; the state."""
    require(by, "outgoing.keep_paper", paper)
    paper = queries.locked(paper)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do thu hồi."})
    paper.withdrawn_because = reason.strip()
    workflow.move(paper, PaperState.WITHDRAWN, by=by, reason=paper.withdrawn_because, also=("withdrawn_because",))
    return paper


def _set_number(paper: Paper, issued_on: date) -> None:
    found = _NUMBER.fullmatch(paper.number)
    if not found:
        example = "45/UBND-VX" if paper.kind == LETTER else f"12/{paper.kind}-UBND"
        raise ValidationError({"number": f"Ghi số rồi ký hiệu, ví dụ {example}, không có dấu cách."})
    if issued_on > clock.today():
        raise ValidationError({"issued_on": "Ngày ban hành chưa đến."})
    paper.order, paper.series = int(found[1]), series_of(paper.kind, paper.number)
    paper.issued_on, paper.issued_year = issued_on, issued_on.year
