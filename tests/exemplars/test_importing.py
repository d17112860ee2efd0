"""Many at once: the template, damaged books, every fault with row and column, nothing stored unless all is right, each row once."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.accounts.models import User
from lantoa.audit.models import Entry
from lantoa.core.rights import Refused
from lantoa.exemplars import books
from lantoa.exemplars.enums import BookState, Door, NominationKind
from lantoa.exemplars.models import MatchFacts, Nomination, NominationBook, Subject
from lantoa.exemplars.services import importing
from lantoa.organisations.enums import Role
from lantoa.search.models import SearchEntry
from tests.factories import NominationFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {"Đối tượng": "cá nhân", "Tên": "Trần Thị Ví Dụ", "Loại": "người tốt, việc tốt", "Đã làm gì": "Hiến đất mở đường."}
HEADS = [column.heading for column in books.COLUMNS]


def workbook(*rows: dict, heads=None, title=books.SHEET, change=None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    heads = heads or HEADS
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "gioi-thieu.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def ward():
    return UnitFactory(name="Phường Xuân Hòa", slug="xuan-hoa")


@pytest.fixture
def officer(ward):
    return person_with(Role.UNIT_OFFICER, ward)


def bring(content: bytes, ward, officer) -> NominationBook:
    """Brought and, as the worker of the tests is at once, checked."""
    book = importing.bring_book(upload(content), unit=ward, by=officer)
    book.refresh_from_db()
    return book


def test_brought_checked_taken_in_once(ward, officer):
    book = bring(
        workbook(GOOD, {**GOOD, "Tên": "Lê Văn Mẫu", "Năm sinh": 1961, "Ngày diễn ra": date(2022, 4, 15), "Ai kể": "Tổ trưởng"}),
        ward,
        officer,
    )
    assert (book.state, book.row_count, book.faults, Nomination.objects.count()) == (BookState.READY, 2, [], 0)
    for _ in range(2):
        importing.take_in(book, by=officer)
    book.refresh_from_db()
    assert (book.state, book.done_count) == (BookState.TAKEN, 2)
    importing.store_rows(book, by=User.objects.system())
    rows = list(Nomination.objects.order_by("pk"))
    assert [(n.name, n.door, n.unit, n.kind, n.code, n.proposed_by) for n in rows] == [
        (name, Door.SHEET, ward, NominationKind.GOOD_DEED, f"LT-{n.pk:04}", officer) for n, name in zip(rows, ["Trần Thị Ví Dụ", "Lê Văn Mẫu"], strict=True)
    ]  # fmt: skip
    assert (rows[1].birth_year, rows[1].happened_on) == (1961, date(2022, 4, 15))
    sender = rows[1].senders.get()
    assert (sender.name, sender.unit, sender.keyed_in_from, sender.statement["name"]) == (
        "Tổ trưởng",
        ward,
        "Tệp gioi-thieu.xlsx, dòng 3",
        "Lê Văn Mẫu",
    )
    assert (Subject.objects.count(), Entry.objects.filter(action="receive").count(), MatchFacts.objects.count()) == (2, 2, 2)
    assert SearchEntry.objects.filter(source="nominations").count() == 2


def test_the_template_is_read_back_and_its_example_is_not_taken(ward, officer):
    content = books.write_template(["Phường Xuân Hòa"])
    book = bring(content, ward, officer)
    assert (book.state, book.faults) == (
        BookState.WRONG,
        [[0, "", "Tệp chưa có dòng số liệu nào. Điền vào trang “Giới thiệu” của tệp mẫu rồi tải lên lại."]],
    )
    filled = openpyxl.load_workbook(io.BytesIO(content))
    assert [v.sqref for v in filled[books.SHEET].data_validations.dataValidation] != []
    for at, column in enumerate(books.COLUMNS, start=1):
        filled[books.SHEET].cell(2, at).value = {**{c.heading: None for c in books.COLUMNS}, **GOOD, "Đơn vị xử lý": "Phường Xuân Hòa"}[
            column.heading
        ]
    out = io.BytesIO()
    filled.save(out)
    assert bring(out.getvalue(), ward, officer).state == BookState.READY


def test_the_examples_are_right_themselves(ward, officer):
    content = io.BytesIO(books.write_template([]))
    example = openpyxl.load_workbook(content)
    for name in (books.SHEET, books.LISTS):
        del example[name]
    example[books.EXAMPLE].title = "Trang 1"
    out = io.BytesIO()
    example.save(out)
    book = bring(out.getvalue(), ward, officer)
    assert (book.state, book.row_count, book.faults) == (BookState.READY, 2, [])


ROW_FAULTS = [
    ({"Tên": ""}, "Tên", "Không được để trống"),
    ({"Đã làm gì": None}, "Đã làm gì", "Không được để trống"),
    ({"Tên": "B" * 500}, "Tên", "Dài 500 chữ, nhiều hơn 200"),
    ({"Loại": "vua"}, "Loại", "Không có “vua”"),
    ({"Đối tượng": "con mèo"}, "Đối tượng", "Không có “con mèo”"),
    ({"Đơn vị xử lý": "Phường Không Có"}, "Đơn vị xử lý", "Không có đơn vị"),
    ({"Đơn vị xử lý": "Phường Bên Cạnh"}, "Đơn vị xử lý", "Không có đơn vị"),
    ({"Ngày sinh": "31/02/1960"}, "Ngày sinh", "không phải ngày"),
    ({"Ngày sinh": "1/1/3020"}, "Ngày sinh", "không hợp lý"),
    ({"Năm sinh": "giáp tý"}, "Năm sinh", "không phải năm sinh"),
    ({"Năm sinh": "1950", "Ngày sinh": "1/1/1960"}, "Năm sinh", "khác với ngày sinh"),
    ({"Ngày diễn ra": "5/6/2022", "Đến ngày": "1/6/2022"}, "Đến ngày", "từ ngày diễn ra trở đi"),
    ({"Giá trị (đồng)": "một triệu"}, "Giá trị (đồng)", "Ghi bằng chữ số"),
    ({"Số người được giúp": "-5"}, "Số người được giúp", "không phải số đếm được"),
    ({"Đối tượng": "tập thể", "Giới tính": "nữ"}, "Đối tượng", "chỉ ghi cho cá nhân"),
    ({"Tên": "=1+1"}, "Tên", "công thức"),
    ({"Trực tiếp lao động, công tác": "chắc vậy"}, "Trực tiếp lao động, công tác", "Chọn một trong: có, không"),
]


def test_every_wrong_cell_is_listed_with_row_and_column_and_nothing_is_stored(ward, officer):
    UnitFactory(name="Phường Bên Cạnh")
    book = bring(workbook(GOOD, *({**GOOD, **wrong} for wrong, _, _ in ROW_FAULTS)), ward, officer)
    assert (book.state, Nomination.objects.count(), book.row_count) == (BookState.WRONG, 0, len(ROW_FAULTS) + 1)
    found = {(row, column): words for row, column, words in book.faults}
    missing = [
        (row, column, words) for row, (_, column, words) in enumerate(ROW_FAULTS, start=3) if words not in found.get((row, column), "")
    ]  # fmt: skip
    assert (missing, [row for row, _, _ in book.faults if row == 2]) == ([], [])
    with pytest.raises(ValidationError, match="còn chỗ cần sửa"):
        importing.take_in(book, by=officer)
    assert not Nomination.objects.exists()


def merged(book, sheet):
    sheet.merge_cells("A2:B2")


def hidden(book, sheet):
    sheet.row_dimensions[2].hidden = True


def second_sheet(book, sheet):
    sheet.title = "Trang 1"
    book.create_sheet("Trang 2")


def error_cell(book, sheet):
    sheet["B2"] = "#REF!"
    sheet["B2"].data_type = "e"


BOOKS = [
    (lambda: b"", "trống", None),
    (lambda: b"PK\x03\x04 hong", "hỏng", None),
    (lambda: b"<html>bang tinh</html>", "hỏng", None),
    (lambda: workbook(GOOD, change=merged), "bị gộp", 2),
    (lambda: workbook(GOOD, change=hidden), "bị ẩn", 2),
    (lambda: workbook(GOOD, change=second_sheet), "2 trang tính", 0),
    (lambda: workbook(GOOD, change=error_cell), "#REF!", 2),
    (lambda: workbook(GOOD, heads=["Tên", "Loại"]), "Thiếu cột: Đối tượng, Đã làm gì", 1),
    (lambda: workbook(GOOD, heads=[*HEADS, "Tên"]), "hai cột trùng", 1),
    (lambda: workbook(GOOD, heads=[*HEADS, "Số căn cước"]), "Cột lạ: so can cuoc", 1),
    (lambda: workbook(), "chưa có dòng", 0),
]


@pytest.mark.parametrize(("make", "words", "row"), BOOKS, ids=[words for _, words, _ in BOOKS])
def test_damaged_books_say_what_to_do(ward, officer, make, words, row):
    content = make()
    if row is None:  # the file itself is no workbook
        with pytest.raises(ValidationError, match=words):
            bring(content, ward, officer)
        return
    book = bring(content, ward, officer)
    assert (book.state, Nomination.objects.count()) == (BookState.WRONG, 0)
    assert [fault for fault in book.faults if words in fault[2] and fault[0] == row] != []


def test_too_many_rows_are_refused_at_once(monkeypatch):
    opened = books.open_book(_with_dimension(workbook(GOOD), "A1:AB200001"))
    assert [fault.message for fault in opened.faults] == ["Tệp có 200.001 dòng, nhiều hơn 20.000. Hãy chia nhỏ."]


def test_entities_are_not_read():
    content = _replaced(workbook(GOOD), "xl/worksheets/sheet1.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    assert "bất thường" in books.open_book(content).faults[0].message


def _with_dimension(content: bytes, span: str) -> bytes:
    import re

    return _replaced(
        content, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb'<dimension ref="[^"]+"', f'<dimension ref="{span}"'.encode(), xml)
    )


def _replaced(content: bytes, part: str, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def test_the_same_file_is_not_taken_twice(ward, officer):
    content = workbook(GOOD)
    importing.take_in(bring(content, ward, officer), by=officer)
    with pytest.raises(ValidationError, match="đã nhập rồi"):
        importing.bring_book(upload(content), unit=ward, by=officer)
    assert Nomination.objects.count() == 1


def test_a_worker_that_died_goes_on_after_its_last_whole_batch(ward, officer, monkeypatch):
    monkeypatch.setattr(importing, "_BATCH", 2)
    book = bring(workbook(*({**GOOD, "Tên": f"Người số {n}"} for n in range(5))), ward, officer)
    store, calls = importing._store, []

    def dies(book, part):
        calls.append(len(part))
        if len(calls) == 2:
            raise RuntimeError("mất điện")
        return store(book, part)

    monkeypatch.setattr(importing, "_store", dies)
    NominationBook.objects.filter(pk=book.pk).update(state=BookState.TAKING, done_count=0)
    book.refresh_from_db()
    with pytest.raises(RuntimeError):
        importing.store_rows(book, by=User.objects.system())
    book.refresh_from_db()
    assert (book.done_count, Nomination.objects.count()) == (2, 2)
    book = importing.store_rows(book, by=User.objects.system())
    assert (book.state, sorted(Nomination.objects.values_list("name", flat=True))) == (BookState.TAKEN, [f"Người số {n}" for n in range(5)])


def test_what_became_wrong_since_the_check_stops_it_with_nothing_stored(ward, officer):
    book = bring(workbook({**GOOD, "Đơn vị xử lý": "Phường Xuân Hòa"}), ward, officer)
    ward.versions.update(name="Phường Tên Mới")
    importing.take_in(book, by=officer)
    book.refresh_from_db()
    assert (book.state, Nomination.objects.count()) == (BookState.WRONG, 0)


def test_same_names_are_marked_and_do_not_stop_it(ward, officer):
    known = NominationFactory(unit=ward, name="Trần Thị Ví Dụ")
    NominationFactory(name="Trần Thị Ví Dụ")  # of another ward
    book = bring(workbook(GOOD, {**GOOD, "Tên": "trần thị  ví dụ"}), ward, officer)
    assert (book.state, book.alike) == (
        BookState.READY, [[2, "Trần Thị Ví Dụ", known.code], [3, "trần thị ví dụ", known.code], [3, "trần thị ví dụ", "dòng 2"]])  # fmt: skip


def test_numbers_of_identity_cards_are_not_kept(ward, officer):
    importing.take_in(bring(workbook({**GOOD, "Đã làm gì": "CCCD 075190001234, hiến đất."}), ward, officer), by=officer)
    nomination = Nomination.objects.get()
    assert (nomination.deed, nomination.senders.get().statement["deed"]) == ("CCCD xxxxxxxxx234, hiến đất.",) * 2


def test_rights(ward, officer):
    content = workbook(GOOD)
    for by in (person_with(Role.GRASSROOTS, ward), person_with(Role.COUNCIL_MEMBER, ward), person_with(Role.UNIT_OFFICER, UnitFactory())):
        with pytest.raises(Refused):
            importing.bring_book(upload(content), unit=ward, by=by)
    book = bring(content, ward, officer)
    with pytest.raises(Refused):
        importing.take_in(book, by=person_with(Role.UNIT_OFFICER, ward))


def test_pages(client, ward, officer):
    client.force_login(officer)
    assert client.get("/lam-viec/guong/nhap-tu-excel/mau/")["Content-Type"].endswith("spreadsheetml.sheet")
    answer = client.post("/lam-viec/guong/nhap-tu-excel/", {"unit": ward.pk, "upload": upload(workbook(GOOD, {**GOOD, "Loại": "vua"}))})
    page = client.get(answer["Location"]).content.decode()
    assert ("1 chỗ cần sửa" in page, "Dòng 3" in page, "Không có “vua”" in page) == (True, True, True)
    refused = client.post("/lam-viec/guong/nhap-tu-excel/", {"unit": ward.pk, "upload": SimpleUploadedFile("a.xlsx", b"khong phai")})
    assert refused.status_code == 422
    ok = client.post("/lam-viec/guong/nhap-tu-excel/", {"unit": ward.pk, "upload": upload(workbook(GOOD))})["Location"]
    assert "Nhập 1 dòng" in client.get(ok).content.decode()
    assert client.get(f"{ok}tien-do/")["HX-Refresh"] == "true"
    client.post(f"{ok}nhap/")
    assert ("Đã nhập 1 hồ sơ" in client.get(ok).content.decode(), Nomination.objects.count()) == (True, 1)
    client.force_login(person_with(Role.UNIT_OFFICER, ward))
    assert [client.get(ok).status_code, client.get(f"{ok}tien-do/").status_code, client.post(f"{ok}nhap/").status_code] == [404] * 3
