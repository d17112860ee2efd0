"""The workbook of nominations: its columns, what may stand in them, the empty one to download. Reads and writes no rows of the database."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
import xlsxwriter
from django.core.exceptions import ValidationError

from lantoa.core.text import fold
from lantoa.exemplars.enums import Area, Breadth, Field, Gender, NominationKind, SubjectType
from lantoa.organisations.spreadsheets import Column, Fault, Row, line_of, neutral
from lantoa.ui.words import number

SHEET = "Giới thiệu"
EXAMPLE = "Ví dụ"
LISTS = "Danh mục"
MAX_ROWS = 20_000
MAX_BYTES = 15 * 2**20
MAX_UNPACKED = 150 * 2**20
YES_NO = {"có": True, "không": False}
CHOICES: dict[str, dict[str, object]] = {
    "type": {label: value for value, label in SubjectType.choices},
    "kind": {label: value for value, label in NominationKind.choices},
    "gender": {label: value for value, label in Gender.choices},
    "field": {label: value for value, label in Field.choices},
    "area": {label: value for value, label in Area.choices},
    "breadth": {label: value for value, label in Breadth.choices},
    "is_direct_worker": YES_NO, "is_minority": YES_NO, "is_deceased": YES_NO,
}  # fmt: skip
COLUMNS = [
    Column("type", "Đối tượng", required=True, width=14),
    Column("name", "Tên", required=True, width=30), Column("kind", "Loại", required=True, width=20),
    Column("deed", "Đã làm gì", required=True, width=60), Column("title", "Việc làm trong một câu", width=40),
    Column("result", "Kết quả, tác dụng", width=40), Column("unit", "Đơn vị xử lý", width=28), Column("hamlet", "Khu phố, ấp, tổ", width=20),
    Column("address", "Địa chỉ", width=28), Column("phone", "Điện thoại", width=14), Column("gender", "Giới tính", width=10),
    Column("birth_date", "Ngày sinh", is_day=True, width=13), Column("birth_year", "Năm sinh", width=10),
    Column("occupation", "Nghề nghiệp, chức vụ", width=24),
    Column("is_direct_worker", "Trực tiếp lao động, công tác", width=16), Column("is_minority", "Dân tộc thiểu số", width=14),
    Column("is_deceased", "Đã mất (truy tặng)", width=14), Column("head_name", "Người đại diện", width=24), Column("member_count", "Số người", width=10),
    Column("field", "Lĩnh vực", width=20), Column("area", "Mặt công tác", width=20), Column("breadth", "Phạm vi", width=14),
    Column("happened_on", "Ngày diễn ra", is_day=True, width=13), Column("happened_until", "Đến ngày", is_day=True, width=13),
    Column("beneficiaries", "Số người được giúp", width=12), Column("value", "Giá trị (đồng)", width=14),
    Column("new_since", "Việc mới kể từ lần biểu dương trước", width=30), Column("told_by", "Ai kể", width=24),
]  # fmt: skip
_EXAMPLES = [
    {"type": "cá nhân", "name": "Trần Thị Ví Dụ", "kind": "người tốt, việc tốt", "deed": "Hiến 200 m² đất vườn để khu phố mở rộng đường.",
     "title": "Hiến đất mở đường khu phố 2", "hamlet": "Khu phố 2", "gender": "nữ", "birth_year": "1961", "field": "lao động sản xuất",
     "is_direct_worker": "có", "happened_on": date(2022, 4, 15), "beneficiaries": "120", "told_by": "Tổ trưởng tổ 5"},
    {"type": "tập thể", "name": "Tổ tự quản Ví Dụ", "kind": "mô hình mới", "deed": "Lắp 12 đèn năng lượng mặt trời ở hẻm tối.", "head_name": "Lê Văn Mẫu",
     "member_count": "18", "area": "văn hóa - xã hội"},
]  # fmt: skip
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+)(\d+)')
_HIDDEN = re.compile(rb'<row\s[^>]*?\br="(\d+)"[^>]*?\bhidden="(?:1|true)"')


@dataclass(frozen=True)
class Opened:
    """A book that can be read: faults of the file as a whole or of its layout, and its rows one by one."""

    faults: list[Fault]
    sheet: object = None
    places: dict[str, int] | None = None

    def rows(self) -> Iterator[tuple[Row | None, list[Fault]]]:
        """Each line that holds something, with what is wrong with its cells."""
        if self.places is None:
            return
        for at, line in enumerate(self.sheet.iter_rows(min_row=2), start=2):
            cells = {column: line[self.places[column.key]] if self._has(column, line) else None for column in COLUMNS}
            if all(cell is None or cell.value in (None, "") for cell in cells.values()):
                continue
            values, faults = line_of(at, cells)
            yield Row(at, values), faults

    def _has(self, column: Column, line: tuple) -> bool:
        return column.key in self.places and self.places[column.key] < len(line)


def open_book(data: bytes) -> Opened:
    """Never raises: what cannot be read is a fault that says what to do."""
    try:
        return _open(data)
    except ValidationError as refused:
        return Opened([Fault(0, "", refused.message)])
    except Exception:  # a damaged book fails in a hundred ways; all mean the same to the officer
        return Opened([Fault(0, "", "Không đọc được tệp này: tệp hỏng hoặc không phải bảng tính .xlsx. Hãy tải mẫu và dán số liệu vào.")])


def _open(data: bytes) -> Opened:
    if len(data) > MAX_BYTES:
        raise ValidationError(f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy chia nhỏ.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
            raise ValidationError("Tệp bung ra quá lớn, không đọc.")
        if any(
            b"<!doctype" in package.open(part).read(2048).replace(b"\0", b"").lower()
            for part in package.infolist()
            if part.filename.endswith(".xml")
        ):
            raise ValidationError("Tệp có cấu trúc bất thường nên không được nhận. Hãy lưu lại bằng Excel rồi gửi.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        sheet = _sheet_of(book)
        raw = _raw_of(package, sheet)
    if sheet.max_row and sheet.max_row > MAX_ROWS + 1:
        raise ValidationError(f"Tệp có {number(sheet.max_row)} dòng, nhiều hơn {number(MAX_ROWS)}. Hãy chia nhỏ.")
    faults = [
        Fault(row, "", "Ô bị gộp. Hãy bỏ gộp ô (Unmerge) rồi điền từng ô.") for row in sorted({int(row) for _, row in _MERGED.findall(raw)})
    ]
    faults += [Fault(int(row), "", "Dòng đang bị ẩn. Hãy hiện dòng này để kiểm tra, hoặc xóa hẳn.") for row in _HIDDEN.findall(raw)]
    head = [fold(str(cell.value or "")) for cell in next(sheet.iter_rows(max_row=1), [])]
    places = {column.key: head.index(fold(column.heading)) for column in COLUMNS if fold(column.heading) in head}
    if missing := [column.heading for column in COLUMNS if column.required and column.key not in places]:
        return Opened([*faults, Fault(1, "", f"Thiếu cột: {', '.join(missing)}. Hãy dùng đúng tiêu đề của tệp mẫu.")])
    known = {fold(column.heading) for column in COLUMNS}
    if strange := [str(words) for words in dict.fromkeys(head) if words and words not in known]:
        faults.append(Fault(1, "", f"Cột lạ: {', '.join(strange)[:200]}. Hãy bỏ cột này, hoặc sửa tiêu đề cho đúng tệp mẫu."))
    if len(set(filter(None, head))) != len(list(filter(None, head))):
        return Opened([*faults, Fault(1, "", "Có hai cột trùng tiêu đề.")])
    return Opened(faults, sheet, places)


def _sheet_of(book):
    """The sheet named as in the template, or the only one; several others are no answer."""
    named = [sheet for sheet in book.worksheets if fold(sheet.title) == fold(SHEET)]
    others = [sheet for sheet in book.worksheets if fold(sheet.title) not in {fold(EXAMPLE), fold(LISTS)}]
    if named:
        return named[0]
    if len(others) != 1:
        raise ValidationError(f"Tệp có {len(others)} trang tính. Hãy để số liệu ở một trang tên “{SHEET}”, rồi tải lên lại.")
    return others[0]


def _raw_of(package: zipfile.ZipFile, sheet) -> bytes:
    """The XML of the sheet: openpyxl says nothing of merged cells and hidden rows when it reads on and on."""
    path = sheet._worksheet_path.lstrip("/")
    return package.read(path)


def write_template(units: list[str]) -> bytes:
    """The empty book: drop-downs for what is chosen, an example beside it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    must, may = book.add_format({"bold": True, "bottom": 2, "bg_color": "#F9E3DE"}), book.add_format({"bold": True, "bottom": 1})
    day, wrap = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet, example, words = book.add_worksheet(SHEET), book.add_worksheet(EXAMPLE), book.add_worksheet(LISTS)
    for at, column in enumerate(COLUMNS):
        for page in (sheet, example):
            page.set_column(at, at, column.width, day if column.is_day else None)
            page.write_string(0, at, column.heading + (" *" if column.required else ""), must if column.required else may)
        offered = units if column.key == "unit" else list(CHOICES.get(column.key, ()))
        if offered:
            words.write_string(0, at, column.heading, may)
            for line, label in enumerate(offered, start=1):
                words.write_string(line, at, neutral(label))
            letter = xlsxwriter.utility.xl_col_to_name(at)
            sheet.data_validation(1, at, MAX_ROWS, at, {
                "validate": "list", "source": f"='{LISTS}'!${letter}$2:${letter}${len(offered) + 1}", "error_title": "Chọn trong danh sách",
                "error_message": f"Cột {column.heading}: chọn một mục trong danh sách thả xuống."[:255],
            })  # fmt: skip
    for line, row in enumerate(_EXAMPLES, start=1):
        for at, column in enumerate(COLUMNS):
            value = row.get(column.key, "")
            if isinstance(value, date):
                example.write_datetime(line, at, datetime.combine(value, datetime.min.time()), day)
            elif value:
                example.write_string(line, at, value, wrap)
    sheet.freeze_panes(1, 2)
    words.hide()
    book.close()
    return out.getvalue()
