"""How certificates are printed: the template of the year, and prints too long to wait for."""

import io

import pypdfium2
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import trail, workflow
from lantoa.core.rights import require
from lantoa.documents.certificates import FIELDS
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.notifications.services.telling import notify
from lantoa.organisations.models import Unit
from lantoa.selection.enums import ISSUED_STATES, PrintMode, PrintState
from lantoa.selection.models import CertificatePrint, CertificateTemplate, Decision

LARGEST_MOVE = 60.0  # millimetres
AT_ONCE = 200  # more than these the worker makes
_PART = 100


@transaction.atomic
def set_template(
    unit: Unit, *, year: int, mode: str, has_emblem: bool, authority: str, post: str, offsets: dict[str, tuple[float, float]], by: User
) -> CertificateTemplate:
    """Effects: the unit's template of the year, made or changed; a trail line. Raises ValidationError, in words."""
    require(by, "selection.draft_decision", unit)
    for part, (right, down) in offsets.items():
        if part not in FIELDS:
            raise ValidationError(f"Không có phần “{part}” trên giấy khen.")
        if abs(right) > LARGEST_MOVE or abs(down) > LARGEST_MOVE:
            raise ValidationError(f"Chỉnh nhiều nhất {LARGEST_MOVE:.0f} mm mỗi chiều.")
    found = CertificateTemplate.objects.select_for_update().filter(unit=unit, year=year).first() or CertificateTemplate(
        unit=unit, year=year
    )
    found.mode, found.has_emblem, found.authority, found.post = PrintMode(mode), has_emblem, authority, post
    found.offsets = {part: [right, down] for part, (right, down) in offsets.items() if right or down}
    found.full_clean()
    found.save()
    trail.record("set_template", found, by=by, after={"year": year, "mode": mode, "offsets": str(found.offsets)[:500]})
    return found


@transaction.atomic
def ask_for_print(decision: Decision, *, mode: str, by: User) -> CertificatePrint:
    """Have the worker make the certificates of a signed decision. Effects: the row; the worker's task after the commit."""
    from lantoa.selection.tasks import print_certificates

    require(by, "selection.draft_decision", decision.unit)
    if decision.state not in ISSUED_STATES or not decision.honour_count:
        raise ValidationError("In giấy khen sau khi quyết định được ký.", code="state")
    busy = decision.prints.filter(mode=mode, state__in=[PrintState.WAITING, PrintState.RUNNING]).first()
    if busy:
        return busy
    made = CertificatePrint.objects.create(decision=decision, mode=PrintMode(mode), total=decision.honour_count, asked_by=by)
    transaction.on_commit(lambda: print_certificates.enqueue(made.pk), robust=True)
    return made


def make_print(made: CertificatePrint, *, by: User) -> CertificatePrint:
    """The worker's part: a hundred at a time, each kept count of, joined to one PDF. Run again after a failure it starts anew.

    Effects, in order: the state; the count, part by part; the file; the state; whoever asked is told.
    """
    from lantoa.selection.exports.certificates import certificates_of, rendered, template_of

    require(by, "selection.run_clock")
    if made.state == PrintState.DONE:
        return made
    if made.state != PrintState.RUNNING:
        with transaction.atomic():
            workflow.move(made, PrintState.RUNNING, by=by)
    try:
        found, template = certificates_of(made.decision), template_of(made.decision)
        whole = pypdfium2.PdfDocument.new()
        for start in range(0, len(found), _PART):
            part = pypdfium2.PdfDocument(rendered(found[start : start + _PART], made.mode, template))
            whole.import_pages(part)
            CertificatePrint.objects.filter(pk=made.pk).update(done_count=min(start + _PART, made.total))
        out = io.BytesIO()
        whole.save(out)
    except Exception:
        with transaction.atomic():
            workflow.move(made, PrintState.FAILED, by=by, reason="Máy chủ không dựng được tệp.")
        raise
    with transaction.atomic():
        upload = SimpleUploadedFile(f"giay-khen-{made.decision_id}.pdf", out.getvalue(), "application/pdf")
        made.file, made.done_count = store_file(upload, allow={"pdf": DOCUMENTS["pdf"]}, by=made.asked_by), made.total
        workflow.move(made, PrintState.DONE, by=by, also=("file", "done_count"))
        notify("selection.certificates", to=[made.asked_by], url=reverse("selection:certificates", args=[made.decision_id]),
               context={"decision": made.decision}, about=made.decision, by=by)  # fmt: skip
    return made
