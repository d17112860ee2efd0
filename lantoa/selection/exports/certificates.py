"""Giấy khen of a decision, and the test sheet that shows where on the stock each part lands (law-and-formats §2.6)."""

from collections.abc import Sequence

from lantoa.core import clock
from lantoa.documents.certificates import Certificate, render
from lantoa.documents.writing import IssueDay
from lantoa.organisations.models import Unit
from lantoa.selection.enums import PrintMode
from lantoa.selection.exports.minutes import place_of
from lantoa.selection.models import CertificateTemplate, Decision
from lantoa.selection.queries.honours import lines_of


def certificates_of(decision: Decision) -> list[Certificate]:
    """One for each honour that stands, in the order of the list."""
    template, day = template_of(decision), decision.issued_on
    authority = (template.authority if template else "") or decision.signer_authority
    place = place_of(decision.unit, day or clock.today())
    signed = IssueDay.of(day) if day else IssueDay()
    return [
        Certificate(
            decider=decision.decider, recipient=line.recipient, details=line.details, achievement=line.achievement, place=place,
            decision=decision.number, decision_day=signed, golden_book=str(line.golden_book or ""), day=signed,
            post=(template.post if template else "") or decision.signer_post or "CHỦ TỊCH", authority=tuple(filter(None, (authority,))),
            name=decision.signer_name,
        )
        for line in lines_of(decision).filter(revoked_at__isnull=True)
    ]  # fmt: skip


def template_of(decision: Decision) -> CertificateTemplate | None:
    year = (decision.issued_on or clock.today()).year
    return CertificateTemplate.objects.filter(unit=decision.unit, year=year).first()


def rendered(found: Sequence[Certificate], mode: str, template: CertificateTemplate | None) -> bytes:
    """Offsets belong to the stock: they are used only when printing over it."""
    offsets = (
        {part: (right, down) for part, (right, down) in template.offsets.items()} if template and mode == PrintMode.OVERPRINT else None
    )
    return render(found, mode=mode, offsets=offsets, emblem_mark=not (template and template.has_emblem))


def write_certificates(decision: Decision, mode: str) -> bytes:
    """One PDF. Raises ValueError for a decision without a line that stands."""
    return rendered(certificates_of(decision), mode, template_of(decision))


def write_test_sheet(unit: Unit, template: CertificateTemplate | None, decider: str) -> bytes:
    """One sheet with long sample words, over the stock: print it on plain paper and hold both against the light."""
    day = clock.today()
    sample = Certificate(
        decider=decider, recipient="Ông (bà) Họ và tên người được khen", details="Chức vụ, nơi ở, đơn vị công tác",
        achievement="Tờ in thử: thành tích được ghi ở đây, thường dài hai dòng, để thấy chữ nằm vào đâu trên phôi đã mua",
        place=place_of(unit, day), decision="00/QĐ-UBND", decision_day=IssueDay.of(day), golden_book="000", day=IssueDay.of(day),
        post=(template.post if template else "") or "CHỦ TỊCH", authority=tuple(filter(None, (template.authority if template else "",))),
        name="Họ và tên người ký",
    )  # fmt: skip
    return rendered([sample], PrintMode.OVERPRINT, template)
