"""The city's report on its way: to the leader, back or approved, issued as on paper, locked; amended in a new edition."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.core.workflow import move
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.organisations.enums import Role
from lantoa.outgoing import services as papers
from lantoa.outgoing.examining import Examined, examine
from lantoa.reporting.city_enums import EDITABLE, OUT, CityState
from lantoa.reporting.models import CityReport, CitySection
from lantoa.reporting.services.city.drafting import locked, tell


@transaction.atomic
def submit(report: CityReport, *, by: User) -> CityReport:
    """Lay it before the leader. Effects: when and who; the state; nobody holds a section; a notice."""
    require(by, "reporting.write_city_report", report.authority)
    report = locked(report)
    empty = [str(section) for section in report.sections.order_by("order") if not section.text.strip()]
    if report.state in EDITABLE and empty:
        raise ValidationError(f"Còn phần chưa có chữ: {', '.join(empty)}. Không có gì để báo cáo thì ghi một câu.", code="empty")
    report.submitted_at, report.submitted_by = clock.now(), by
    move(report, CityState.WITH_LEADER, by=by, also=("submitted_at", "submitted_by"))
    report.sections.update(held_by=None, held_until=None)
    tell(report, "city_to_approve", [report.authority], [Role.CITY_LEADER], by=by)
    return report


@transaction.atomic
def recall(report: CityReport, *, by: User) -> CityReport:
    """Take it back before the leader has decided. Effects: the state."""
    require(by, "reporting.write_city_report", report.authority)
    report = locked(report)
    if report.state != CityState.WITH_LEADER:
        raise ValidationError("Lãnh đạo đã quyết định rồi nên không lấy lại được.", code="state")
    move(report, CityState.DRAFT, by=by)
    return report


@transaction.atomic
def send_back(report: CityReport, *, reason: str, by: User) -> CityReport:
    """Effects: reason and who; the approval void; the state; a notice to the agency."""
    require(by, "reporting.approve_city_report", report.authority)
    report = locked(report)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do trả lại, để Cơ quan Thường trực biết cần sửa gì."})
    report.return_reason, report.returned_by, report.approved_at, report.approved_by = reason, by, None, None
    move(report, CityState.RETURNED, by=by, reason=reason, also=("return_reason", "returned_by", "approved_at", "approved_by"))
    tell(report, "city_returned", [report.agency], [Role.STANDING_AGENCY], by=by, reason=reason)
    return report


@transaction.atomic
def approve(report: CityReport, *, by: User) -> CityReport:
    """Effects: when and who; the state; a notice to the agency, which has it printed and signed."""
    require(by, "reporting.approve_city_report", report.authority)
    report = locked(report)
    report.approved_at, report.approved_by = clock.now(), by
    move(report, CityState.APPROVED, by=by, also=("approved_at", "approved_by"))
    tell(report, "city_approved", [report.agency], [Role.STANDING_AGENCY], by=by)
    return report


def issue(
    report: CityReport, *, number: str, issued_on: date, signer_name: str, signer_post: str, signer_authority: str = "",
    paper: UploadedFile | None = None, by: User,
) -> CityReport:  # fmt: skip
    """Write down that it went out, as on the paper. A signed file is read first: its number, day and signer must be those given.

    Raises ValidationError, in words, for a file that cannot be read, says something else, or was changed after it was signed.
    Effects, in one transaction: the file; number, day, signer, signatures; the state; the entry in the register of outgoing papers;
    the edition it amends is superseded.
    """
    require(by, "reporting.write_city_report", report.authority)
    found = _examine(paper, number, issued_on, signer_name) if paper else None
    return _issue(report, number, issued_on, (signer_authority, signer_post, signer_name), paper, found, by)


@transaction.atomic
def _issue(
    report: CityReport, number: str, issued_on: date, signer: tuple[str, str, str], paper, found: Examined | None, by: User
) -> CityReport:
    report = locked(report)
    if report.approved_at and issued_on < report.approved_at.date():
        raise ValidationError({"issued_on": "Ngày ban hành không thể trước ngày lãnh đạo duyệt."})
    if issued_on > clock.today():
        raise ValidationError({"issued_on": "Ngày ban hành không thể sau hôm nay."})
    taken = CityReport.objects.filter(authority=report.authority, number=number, issued_on__year=issued_on.year).exclude(pk=report.pk)
    if taken.exists():
        raise ValidationError({"number": f"Số {number} đã ghi cho báo cáo khác trong năm."})
    if paper:
        report.paper = store_file(paper, allow={"pdf": DOCUMENTS["pdf"]}, by=by)
    report.number, report.issued_on = number, issued_on
    report.signatures = [one.to_json() | {"words": one.words} for one in found.signatures] if found else []
    report.signer_authority, report.signer_post, report.signer_name = signer
    also = ("number", "issued_on", "signatures", "signer_authority", "signer_post", "signer_name", "paper")
    move(report, CityState.ISSUED, by=by, also=also)
    entry = papers.enter_paper(
        report.authority, kind="BC", number=number, issued_on=issued_on, subject=str(report), signer_name=signer[2], signer_post=signer[1],
        about=report, by=by,
    )  # fmt: skip
    if report.paper and found:
        papers.keep_signed(entry, report.paper, found, by=by)
    if report.amends_id:
        move(locked(report.amends), CityState.SUPERSEDED, by=by, reason=report.amend_reason)
    return report


def _examine(paper: UploadedFile, number: str, issued_on: date, signer_name: str) -> Examined:
    """What the file says of itself, held against what was typed."""
    content = paper.read()
    paper.seek(0)
    try:
        seen = examine(content, paper.name or "bao-cao.pdf")
    except ValidationError as error:
        raise ValidationError({"paper": error.messages}) from error
    if seen.unread:
        raise ValidationError({"paper": seen.unread})
    wrong = []
    if seen.number and seen.number != number:
        wrong.append(f"tệp ghi số {seen.number}")
    if seen.issued_on and seen.issued_on != issued_on:
        wrong.append(f"tệp ghi ngày {seen.issued_on:%d/%m/%Y}")
    if seen.signer and seen.signer.casefold() != signer_name.casefold():
        wrong.append(f"tệp ghi người ký {seen.signer}")
    if wrong:
        raise ValidationError({"paper": f"Bản đã ký khác với điều vừa ghi: {', '.join(wrong)}. Xem lại rồi ghi cho đúng."})
    spoiled = [f"{one.signer}: {one.words}" for one in seen.signatures if not one.is_sound]
    if spoiled:
        raise ValidationError({"paper": f"Không nhận tệp này. {'; '.join(spoiled)}. Lấy lại bản gốc từ văn thư."})
    return seen


@transaction.atomic
def lock(report: CityReport, *, by: User) -> CityReport:
    """Nothing of it changes any more but by a new edition. Effects: the state."""
    require(by, "reporting.write_city_report", report.authority)
    report = locked(report)
    move(report, CityState.LOCKED, by=by)
    return report


@transaction.atomic
def amend(report: CityReport, *, reason: str, by: User) -> CityReport:
    """Begin a new edition of an issued report; the issued one stands until the new one is issued, and is kept for ever.

    Effects: the new edition with the same figures, sources and texts; the trail.
    """
    require(by, "reporting.write_city_report", report.authority)
    report = locked(report)
    if report.state not in OUT or report.state == CityState.SUPERSEDED:
        raise ValidationError("Chỉ lập bản sửa cho báo cáo đã ban hành.", code="state")
    if CityReport.objects.filter(amends=report).exists():
        raise ValidationError("Đã có bản sửa của báo cáo này. Mở bản đó để viết tiếp.", code="amended")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi vì sao sửa báo cáo đã ban hành."})
    now = clock.now()
    edition = CityReport.objects.create(
        authority=report.authority, agency=report.agency, period=report.period, counts_from=report.counts_from, counts_to=report.counts_to,
        edition=report.edition + 1, amends=report, amend_reason=reason, state=CityState.DRAFT, state_since=now, drafted_at=report.drafted_at,
        drafted_parts=report.drafted_parts, snapshot=report.snapshot,
    )  # fmt: skip
    edition.sources.set(report.sources.all())
    CitySection.objects.bulk_create(
        CitySection(report=edition, part=s.part, order=s.order, text=s.text, drafted=s.drafted) for s in report.sections.order_by("order")
    )
    trail.record("amend", edition, by=by, reason=reason, after={"edition": edition.edition})
    return edition
