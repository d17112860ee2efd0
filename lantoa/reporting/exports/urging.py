"""The letter to the units that have not reported (công văn đôn đốc; law-and-formats.md §1.8): which report, who is late by how many days, the new
deadline. Number, day and signer are the clerk's: left blank."""

from collections.abc import Sequence
from datetime import date, timedelta

from lantoa.documents.writing import LETTER, Column, Dash, Draft, IssueDay, Paragraph, Signature, Table
from lantoa.plans.enums import PlanState
from lantoa.plans.exports.letters import symbol_of_office
from lantoa.plans.models import Plan
from lantoa.plans.services.letters import GRACE_DAYS
from lantoa.reporting.models import Cycle
from lantoa.reporting.queries.late import LateReport
from lantoa.selection.exports.decision import issuer_of
from lantoa.ui.words import day as day_words

MOST_ADDRESSED = 5  # units named behind "Kính gửi"; more of them stand in the list alone


def urging_letter(cycle: Cycle, late: Sequence[LateReport], *, on: date, new_due_on: date | None = None) -> Draft:
    """The letter of the agency that runs the form, to all who are late."""
    agency = cycle.form.agency
    new_due_on = new_due_on or on + timedelta(days=GRACE_DAYS)
    issuer, name = issuer_of(agency, on), str(agency)
    plan = Plan.objects.filter(issuer=cycle.form.authority, state=PlanState.ACTIVE).order_by("-year", "-issued_on").first()
    ground = f"Thực hiện {plan.citation}, " if plan else ""
    columns = (Column("STT", 1, "center"), Column("Đơn vị", 7), Column("Hạn nộp", 3, "center"), Column("Số ngày quá hạn", 3, "center"))
    rows = [(str(at), row.unit, day_words(row.due_on), str(row.days_late)) for at, row in enumerate(late, start=1)]
    body = [
        Paragraph(f"{ground}{name} đã theo dõi việc gửi {_lower_first(str(cycle))} của các cơ quan, đơn vị, địa phương. "
                  f"Tính đến ngày {day_words(on)}, còn {len(rows)} đơn vị chưa gửi báo cáo:"),
        Table(columns, rows),
        Paragraph("Để kịp tổng hợp, báo cáo cấp trên, đề nghị các đơn vị có tên nêu trên:"),
        Dash(f"Hoàn thành, ký và gửi báo cáo trước ngày {day_words(new_due_on)};"),
        Dash(f"Nếu có khó khăn, vướng mắc, báo về {name} trước ngày đó, nêu rõ nguyên nhân và việc cần hỗ trợ."),
        Paragraph("Đề nghị các đơn vị quan tâm thực hiện."),
    ]  # fmt: skip
    addressees = [row.unit for row in late] if len(rows) <= MOST_ADDRESSED else ["Các đơn vị có tên trong danh sách"]
    return Draft(
        kind=LETTER, issuer=issuer, symbol=symbol_of_office(name), day=IssueDay(on.year, on.month), subject=f"đôn đốc gửi {_lower_first(str(cycle))}",
        addressees=addressees, body=body, signatures=[Signature("TRƯỞNG PHÒNG" if name.lower().startswith("phòng") else "THỦ TRƯỞNG")],
        recipients=["Như trên"],
    )  # fmt: skip


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
