"""Who answered a movement, as a workbook. Written row by row in constant memory; every text goes in as a string, never a formula."""

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

from lantoa.movements.enums import RegistrationState
from lantoa.movements.models import Movement
from lantoa.organisations.models import Unit
from lantoa.ui.words import day as day_words

HEADS = ["STT", "Đơn vị", "Trả lời", "Ngày", "Chỉ tiêu đăng ký", "Lý do không áp dụng"]
SILENT_WORDS = "chưa trả lời"
_FIRST = 3  # rows above the units: title, day, heads
_LONGEST = 32767  # characters a cell holds


def write_answers_xlsx(movement: Movement, units: Iterable[Unit], day: date) -> bytes:
    """The workbook's bytes; `units` as queries.joining.answering_units gives them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Đăng ký phong trào {movement.title}"[:200], "author": "Lan Tỏa"})
    bold = book.add_format({"bold": True})
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    head, text = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EAE2D2"}), book.add_format(cell)
    sheet = book.add_worksheet("Đăng ký")
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FIRST - 1)
    sheet.freeze_panes(_FIRST, 2)
    for column, width in enumerate((6, 38, 16, 12, 50, 40)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"ĐĂNG KÝ THAM GIA: {movement.name}", bold)
    sheet.write_string(1, 0, f"Tính đến {day_words(day)}.")
    for column, words in enumerate(HEADS):
        sheet.write_string(_FIRST - 1, column, words, head)
    labels = dict(RegistrationState.choices)
    for number, unit in enumerate(units, start=1):
        line = _FIRST - 1 + number
        sheet.write_number(line, 0, number, text)
        answered = day_words(unit.answered_on) if unit.answered_on else ""
        columns = [unit.name, labels.get(unit.answer, SILENT_WORDS), answered, unit.targets or "", unit.reason or ""]
        for column, words in enumerate(columns, start=1):
            sheet.write_string(line, column, words[:_LONGEST], text)
    book.close()
    return out.getvalue()
