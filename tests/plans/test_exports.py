"""The matrix as XLSX and as A3 PDF, read back."""

import io
from datetime import date

import openpyxl
import pypdfium2
import pytest

from lantoa.core import clock
from lantoa.organisations.enums import Role
from lantoa.plans.exports.matrix_pdf import write_matrix_pdf
from lantoa.plans.exports.matrix_xlsx import write_matrix_xlsx
from lantoa.plans.queries.matrix import Look, read_matrix
from tests.factories import AssignmentFactory, DutyFactory, UnitFactory
from tests.plans.watching import DAY, make_world

A3_LYING = (1191, 842)  # points


@pytest.fixture
def world(db):
    with clock.at(DAY):
        yield make_world()


def whole(world):
    return read_matrix(world.plan, world.person[Role.STANDING_AGENCY], Look(), per_page=None)


def test_the_workbook_says_what_the_page_says(world):
    book = openpyxl.load_workbook(io.BytesIO(write_matrix_xlsx(whole(world), "từ đầu kế hoạch")))
    sheet = book["Ma trận"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["Đơn vị", "U05\nNhiều hình thức", "U10\nVăn nghệ", "Đạt", "Phải làm", "Trễ"]
    assert rows[1][0] == "Cụm thi đua số 1"
    assert rows[2] == ["Phường Bảo Vinh", "trễ", "chưa có", 0, 2, 1]
    assert rows[6] == ["Công an thành phố", "đạt", "được miễn", 1, 1, 0]
    assert sheet.freeze_panes == "B5"
    assert world.plan.number in sheet["A1"].value
    assert [[cell.value for cell in row] for row in book["Độ phủ"].iter_rows(min_row=2)] == [
        ["U05", "Nhiều hình thức", 2, 4, 1, 0.5],
        ["U10", "Văn nghệ", 0, 3, 0, 0],
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t="])
def test_no_name_becomes_a_formula(world, first):
    name = f'{first}HYPERLINK("http://x","bấm")'
    AssignmentFactory(duty=world.monthly, unit=UnitFactory(name=name, parent=world.city))
    sheet = openpyxl.load_workbook(io.BytesIO(write_matrix_xlsx(whole(world), "")))["Ma trận"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value and "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_the_pdf_repeats_heads_and_numbers_pages(world):
    for i in range(70):
        AssignmentFactory(duty=world.monthly, unit=UnitFactory(name=f"Trường Tiểu học Thử số {i}", parent=world.city))
    pdf = pypdfium2.PdfDocument(write_matrix_pdf(whole(world), "từ đầu kế hoạch"))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) > 1
    for number, (page, text) in enumerate(zip(pdf, texts, strict=True), start=1):
        assert tuple(round(side) for side in page.get_size()) == A3_LYING
        assert "U05" in text
        assert f"Trang {number} / {len(texts)}" in text
        assert "Kế hoạch số " + world.plan.number in text
        assert "In ngày 10/6/2022" in text
    assert "Công an thành phố" in "".join(texts)
    assert "không phải làm" in texts[0]


def test_the_pdf_takes_text_as_text(world):
    AssignmentFactory(
        duty=DutyFactory(plan=world.plan, code="U11", title='#panic("x") $ * _ [', order=3),
        unit=UnitFactory(name='#read("/etc/passwd") *đậm*', parent=world.city), due_on=date(2022, 12, 31),
    )  # fmt: skip
    text = pypdfium2.PdfDocument(write_matrix_pdf(whole(world), "")).get_page(0).get_textpage().get_text_range()
    assert '#read("/etc/passwd") *đậm*' in text
    assert '#panic("x")' in text


def test_an_empty_matrix_still_prints(world):
    found = read_matrix(world.plan, world.neighbour, Look(), per_page=None)
    assert write_matrix_pdf(found, "")[:5] == b"%PDF-"
    assert openpyxl.load_workbook(io.BytesIO(write_matrix_xlsx(found, ""))).sheetnames == ["Ma trận", "Độ phủ"]
