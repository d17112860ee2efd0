"""Workbooks: in and out without loss, every fault named by row and column, nothing kept unless all is right."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core.rights import Refused
from lantoa.organisations import books, queries, spreadsheets
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit, UnitAncestry, UnitVersion
from lantoa.organisations.services.importing import import_people, import_units
from lantoa.organisations.spreadsheets import Fault, neutral, read_book, write_book
from tests.factories import AppointmentFactory, ClusterFactory, UnitFactory, UserFactory, person_with
from tests.organisations.conftest import DAY

HEAD = [column.heading for column in books.UNITS]
GOOD = ["", "Trường THCS Đồi Sim", "trường học", "", "", "thanh-pho", date(2022, 6, 1), "QĐ 1", "sở"]


def book(*rows, head=HEAD, change=None):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in [head, *rows]:
        sheet.append(row)
    if change:
        change(workbook, sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def row(**changes):
    keys = [column.key for column in books.UNITS]
    return [changes.get(key, value) for key, value in zip(keys, GOOD, strict=True)]


@pytest.fixture
def boss(world):
    """An administrator."""
    Unit.objects.filter(pk=world.city.pk).update(slug="thanh-pho")
    return person_with(Role.ADMINISTRATOR, world.province)


def wipe():
    Appointment.objects.all().delete()
    UnitAncestry.objects.all().delete()
    UnitVersion.objects.all().delete()
    Unit.objects.all().delete()


def export_units(user):
    return write_book(books.UNITS, books.unit_rows(user, DAY), "Đơn vị")


def test_units_out_and_in_again_are_the_same(boss, world, system):
    UnitFactory(name="=Trường lạ", school=True, parent=world.an, code="007", legal_document="+QĐ", slug="truong-la")
    before, data = list(books.unit_rows(boss, DAY)), export_units(boss)
    wipe()
    # Backwards, so that every child stands before its parent.
    rows, faults = read_book(data, books.UNITS)
    shuffled = write_book(books.UNITS, [r.values for r in reversed(rows)], "Đơn vị")
    outcome = import_units(shuffled, write=True, by=system)
    assert (faults, outcome.faults, outcome.written) == ([], [], len(before))
    again = person_with(Role.ADMINISTRATOR, Unit.objects.get(slug="truong-la"))
    assert list(books.unit_rows(again, DAY)) == before
    assert [u.name for u in queries.path_of(Unit.objects.get(slug="truong-la"), DAY)][-2:] == ["Phường Xuân An", "=Trường lạ"]


def test_what_is_there_already_is_passed_over(boss, world):
    outcome = import_units(export_units(boss), write=True, by=boss)
    assert (outcome.faults, outcome.written, outcome.checked) == ([], 0, 7)


def test_a_check_writes_nothing(boss):
    outcome = import_units(book(GOOD), write=False, by=boss)
    assert (outcome.faults, outcome.checked, outcome.written) == ([], 1, 0)
    assert not UnitVersion.objects.filter(name="Trường THCS Đồi Sim").exists()


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([row(name="")], [(2, "Tên đơn vị", "Không được để trống.")]),
        ([row(kind="lâu đài")], [(2, "Loại", "Không có loại “lâu đài”.")]),
        ([row(parent="99999")], [(2, "Cấp trên", "Không có đơn vị “99999” vào ngày 1/6/2022.")]),
        ([row(kind="phường", code="26080")], [(2, "Mã số", "Mã số 26080 đang là của Phường Xuân An (từ 1/6/2019 đến nay). Hãy kiểm tra lại mã.")]),
        ([row(on="31/02/2022")], [(2, "Từ ngày", "“31/02/2022” không phải ngày. Ghi dạng ngày/tháng/năm, ví dụ 15/6/2022.")]),
        ([row(on=date(2018, 1, 1))], [(2, "Cấp trên", "Không có đơn vị “thanh-pho” vào ngày 1/1/2018.")]),
        ([row(kind="xã", parent="26080")], [(2, "Cấp trên", "Xã không thể trực thuộc Phường Xuân An (phường).")]),
        ([GOOD, GOOD], [(3, "Tên đơn vị", "Trùng với dòng 2.")]),
        ([row(slug="thanh-pho")], [(2, "Tên đơn vị", "Đơn vị đã có và khác ở cột này. Thay đổi thì dùng “Ghi biến động” để giữ lịch sử.")]),
        ([row(name="=1+1")], [(2, "Tên đơn vị", "Ô là công thức. Hãy dán giá trị (Paste values).")]),
        ([row(name="x" * 201)], [(2, "Tên đơn vị", "Ensure this value has at most 200 characters (it has 201).")]),
        (
            [row(name=""), GOOD, row(name="Trường B", kind="lâu đài"), row(name="Trường C", parent="99999")],
            [
                (2, "Tên đơn vị", "Không được để trống."),
                (4, "Loại", "Không có loại “lâu đài”."),
                (5, "Cấp trên", "Không có đơn vị “99999” vào ngày 1/6/2022."),
            ],
        ),
    ],
)  # fmt: skip
def test_every_fault_by_row_and_column_and_nothing_kept(boss, rows, faults):
    before = Unit.objects.count()
    outcome = import_units(book(*rows), write=True, by=boss)
    if rows[0][1] == "x" * 201:  # Django's own words, in Vietnamese or not
        assert [(f.row, f.column) for f in outcome.faults] == [(2, "Tên đơn vị")]
    else:
        assert [(f.row, f.column, f.message) for f in outcome.faults] == faults
    assert (outcome.written, Unit.objects.count()) == (0, before)


def two_sheets(workbook, sheet):
    workbook.create_sheet("Khác")


def hide(workbook, sheet):
    sheet.row_dimensions[2].hidden = True


def merge(workbook, sheet):
    sheet.merge_cells("A1:B1")


@pytest.mark.parametrize(
    ("data", "row", "message"),
    [
        (b"", 0, "Không đọc được tệp này"),
        (b"PK\x03\x04 broken", 0, "Không đọc được tệp này"),
        (book(GOOD)[:-200], 0, "Không đọc được tệp này"),
        (b"\x00" * (spreadsheets.MAX_BYTES + 1), 0, "Tệp lớn hơn 5 MB"),
        (book(), 0, "Tệp chưa có dòng số liệu nào."),
        (book(head=[]), 1, "Thiếu cột"),
        (book(GOOD, head=HEAD[:-1]), 1, "Thiếu cột: Nguồn"),
        (book([*GOOD, "x"], head=[*HEAD, "Loại"]), 1, "Có hai cột trùng tiêu đề."),
        (book(GOOD, change=two_sheets), 0, "Tệp có 2 trang tính"),
        (book(GOOD, change=hide), 2, "Dòng đang bị ẩn"),
        (book(GOOD, change=merge), 1, "Ô bị gộp"),
    ],
)
def test_damaged_books(data, row, message):
    _, faults = read_book(data, books.UNITS)
    assert faults[0].row == row
    assert faults[0].message.startswith(message)


def test_too_many_rows_are_refused_before_they_are_read():
    rows = ({"name": "x", "kind": "xã", "on": date(2022, 1, 1)} for _ in range(200_000))
    (fault,) = read_book(write_book(books.UNITS, rows, "x"), books.UNITS)[1]
    assert fault == Fault(0, "", "Tệp có 200001 dòng, nhiều hơn 5000. Hãy chia nhỏ.")


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx"])
def test_nothing_written_begins_like_a_formula(text):
    data = write_book([spreadsheets.Column("a", "A")], [{"a": text}], "x")
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.value, cell.data_type) == (neutral(text), "s")
    assert cell.value[0] == "'"


def test_people_out_and_in_again_are_the_same(boss, world, system):
    AppointmentFactory(user=UserFactory(username="a", full_name="Lê Thị Mẫu", email="a@example.vn"), unit=world.an, title="Công chức")
    AppointmentFactory(unit=world.vinh, role=Role.UNIT_LEADER, valid_to=date(2023, 1, 1))
    AppointmentFactory(role=Role.CLUSTER_HEAD, cluster=ClusterFactory(authority=world.city, name="Cụm số 1"))
    before = list(books.person_rows(boss, DAY))
    assert len(before) == 4
    data = write_book(books.PEOPLE, before, "Người")
    Appointment.objects.exclude(user=boss).delete()
    User.objects.filter(username="a").delete()
    outcome = import_people(data, write=True, by=system)
    assert (outcome.faults, outcome.written) == ([], 3)
    boss.__dict__.pop("_appointments", None)
    assert list(books.person_rows(boss, DAY)) == before
    assert not User.objects.get(username="a").has_usable_password()
    assert import_people(data, write=True, by=system).written == 0


def test_faults_of_people(boss, world):
    names = [column.heading for column in books.PEOPLE]
    good = ["x", "Lê Văn Mẫu", "", "", "UO", "26080", "", date(2022, 1, 1), None]
    bad = [
        ["y", "Lê Văn Mẫu", "sai", "", "UO", "26080", "", date(2022, 1, 1), None],
        ["x", "Lê Văn Mẫu", "", "", "Vua", "26080", "", date(2022, 1, 1), None],
        ["x", "Lê Văn Mẫu", "", "", "UL", "chỗ lạ", "", date(2022, 1, 1), None],
        ["x", "Lê Văn Mẫu", "", "", "CH", "Cụm lạ", "", date(2022, 1, 1), None],
        ["x", "Lê Văn Mẫu", "", "", "UO", "26080", "", date(2022, 2, 1), None],
        ["z", "Lê Văn Mẫu", "", "", "UO", "26098", "", date(2022, 2, 1), date(2022, 1, 1)],
    ]
    outcome = import_people(book(good, *bad, head=names), write=True, by=boss)
    assert [(f.row, f.column) for f in outcome.faults] == [
        (3, "Thư điện tử"), (4, "Vai trò"), (5, "Nơi"), (6, "Nơi"), (7, "Vai trò"), (8, ""),
    ]  # fmt: skip
    assert not User.objects.filter(username__in=["x", "y", "z"]).exists()


def test_a_standing_agency_imports_only_below_its_authority(boss, world):
    standing = person_with(Role.STANDING_AGENCY, world.office)
    outcome = import_units(book(GOOD, row(name="Trường khác", parent=world.other.slug)), write=True, by=standing)
    assert outcome.faults == [Fault(3, "", "Anh/chị không có quyền làm việc này.")]
    with pytest.raises(Refused):
        import_units(book(GOOD), write=True, by=person_with(Role.UNIT_LEADER, world.an))


def test_the_pages(client, boss):
    client.force_login(boss)
    for what in ("don-vi", "nhan-su"):
        for name in ("book_template", "book_export"):
            answer = client.get(reverse(f"organisations:{name}", args=[what]))
            assert answer.headers["Content-Disposition"].endswith('.xlsx"')
            assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_column == 9
    address = reverse("organisations:book_import", args=["don-vi"])
    send = lambda data, **form: client.post(address, {"file": SimpleUploadedFile("a.xlsx", data), **form})  # noqa: E731 (three calls)
    assert "1 lỗi, chưa ghi dòng nào" in send(book(row(kind="x")), write="on").content.decode()
    assert "Đã kiểm tra 1 dòng, không có lỗi" in send(book(GOOD)).content.decode()
    assert not UnitVersion.objects.filter(name="Trường THCS Đồi Sim").exists()
    assert send(book(GOOD), write="on").status_code == 302
    assert UnitVersion.objects.filter(name="Trường THCS Đồi Sim").exists()
    assert client.get(reverse("organisations:book_import", args=["khac"])).status_code == 404
