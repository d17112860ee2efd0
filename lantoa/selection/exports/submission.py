"""Tờ trình that puts a decision to whoever signs it (law-and-formats §1.8)."""

from lantoa.core import clock
from lantoa.documents.wording import money, money_in_words
from lantoa.documents.writing import Draft, Heading, IssueDay, Paragraph, Signature
from lantoa.selection.acts import acts_on
from lantoa.selection.exports.decision import annex_of, counted, form_of, issuer_of, symbol_of
from lantoa.selection.models import Decision
from lantoa.selection.queries.awards import salary_on
from lantoa.selection.queries.honours import lines_of


def draft(decision: Decision) -> Draft:
    """Number and day are the clerk's. The list is the decision's own, so that both name the same people."""
    day = decision.issued_on or clock.today()
    lines, form = list(lines_of(decision)), form_of(decision, day)
    total, salary = sum(line.amount for line in lines), salary_on(day, decision.unit)
    body = [
        *(Paragraph(f"Căn cứ {act.text};") for act in acts_on(day)),
        Paragraph(
            (f"Kết quả bình chọn gương người tốt, việc tốt {decision.round.period_label}" if decision.round else "Qua xét chọn")
            + f", có {counted(lines)} được chọn; hồ sơ đã xác minh đủ nguồn và có xác nhận của nơi cư trú, nơi công tác."
        ),
        Heading("Nội dung đề nghị"),
        Paragraph(f"Kính đề nghị {decision.decider} xem xét, tặng {form} cho {counted(lines)} {decision.merit}:"),
        *annex_of(lines),
    ]
    if total and salary:
        body += [
            Heading("Kinh phí"),
            Paragraph(
                f"Tổng số tiền thưởng: {money(total)} đồng (bằng chữ: {money_in_words(total)}), trích từ {decision.fund}. Mức thưởng bằng hệ số "
                f"nhân mức lương cơ sở {money(salary.dong)} đồng, làm tròn lên chục nghìn đồng; tính lại theo mức lương cơ sở ngày ký quyết định."
            ),
        ]
    body.append(Paragraph(f"Kính đề nghị {decision.decider} xem xét, quyết định."))
    return Draft(
        kind="TTr", issuer=issuer_of(decision.unit, day), symbol=symbol_of("TTr", decision.unit, day), subject=f"Về việc đề nghị tặng {form}",
        day=IssueDay(day.year, day.month), addressees=[decision.decider], body=body, signatures=[Signature("NGƯỜI TRÌNH")], recipients=["Như trên"],
    )  # fmt: skip
