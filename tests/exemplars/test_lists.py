"""The list, its files and the pipeline: what each role sees, narrowing, nonsense in the address, formulas, nil units, constant queries."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest

from lantoa.audit.models import Entry
from lantoa.core import clock
from lantoa.exemplars.enums import Gender, NominationKind, NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import lists, pipeline, seen
from lantoa.exemplars.search import nomination_entry
from lantoa.organisations.enums import Role
from tests.exemplars.checking import DAY
from tests.factories import MovementFactory, NominationFactory, SenderFactory, UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db
LIST, FLOW = "/lam-viec/guong/", "/lam-viec/guong/dong-chay/"


@pytest.fixture(autouse=True)
def _in_june(settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        yield


@pytest.fixture
def place():
    from tests.exemplars.checking import ward

    return ward()


def names(client, **asked) -> list[str]:
    answer = client.get(LIST, asked)
    assert answer.status_code == 200
    return re.findall(r'<th scope="row"><a href="/lam-viec/guong/\d+/">([^<]+)</a>', answer.content.decode())


# --- Who sees what --------------------------------------------------------------------------------------------------------------


def test_list_and_index_say_what_the_rule_says_for_every_role(place):
    """The condition with looked-up units, the keys of the search index, and visible_to agree on every row."""
    other = UnitFactory(parent=place.city)
    rows = [
        NominationFactory(unit=unit, **{state: True})
        for unit in (place.unit, other, UnitFactory())
        for state in ("screening", "verified", "honoured")
    ]
    SenderFactory(nomination=rows[3], unit=place.unit)
    for role, at in [
        (Role.UNIT_OFFICER, place.unit), (Role.UNIT_LEADER, place.unit), (Role.GRASSROOTS, place.unit), (Role.STANDING_AGENCY, place.office),
        (Role.COUNCIL_MEMBER, place.city), (Role.CITY_LEADER, place.city), (Role.MEDIA_EDITOR, place.office), (Role.UPPER_VIEWER, place.city),
        (Role.FINANCE, place.unit), (Role.ADMINISTRATOR, place.city), (Role.FRONT_PARTNER, place.unit),
    ]:  # fmt: skip
        user = person_with(role, at)
        truth = set(seen.visible_to(user).values_list("pk", flat=True))
        listed = set(seen.visible_to(user, ids=lists.Known()).values_list("pk", flat=True))
        keys = seen.keys_of(user)
        by_index = {row.pk for row in Nomination.objects.prefetch_related("senders") if nomination_entry(row).scopes & keys}
        assert (role, listed, by_index) == (role, truth, truth)


def test_the_list_is_closed_to_who_has_nothing_to_do_with_it(client, place):
    client.force_login(person_with(Role.FINANCE, place.unit))
    assert [client.get(LIST).status_code, client.get(FLOW).status_code, client.post(f"{LIST}tai-ve/csv/").status_code] == [404] * 3


def test_numbers_in_the_deed_are_masked_for_who_does_not_see_the_whole(client, place):
    NominationFactory(unit=place.unit, verified=True, deed="Gọi 0912345678 để hỏi.")
    client.force_login(person_with(Role.COUNCIL_MEMBER, place.city))
    assert "0912345678" not in client.get(LIST).content.decode()
    client.force_login(place.officer)
    assert "0912345678" in client.get(LIST).content.decode()


# --- Narrowing -------------------------------------------------------------------------------------------------------------------


def test_narrowed_by_what_stands_in_the_address(client, place):
    other, movement = UnitFactory(parent=place.city), MovementFactory(authority=place.city)
    may = datetime(2022, 5, 3, tzinfo=UTC)
    NominationFactory(
        unit=place.unit, name="Trần Thị Đào", gender=Gender.FEMALE, is_direct_worker=True, received_at=may, state_since=may, code="LT-0007"
    )
    NominationFactory(unit=place.unit, name="Lê Văn Sáu", verified=True, kind=NominationKind.NEW_MODEL, field="study", movement=movement)
    NominationFactory(unit=other, name="Tổ Bảy", type="collective", held_since=clock.now())
    client.force_login(place.agency)
    expected = {
        "q=dao": ["Trần Thị Đào"], "q=LT-7": ["Trần Thị Đào"], "q=lt 0007": ["Trần Thị Đào"], "q=tran sau": [], "tinh_trang=da-xac-minh": ["Lê Văn Sáu"],
        "tinh_trang=received&sap=ten": ["Trần Thị Đào", "Tổ Bảy"], f"don_vi={other.pk}": ["Tổ Bảy"], "ky=2022-M05": ["Trần Thị Đào"],
        "loai=new_model": ["Lê Văn Sáu"], "doi_tuong=collective": ["Tổ Bảy"], "linh_vuc=study": ["Lê Văn Sáu"], "nguoi=nu": ["Trần Thị Đào"],
        "nguoi=truc-tiep": ["Trần Thị Đào"],
        f"phong_trao={movement.pk}": ["Lê Văn Sáu"], "tam_dung=on": ["Tổ Bảy"],
        "cho=lau&sap=ten": ["Trần Thị Đào", "Tổ Bảy"],
        "don_vi=999999": [], "ky=2021-Y": [],
    }  # fmt: skip
    assert {asked: names(client, **dict(pair.split("=") for pair in asked.split("&"))) for asked in expected} == expected


@pytest.mark.parametrize(
    "asked",
    [
        "tinh_trang=vua",
        "don_vi=x",
        "don_vi=-1",
        "don_vi=٣",
        "ky=2022-M99",
        "trang=-5",
        "sap=1;--",
        "phong_trao=abc",
        f"q={'x' * 190}",
        "cho=1",
    ],
)
def test_nonsense_in_the_address_is_no_error(client, place, asked):
    NominationFactory(unit=place.unit)
    client.force_login(place.officer)
    for address in (LIST, FLOW):
        assert client.get(f"{address}?{asked}").status_code == 200


def test_what_takes_long_is_marked(client, place):
    for days in (1, 4, 8):
        NominationFactory(unit=place.unit, name=f"Chờ {days} ngày", state_since=clock.now() - timedelta(days=days))
    client.force_login(place.officer)
    text = client.get(LIST).content.decode()
    assert sorted(re.findall(r"age-(soon|late)", text)) == ["late", "soon"]
    assert (names(client, cho="lau"), sorted(names(client, cho="cham"))) == (["Chờ 8 ngày"], ["Chờ 4 ngày", "Chờ 8 ngày"])


def test_the_count_stops_and_says_so(client, place, monkeypatch):
    monkeypatch.setattr(lists, "MOST_COUNTED", 3)
    for _ in range(5):
        NominationFactory(unit=place.unit)
    client.force_login(place.officer)
    text = client.get(LIST).content.decode()
    assert ("Hơn 3 hồ sơ" in text, "Danh sách dừng ở 3 hồ sơ đầu" in text) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_twelve_questions_whatever_its_length(client, place, count, django_assert_num_queries):
    for _ in range(count):
        NominationFactory(unit=UnitFactory(parent=place.city))
    client.force_login(place.agency)
    client.get(LIST)
    with django_assert_num_queries(12):
        client.get(LIST)


# --- Files -----------------------------------------------------------------------------------------------------------------------


def rows_of_csv(client, query: str = "") -> list[list[str]]:
    answer = client.post(f"{LIST}tai-ve/csv/{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_holds_the_rows_of_the_list_and_formulas_are_words(client, place):
    NominationFactory(unit=place.unit, name='=HYPERLINK("http://x")', deed='+84 gọi; "nháy", phẩy\nxuống dòng', phone="0912345678")
    NominationFactory(unit=place.unit, name="Không hợp", kind=NominationKind.NEW_MODEL)
    client.force_login(place.officer)
    heads, row = rows_of_csv(client, "?loai=good_deed")
    cell = dict(zip(heads, row, strict=True))
    assert (cell["Tên"], cell["Đã làm gì"], cell["Điện thoại"], cell["Đơn vị xử lý"]) == (
        '\'=HYPERLINK("http://x")', "'+84 gọi; \"nháy\", phẩy\nxuống dòng", "0912345678", str(place.unit))  # fmt: skip
    assert Entry.objects.filter(action="export_list", actor=place.officer).count() == 1


def test_personal_columns_are_only_for_who_sees_the_whole(client, place):
    own = NominationFactory(unit=place.unit, verified=True, phone="0912345678", hamlet="Khu phố Kín", birth_year=1961)
    sent = NominationFactory(unit=UnitFactory(parent=place.city), verified=True, phone="0987654321", deed="Gọi 0987654321")
    SenderFactory(nomination=sent, unit=place.unit)
    client.force_login(person_with(Role.COUNCIL_MEMBER, place.city))
    heads, *rows = rows_of_csv(client)
    assert {"Điện thoại", "Khu phố, ấp", "Năm sinh"} & set(heads) == set()
    assert [cell for row in rows for cell in row if "0912345678" in cell or "0987654321" in cell or "Kín" in cell] == []
    client.force_login(place.officer)
    heads, *rows = rows_of_csv(client, "?sap=ten")
    phones = {row[heads.index("Mã")]: row[heads.index("Điện thoại")] for row in rows}
    assert phones == {own.code: "0912345678", sent.code: ""}
    assert "0987654321" not in str(rows)


def test_the_workbook_says_the_same_and_holds_no_formula(client, place):
    NominationFactory(unit=place.unit, name="=1+1", gender=Gender.FEMALE)
    client.force_login(place.officer)
    answer = client.post(f"{LIST}tai-ve/xlsx/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = {cell.value: book.active.cell(2, cell.column) for cell in book.active[1]}
    assert (cells["Tên"].value, cells["Tên"].data_type, cells["Giới tính"].value) == ("=1+1", "s", "nữ")


def test_taking_the_list_away_is_a_press_not_a_link(client, place):
    client.force_login(place.officer)
    assert (client.get(f"{LIST}tai-ve/csv/").status_code, client.post(f"{LIST}tai-ve/exe/").status_code) == (405, 404)


# --- Pipeline ---------------------------------------------------------------------------------------------------------------------


def test_each_figure_counts_the_list_it_leads_to(client, place):
    other, quiet = UnitFactory(parent=place.city), UnitFactory(parent=place.city, name="Phường Im Lặng")
    kept = NominationFactory(unit=place.unit, honoured=True, field="study", gender=Gender.FEMALE, is_direct_worker=True, is_minority=True)
    NominationFactory(unit=place.unit, verified=True, gender=Gender.MALE, is_direct_worker=True)
    NominationFactory(unit=other, state_since=clock.now() - timedelta(days=40))
    NominationFactory(unit=other, state=NominationState.MERGED, merged_into=kept)
    NominationFactory(unit=other, verified=True, state=NominationState.PUBLISHED, type="collective")
    NominationFactory(unit=other, received_at=datetime(2021, 5, 1, tzinfo=UTC))
    NominationFactory(verified=True)  # of another province
    client.force_login(place.agency)
    found = pipeline.pipeline(place.agency, unit=None, period="2022-Y")
    assert [f.count for f in found.stages] == [4, 3, 2, 2, 1, 0]
    figures = [*found.stages, *found.people, *found.units, *(f for _, line in found.grid for f in line)]
    figures += [f for w in found.waiting for f in (w.total, w.slow, w.late)]
    listed = {f.url: _listed(client, f.url) for f in figures}
    assert {f.url: f.count for f in figures} == listed
    assert (found.units[0].count, quiet.pk in {int(re.search(r"don_vi=(\d+)", f.url)[1]) for f in found.units if f.count == 0}) == (0, True)
    assert {f.label: f.share for f in found.people} == {
        "trực tiếp lao động, sản xuất, công tác": 100,
        "nữ": 50,
        "người dân tộc thiểu số": None,  # written down in one of three
    }


def _listed(client, url: str) -> int:
    text = client.get(url).content.decode()
    found = re.search(r'class="count">([\d.]+) hồ sơ', text)
    return int(found[1]) if found else 0


def test_the_middle_number_of_days(place):
    start = datetime(2022, 5, 1, tzinfo=UTC)
    for days in (2, 4, 20):
        NominationFactory(unit=place.unit, verified=True, received_at=start, verified_at=start + timedelta(days=days))
    found = pipeline.pipeline(place.agency, unit=None, period="2022-Y")
    assert (found.stages[1].note, found.timed) == ("100% bước trước, giữa: 4 ngày", 3)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pipeline_asks_a_constant_number_of_questions(client, place, count, django_assert_num_queries):
    for _ in range(count):
        NominationFactory(unit=UnitFactory(parent=place.city), honoured=True)
    client.force_login(place.agency)
    client.get(FLOW)
    with django_assert_num_queries(15):
        assert client.get(FLOW).status_code == 200


def test_leaders_have_one_row_for_what_nobody_took_up(place):
    from lantoa.exemplars.queries.arrived import to_hand_on

    for _ in range(2):
        NominationFactory(unit=place.unit)
    NominationFactory(unit=UnitFactory())
    assert [row.title for row in to_hand_on(place.leader, DAY, 10)] == ["2 lời giới thiệu chưa ai nhận xác minh"]
    assert list(to_hand_on(place.officer, DAY, 10)) == list(to_hand_on(UserFactory(), DAY, 10)) == []


def test_search_finds_by_name_and_deed_and_never_by_phone_or_address(client, place):
    from lantoa.search.indexing import index_rows
    from lantoa.search.registry import get

    row = NominationFactory(
        unit=place.unit, name="Bà Tư Cháo", deed="Nấu cháo. Gọi 0912345678.", phone="0912345678", address="12 Đường Kín"
    )
    index_rows(get("nominations"), [row.pk])
    client.force_login(place.officer)
    hits = {
        q: f"/lam-viec/guong/{row.pk}/" in client.get("/lam-viec/tim/", {"q": q}).content.decode()
        for q in ("ba tu chao", "nau chao", "0912345678", "duong kin")
    }
    assert hits == {"ba tu chao": True, "nau chao": True, "0912345678": False, "duong kin": False}
    client.force_login(person_with(Role.UNIT_OFFICER, UnitFactory()))
    assert f"/lam-viec/guong/{row.pk}/" not in client.get("/lam-viec/tim/", {"q": "ba tu chao"}).content.decode()
