"""The matrix as a workbook: one sheet of cells, one of coverage by column. Written row by row in constant memory.

Every text goes in as a string, never as a formula: a unit named "=HYPERLINK(…)" stays a name (quality.md S10).
"""

import io

import xlsxwriter

from lantoa.plans.queries.matrix import CELL_WORDS, NOT_OWED, Cell, CellKind, Matrix
from lantoa.ui.words import day

_FILL = {
    CellKind.LATE: {"bg_color": "#F9E3DE", "font_color": "#7A1519", "bold": True},
    CellKind.NONE: {"bg_color": "#F6F1E6", "font_color": "#665C52"},
    CellKind.DOING: {"bg_color": "#E3EAF6", "font_color": "#24406B"},
    CellKind.WAITING: {"bg_color": "#FBF0D3", "font_color": "#76500B"},
    CellKind.DONE: {"bg_color": "#DDF0E5", "font_color": "#17573C"},
    CellKind.EXEMPT: {"font_color": "#665C52", "italic": True},
}
_FIRST = 4  # rows above the units: title, day, key, heads


def cell_words(cell: Cell | None) -> str:
    """What one reads in a cell: "đạt", "trễ 2/5", "không phải làm"; the count where there are several."""
    if cell is None:
        return NOT_OWED
    words = CELL_WORDS[cell.kind]
    return f"{words} {cell.done}/{cell.owed}" if cell.owed > 1 else words


def write_matrix_xlsx(matrix: Matrix, span: str) -> bytes:
    """The workbook's bytes. `span` says in words what time it covers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Ma trận thực hiện {matrix.plan.number}", "author": "Lan Tỏa"})
    _cells_sheet(book, matrix, span)
    _coverage_sheet(book, matrix)
    book.close()
    return out.getvalue()


def _cells_sheet(book: xlsxwriter.Workbook, matrix: Matrix, span: str) -> None:
    bold, wrap = book.add_format({"bold": True}), {"text_wrap": True, "valign": "vcenter", "border": 1}
    head = book.add_format({**wrap, "bold": True, "align": "center", "bg_color": "#EAE2D2"})
    name = book.add_format(wrap)
    cluster = book.add_format({"bold": True, "bg_color": "#F6F1E6"})
    number = book.add_format({**wrap, "align": "center"})
    absent = book.add_format({**wrap, "align": "center", "font_color": "#8C8070"})
    fills = {kind: book.add_format({**wrap, **fill, "align": "center"}) for kind, fill in _FILL.items()}

    sheet = book.add_worksheet("Ma trận")
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.freeze_panes(_FIRST, 1)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, len(matrix.columns), 13)
    sheet.set_column(len(matrix.columns) + 1, len(matrix.columns) + 3, 9)
    sheet.write_string(0, 0, f"MA TRẬN THỰC HIỆN · {matrix.plan.citation}", bold)
    sheet.write_string(1, 0, f"Kỳ: {span}. Tính đến {day(matrix.day)}. Số trong ô: lượt đạt / lượt phải làm.")
    sheet.write_string(2, 0, f"Chú giải: {', '.join(CELL_WORDS.values())}, {NOT_OWED}.")
    heads = ["Đơn vị", *(f"{c.code}\n{c.title}" for c in matrix.columns), "Đạt", "Phải làm", "Trễ"]
    for at, text in enumerate(heads):
        sheet.write_string(_FIRST - 1, at, text, head)
    line = _FIRST
    for group, rows in matrix.groups:
        sheet.write_string(line, 0, group, cluster)
        line += 1
        for row in rows:
            sheet.write_string(line, 0, row.name, name)
            for at, cell in enumerate(row.cells, start=1):
                sheet.write_string(line, at, cell_words(cell), fills[cell.kind] if cell else absent)
            for at, value in enumerate((row.total.done, row.total.owed, row.total.late), start=len(row.cells) + 1):
                sheet.write_number(line, at, value, number)
            line += 1


def _coverage_sheet(book: xlsxwriter.Workbook, matrix: Matrix) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EAE2D2"})
    percent = book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet("Độ phủ")
    sheet.freeze_panes(1, 0)
    sheet.set_column(1, 1, 60)
    for at, text in enumerate(["Mã", "Nội dung", "Đạt", "Phải làm", "Trễ", "Tỷ lệ đạt"]):
        sheet.write_string(0, at, text, head)
    for line, (column, cell) in enumerate(zip(matrix.columns, matrix.totals, strict=True), start=1):
        sheet.write_string(line, 0, column.code)
        sheet.write_string(line, 1, column.title)
        for at, value in enumerate((cell.done, cell.owed, cell.late), start=2):
            sheet.write_number(line, at, value)
        if cell.owed:
            sheet.write_number(line, 5, cell.done / cell.owed, percent)
        else:
            sheet.write_string(line, 5, "–")
