"""Sổ đăng ký văn bản đi as a workbook: the columns of Nghị định 30/2020/NĐ-CP, phụ lục IV. Every text goes in as a string, never a formula."""

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

from lantoa.outgoing.models import Paper
from lantoa.ui.words import day as day_words

HEADS = ["Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Người ký", "Nơi nhận", "Cơ quan ban hành", "Bản đã ký", "Ghi chú"]
_WIDTHS = (20, 12, 60, 26, 36, 32, 16, 36)


def write_register_xlsx(papers: Iterable[Paper], day: date) -> bytes:
    """The workbook's bytes; `papers` with `unit_name`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Sổ đăng ký văn bản đi", "author": "Lan Tỏa"})
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    head, text = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EAE2D2"}), book.add_format(cell)
    sheet = book.add_worksheet("Văn bản đi")
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 1)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", book.add_format({"bold": True}))
    sheet.write_string(1, 0, f"Lập ngày {day_words(day)}.")
    for column, words in enumerate(HEADS):
        sheet.write_string(2, column, words, head)
    for line, paper in enumerate(papers, start=3):
        for column, words in enumerate(_cells(paper)):
            sheet.write_string(line, column, words, text)
    book.close()
    return out.getvalue()


def _cells(paper: Paper) -> list[str]:
    kind = paper.get_kind_display().capitalize()
    return [
        paper.number, day_words(paper.issued_on), f"{kind}: {paper.subject}", f"{paper.signer_name}\n{paper.signer_post}".strip(),
        paper.recipients, paper.unit_name, "đã có" if paper.signed_file_id else "chưa gửi về",
        f"Đã thu hồi: {paper.withdrawn_because}" if paper.withdrawn_because else "",
    ]  # fmt: skip
