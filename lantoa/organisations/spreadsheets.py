"""Workbooks in and out: one sheet, headings in the first row, one record a row. Reads and writes no rows of the database."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
import xlsxwriter
from django.core.exceptions import ValidationError

from lantoa.core.text import fold, nfc
from lantoa.ui.forms import DayField

MAX_ROWS = 5_000  # a province with all below it; more is a mistake or an attack
MAX_BYTES = 5 * 2**20
MAX_UNPACKED = 100 * 2**20
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="[A-Z]+(\d+)')
_HIDDEN = re.compile(rb'<row\s[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')
# A cell that begins like this is taken for a formula when the sheet is saved as CSV and opened again.
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    key: str
    heading: str
    required: bool = False
    is_day: bool = False
    width: int = 24


@dataclass(frozen=True)
class Fault:
    """What is wrong where: `row` as the sheet numbers it (0: the whole file), `column` by its heading."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    number: int
    values: dict  # by Column.key; days as date, all else as text, missing as ""


def write_book(columns: Sequence[Column], rows: Iterable[dict], title: str) -> bytes:
    """A workbook of one sheet; text that looks like a formula is marked as text by an apostrophe."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(title[:31])
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading + (" *" if column.required else ""), head)
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            value = row.get(column.key) or ""
            if isinstance(value, date):
                sheet.write_datetime(number, at, datetime.combine(value, datetime.min.time()), day)
            elif value:
                sheet.write_string(number, at, neutral(str(value)))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def neutral(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _plain(text: str) -> str:
    """Undo `neutral`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def read_book(data: bytes, columns: Sequence[Column]) -> tuple[list[Row], list[Fault]]:
    """Rows and faults of the file. Any fault in the file as a whole comes alone, with no row."""
    try:
        raw = _sheet_xml(data)
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        return _read_sheet(sheet, raw, columns)
    except ValidationError as refused:
        return [], [Fault(0, "", refused.message)]
    except Exception:
        return [], [Fault(0, "", "Không đọc được tệp này: tệp hỏng hoặc không phải bảng tính .xlsx. Hãy tải mẫu và dán số liệu vào.")]


def _sheet_xml(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise ValidationError(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy chia nhỏ.")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if sum(info.file_size for info in book.infolist()) > MAX_UNPACKED:
            raise ValidationError("Tệp bung ra quá lớn, không đọc.")
        sheets = sorted(name for name in book.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        if len(sheets) != 1:
            raise ValidationError(f"Tệp có {len(sheets)} trang tính. Hãy chỉ để một trang, rồi tải lên lại.")
        return book.read(sheets[0])


def _read_sheet(sheet, raw: bytes, columns: Sequence[Column]) -> tuple[list[Row], list[Fault]]:
    if sheet.max_row and sheet.max_row > MAX_ROWS + 1:
        raise ValidationError(f"Tệp có {sheet.max_row} dòng, nhiều hơn {MAX_ROWS}. Hãy chia nhỏ.")
    merged = [int(row) for row in _MERGED.findall(raw)]
    faults = [Fault(row, "", "Ô bị gộp. Hãy bỏ gộp ô (Unmerge) rồi điền từng ô.") for row in sorted(set(merged))]
    faults += [Fault(int(row), "", "Dòng đang bị ẩn. Hãy hiện dòng này để kiểm tra, hoặc xóa hẳn.") for row in _HIDDEN.findall(raw)]
    lines = sheet.iter_rows()
    head = [fold(str(cell.value or "")) for cell in next(lines, [])]
    places = {column.key: head.index(fold(column.heading)) for column in columns if fold(column.heading) in head}
    missing = [column.heading for column in columns if column.key not in places]
    if missing:
        return [], [*faults, Fault(1, "", f"Thiếu cột: {', '.join(missing)}. Hãy dùng đúng tiêu đề của tệp mẫu.")]
    if len(set(filter(None, head))) != len(list(filter(None, head))):
        return [], [*faults, Fault(1, "", "Có hai cột trùng tiêu đề.")]
    rows = []
    for number, line in enumerate(lines, start=2):
        if number > MAX_ROWS + 1:
            raise ValidationError(f"Tệp có hơn {MAX_ROWS} dòng. Hãy chia nhỏ.")
        cells = {column: line[places[column.key]] if places[column.key] < len(line) else None for column in columns}
        if all(cell is None or cell.value in (None, "") for cell in cells.values()):
            continue
        values, wrong = line_of(number, cells)
        faults += wrong
        rows.append(Row(number, values))
    if not rows and not faults:
        faults.append(Fault(0, "", "Tệp chưa có dòng số liệu nào."))
    return rows, faults


def line_of(number: int, cells: dict) -> tuple[dict, list[Fault]]:
    """What the cells of one row hold, by key, and what is wrong with them."""
    values, faults = {}, []
    for column, cell in cells.items():
        value = cell.value if cell is not None else None
        kind = getattr(cell, "data_type", "n")
        if kind == "f":
            faults.append(Fault(number, column.heading, "Ô là công thức. Hãy dán giá trị (Paste values)."))
            value = None
        elif kind == "e":
            faults.append(Fault(number, column.heading, f"Ô báo lỗi {value}."))
            value = None
        elif value in (None, "") and column.required:
            faults.append(Fault(number, column.heading, "Không được để trống."))
        values[column.key] = "" if value in (None, "") else _day(value) if column.is_day else _text(value)
        if column.is_day and isinstance(values[column.key], str) and values[column.key]:
            faults.append(Fault(number, column.heading, f"“{value}” không phải ngày. Ghi dạng ngày/tháng/năm, ví dụ 15/6/2022."))
    return values, faults


def _day(value) -> date | str:
    """The day, or the text as it is when it is none."""
    if isinstance(value, datetime):
        return value.date()
    try:
        return DayField().clean(str(value))
    except ValidationError:
        return str(value)


def _text(value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return nfc(_plain(str(value)))
