"""The decision with its annexed list (law-and-formats §1.8, quyết định).

The number of names in Điều 1, in the annex and the sum of the money come from the same lines: they cannot differ. A decision once signed
is written from its lines as signed, those taken back later too: an issued document does not change.
"""

from collections.abc import Sequence
from datetime import date

from lantoa.core import clock
from lantoa.documents.wording import money, money_in_words
from lantoa.documents.writing import Annex, Article, Block, Column, Draft, IssueDay, Issuer, Paragraph, Row, Signature, Table
from lantoa.exemplars.enums import SubjectType
from lantoa.organisations.enums import TERRITORIES
from lantoa.organisations.models import Unit
from lantoa.selection.acts import acts_on
from lantoa.selection.exports.minutes import place_of
from lantoa.selection.models import Decision, Honour
from lantoa.selection.queries.awards import form_on, is_territory
from lantoa.selection.queries.honours import lines_of

_COUNTED = {SubjectType.INDIVIDUAL: "cá nhân", SubjectType.COLLECTIVE: "tập thể", SubjectType.HOUSEHOLD: "hộ gia đình"}


def draft(decision: Decision) -> Draft:
    """The decision; number and day as far as they are given."""
    day, lines = day_of(decision), list(lines_of(decision))
    form = form_of(decision, day)
    total = sum(line.amount for line in lines)
    articles = [Article(f"Tặng {form} cho {counted(lines)} {decision.merit} (có danh sách kèm theo).")]
    if total:
        articles.append(
            Article(f"Tổng số tiền thưởng kèm theo là {money(total)} đồng (bằng chữ: {money_in_words(total)}), trích từ {decision.fund}.")
        )
    articles.append(
        Article(
            "Thủ trưởng các cơ quan, đơn vị có liên quan và các cá nhân, tập thể, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành "
            "Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
        )
    )
    return Draft(
        kind="QĐ", issuer=issuer_of(decision.unit, day), symbol=decision.number.partition("/")[2] or symbol_of("QĐ", decision.unit, day),
        number=decision.number.partition("/")[0], day=IssueDay.of(decision.issued_on) if decision.issued_on else IssueDay(day.year, day.month),
        competence=decision.decider, subject=decision.subject, bases=bases_of(decision, day), body=articles,
        signatures=[signature_of(decision)], recipients=[f"Như Điều {len(articles)}"],
        annexes=[Annex(f"Danh sách được tặng {form}", annex_of(lines), landscape=True)],
    )  # fmt: skip


def day_of(decision: Decision) -> date:
    return decision.issued_on or clock.today()


def form_of(decision: Decision, day: date) -> str:
    rule = form_on(decision.form, day, decision.unit)
    return rule.name if rule else "Giấy khen"


def bases_of(decision: Decision, day: date) -> list[str]:
    """Acts in force that day, then what this decision rests on."""
    found = [f"Căn cứ {act.text}" for act in acts_on(day)]
    if decision.round:
        found.append(f"Căn cứ Biên bản họp xét chọn gương người tốt, việc tốt {decision.round.period_label}")
    if decision.submitted_at:
        found.append("Theo đề nghị tại Tờ trình của bộ phận tham mưu công tác thi đua, khen thưởng")
    return found


def signature_of(decision: Decision) -> Signature:
    return Signature(decision.signer_post or "CHỦ TỊCH", decision.signer_name, tuple(filter(None, (decision.signer_authority,))))


def issuer_of(unit: Unit, day: date) -> Issuer:
    """A ward or commune issues as its Ủy ban nhân dân, an office under its own name with its authority above."""
    version = unit.version_on(day)
    name = version.name if version else str(unit)
    if is_territory(unit, day):
        return Issuer(lines=("ỦY BAN NHÂN DÂN", name.upper()), place=place_of(unit, day))
    above = version.parent.version_on(day) if version and version.parent else None
    parent = ("ỦY BAN NHÂN DÂN", above.name.upper()) if above and above.kind in TERRITORIES else ()
    return Issuer(lines=(name.upper(),), place=place_of(unit, day), parent=parent)


def symbol_of(kind: str, unit: Unit, day: date) -> str:
    """Of an office the clerk writes its own letters behind the kind."""
    return f"{kind}-UBND" if is_territory(unit, day) else kind


def counted(lines: Sequence[Honour]) -> str:
    """'02 cá nhân, 01 tập thể'."""
    numbers = {kind: sum(line.nomination.type == kind for line in lines) for kind in SubjectType}
    return ", ".join(f"{number:02} {_COUNTED[kind]}" for kind, number in numbers.items() if number)


def annex_of(lines: Sequence[Honour]) -> list[Block]:
    """The list: a row a line, the money column and its sum only where there is money."""
    total = sum(line.amount for line in lines)
    columns = [
        Column("STT", 1, "center"),
        Column("Họ tên, tập thể, hộ gia đình", 4),
        Column("Chức vụ, nơi ở, đơn vị", 4),
        Column("Thành tích", 6),
    ]
    rows = [[str(place), line.recipient, line.details, line.achievement] for place, line in enumerate(lines, 1)]
    if not total:
        return [Table(tuple(columns), [tuple(row) for row in rows]), Paragraph(f"Danh sách này có {counted(lines)}.")]
    for row, line in zip(rows, lines, strict=True):
        row.append(money(line.amount))
    whole = Row(("", "Tổng cộng", "", "", money(total)), bold=True)
    return [
        Table((*columns, Column("Tiền thưởng (đồng)", 2.2, "right")), [*(tuple(row) for row in rows), whole]),
        Paragraph(f"Danh sách này có {counted(lines)}. Tổng số tiền bằng chữ: {money_in_words(total)}."),
    ]
