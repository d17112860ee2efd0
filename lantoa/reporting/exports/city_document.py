"""The city's report as an official document (Nghị định 30/2020/NĐ-CP, báo cáo), whole or an extract, and its figures as a workbook."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from lantoa.core import clock
from lantoa.documents.writing import Annex, Block, Column, Dash, Draft, Heading, IssueDay, Paragraph, Row, Signature, Table
from lantoa.plans.queries.oversight import names_of
from lantoa.reporting.city_drafting import honoured_in
from lantoa.reporting.city_enums import Part
from lantoa.reporting.models import CityReport
from lantoa.reporting.queries import city_figures
from lantoa.selection.exports.decision import issuer_of, symbol_of
from lantoa.ui.words import day as day_words
from lantoa.ui.words import number

RECIPIENTS = ("Thường trực Thành ủy", "Thường trực Hội đồng nhân dân", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân")


def draft(report: CityReport, *, parts: Sequence[str] = (), addressee: str = "", recipients: Sequence[str] = RECIPIENTS) -> Draft:
    """The document; number, day and signer as far as they are given. `parts`: only these sections; `addressee`: who gets the extract."""
    day = report.issued_on or clock.today()
    sections = [s for s in report.sections.order_by("order") if not parts or s.part in parts]
    body: list[Block] = [Paragraph(_opening(report, is_extract=bool(parts)))]
    for section in sections:
        body += [Heading(section.get_part_display()), *_blocks(section.text)]
    body.append(Paragraph(f"Trên đây là báo cáo kết quả {report.period_label} về tuyên truyền, nhân rộng điển hình tiên tiến."))
    tables = _annexes(report, {s.part for s in sections})
    return Draft(
        kind="BC", issuer=issuer_of(report.authority, day), symbol=report.number.partition("/")[2] or symbol_of("BC", report.authority, day),
        number=report.number.partition("/")[0], day=IssueDay.of(report.issued_on) if report.issued_on else IssueDay(day.year, day.month),
        subject=f"{'Trích kết quả' if parts else 'Kết quả'} công tác tuyên truyền, nhân rộng điển hình tiên tiến {report.period_label}",
        addressees=[addressee] if addressee else (), body=body,
        signatures=[Signature(report.signer_post or "CHỦ TỊCH", report.signer_name, tuple(filter(None, (report.signer_authority,))))],
        recipients=["Như trên", *recipients] if addressee else recipients, annexes=tables,
    )  # fmt: skip


def _opening(report: CityReport, *, is_extract: bool) -> str:
    words = f"Ủy ban nhân dân {names_of([report.authority_id])[report.authority_id]}".replace("nhân dân Thành phố", "nhân dân thành phố")
    of = " (trích những phần liên quan)" if is_extract else ""
    return f"{words} báo cáo kết quả {report.period_label}{of} như sau:"


def _blocks(text: str) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Dash(line[2:].strip()) if line.startswith(("- ", "– ")) else Paragraph(line) for line in lines]


def _annexes(report: CityReport, parts: Iterable[str]) -> list[Annex]:
    """Figures, reporting by cluster, exemplars: each where its section is told."""
    parts, found = set(parts), []
    rows = [(str(at), one.name, one.unit, one.words) for at, one in enumerate(city_figures.told(report).values(), start=1)]
    if rows:
        columns = (Column("STT", 1, "center"), Column("Chỉ tiêu", 8), Column("Đơn vị tính", 2.4, "center"), Column("Kết quả", 2, "right"))
        found.append(Annex(f"Số liệu {report.period_label}", [Table(columns, rows)]))
    if Part.TIMELINESS in parts and report.snapshot.get("clusters"):
        found.append(Annex("Tình hình gửi báo cáo theo cụm, khối", [_clusters(report)]))
    if Part.EXEMPLARS in parts and (people := _people(report)):
        columns = (
            Column("STT", 1, "center"),
            Column("Họ tên, tập thể, hộ gia đình", 4),
            Column("Đơn vị", 3.4),
            Column("Việc làm", 7),
            Column("Biểu dương ngày", 2, "center"),
        )
        found.append(Annex("Danh sách gương được biểu dương", [Table(columns, people)], landscape=True))
    return found


def _clusters(report: CityReport) -> Table:
    columns = (Column("Cụm, khối", 6), Column("Phải gửi", 2, "right"), Column("Đã gửi", 2, "right"), Column("Đúng hạn", 2, "right"))
    rows: list = [(name, number(a), number(b), number(c)) for name, a, b, c in report.snapshot["clusters"]]
    totals = [sum(row[at] for row in report.snapshot["clusters"]) for at in (1, 2, 3)]
    return Table(columns, [*rows, Row(("Cộng", *map(number, totals)), bold=True)])


def _people(report: CityReport) -> list[tuple[str, ...]]:
    rows = list(honoured_in(report))
    names = names_of({row.unit_id for row in rows})
    return [
        (str(at), row.name, names.get(row.unit_id, ""), " ".join((row.title or row.deed).split())[:300], day_words(row.honoured_at))
        for at, row in enumerate(rows, start=1)
    ]


# --- The workbook ---------------------------------------------------------------------------------------------------------


def workbook(report: CityReport) -> bytes:
    """All values: the city's, unit by unit, and the rates. Text goes in as strings, never as formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": str(report), "author": "Lan Tỏa"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EAE2D2", "border": 1, "valign": "vcenter"})
    _sheet(book, "Chỉ tiêu", head, ["Mã", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Số đơn vị báo cáo"],
           [[t.key, t.name, t.unit, t.words if t.value is None else t.value, t.reported] for t in city_figures.told(report).values()])  # fmt: skip
    indicators, units = city_figures.values_by_unit(report)
    _sheet(book, "Theo đơn vị", head, ["Đơn vị", *(f"{one.name} ({one.unit_of_measure})" for one in indicators)],
           [[name, *(values.get(one.pk) for one in indicators)] for name, values in units])  # fmt: skip
    _sheet(book, "Cụm, khối", head, ["Cụm, khối", "Phải gửi", "Đã gửi", "Đúng hạn"], report.snapshot.get("clusters", []))
    slow = [[name, "muộn", days] for name, days in report.snapshot.get("late", [])]
    slow += [[name, "chưa gửi", days] for name, days in report.snapshot.get("missing", [])]
    _sheet(book, "Muộn, chưa gửi", head, ["Đơn vị", "Tình trạng", "Số ngày quá hạn"], slow)
    book.close()
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, head, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, max(len(columns) - 1, 1), 18)
    sheet.write_row(0, 0, columns, head)
    for at, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, place, value)
            elif value is not None:
                sheet.write_string(at, place, str(value))
