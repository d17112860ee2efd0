"""Sổ vàng of a year as a workbook. Every text goes in as a string, never a formula."""

import io

import xlsxwriter

from lantoa.organisations.models import Unit
from lantoa.selection.queries.honours import golden_book
from lantoa.ui.words import day as day_words

HEADS = [
    "Số sổ vàng",
    "Họ tên, tập thể, hộ gia đình",
    "Chức vụ, nơi ở, đơn vị",
    "Thành tích",
    "Số quyết định",
    "Ngày ký",
    "Tiền thưởng (đồng)",
    "Thu hồi",
]
_FIRST = 3  # rows above the lines: title, empty, heads


def write_golden_book(unit: Unit, year: int) -> bytes:
    """The workbook's bytes, in constant memory."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Sổ vàng năm {year}", "author": "Lan Tỏa"})
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    head, text = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EAE2D2"}), book.add_format(cell)
    sum_ = book.add_format({**cell, "num_format": "#,##0"})
    sheet = book.add_worksheet(f"Sổ vàng {year}")
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.freeze_panes(_FIRST, 2)
    for column, width in enumerate((9, 32, 34, 50, 16, 12, 16, 26)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"SỔ VÀNG NĂM {year}: {unit}", book.add_format({"bold": True}))
    for column, words in enumerate(HEADS):
        sheet.write_string(_FIRST - 1, column, words, head)
    for line, row in enumerate(golden_book(unit, year).iterator(chunk_size=2000), _FIRST):
        sheet.write_number(line, 0, row.golden_book, text)
        texts = (row.recipient, row.details, row.achievement, row.decision.number, day_words(row.decision.issued_on))
        for column, words in enumerate(texts, start=1):
            sheet.write_string(line, column, words[:32767], text)
        sheet.write_number(line, 6, row.amount, sum_)
        revoked = f"Đã thu hồi ngày {day_words(row.revoked_at)}: {row.revoked_because}" if row.revoked_at else ""
        sheet.write_string(line, 7, revoked[:32767], text)
    book.close()
    return out.getvalue()
