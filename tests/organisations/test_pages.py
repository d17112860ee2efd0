"""The pages of units, clusters and people: what they show, to whom, and at what cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.organisations import queries
from lantoa.organisations.enums import ClusterKind, Role, UnitKind
from lantoa.organisations.models import Appointment, Cluster, UnitSuccession
from lantoa.organisations.services import units
from tests.factories import AppointmentFactory, ClusterFactory, UnitFactory, UserFactory, person_with
from tests.organisations.conftest import DAY

MOST_QUERIES = 15  # of a whole page, menu and all


@pytest.fixture
def standing(world):
    return person_with(Role.STANDING_AGENCY, world.office)


@pytest.fixture
def work(client, standing):
    client.force_login(standing)
    return client


def url(name, *args, **query):
    return reverse(f"organisations:{name}", args=args, query=query)


def test_the_list_as_at_a_day(work, world, system):
    units.rename_unit(world.an, name="Phường Mới", on=date(2022, 6, 1), legal_document="NQ", by=system)
    page = work.get(url("units"))
    assert [u.name for u in page.context["page"]] == [
        "Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Bảo Vinh", "Phường Mới", "Phòng Nội vụ",
    ]  # fmt: skip
    before = work.get(url("units", ngay="31/5/2022"))
    assert "Phường Xuân An" in [u.name for u in before.context["page"]]
    assert [u.name for u in work.get(url("units", ngay="1/1/2018")).context["page"]] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "bao vinh"}, ["Phường Bảo Vinh"]),
        ({"q": "26098"}, ["Phường Bảo Vinh"]),
        ({"loai": "ward"}, ["Phường Bảo Vinh", "Phường Xuân An"]),
        ({"q": "không có"}, []),
    ],
)
def test_search_and_filter(work, world, query, found):
    assert [u.name for u in work.get(url("units", **query)).context["page"]] == found


def test_filter_by_cluster(work, world):
    cluster = ClusterFactory(authority=world.city, units=[world.an])
    assert [u.name for u in work.get(url("units", cum=cluster.pk)).context["page"]] == ["Phường Xuân An"]


@pytest.mark.parametrize(
    "query", [{"trang": "-1"}, {"trang": "9" * 18}, {"ngay": "31/02/2022"}, {"loai": "x"}, {"cum": "x"}, {"q": "\x00"}]
)
def test_nonsense_in_the_address_is_no_error(work, query):
    assert work.get(url("units", **query)).status_code == 200


@pytest.mark.parametrize("name", ["units", "clusters", "appointments"])
def test_lists_cost_the_same_whatever_their_length(work, world, name):
    def add(count):
        for _ in range(count):
            unit = UnitFactory(parent=world.city)
            AppointmentFactory(unit=unit)
            ClusterFactory(authority=world.city, units=[unit])

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert work.get(url(name)).status_code == 200
        return len(asked)

    add(1)
    cost()  # what a session keeps after its first page
    of_one = cost()
    add(2)
    assert cost() == of_one <= MOST_QUERIES


def test_a_unit_shows_where_it_came_from_and_what_it_became(work, world, system):
    units.merge_units([world.an], into=world.vinh, on=date(2022, 6, 1), legal_document="NQ 9", by=system)
    page = work.get(url("unit", world.an.slug))
    assert page.context["heir"] == world.vinh
    assert "Không hoạt động vào ngày 10/6/2022" in page.content.decode()
    text = work.get(url("unit", world.vinh.slug)).content.decode()
    assert "Phường Xuân An" in text
    assert "NQ 9" in text


def test_the_log_of_a_unit_stands_on_its_page(work, client, world, system):
    units.rename_unit(world.an, name="Phường Mới", on=date(2022, 6, 1), legal_document="NQ 9", by=system)
    assert 'id="nhat-ky"' in work.get(url("unit", world.an.slug)).content.decode()
    client.force_login(person_with(Role.UNIT_OFFICER, world.vinh))
    assert 'id="nhat-ky"' not in client.get(url("unit", world.an.slug)).content.decode()


def test_units_of_another_authority_are_not_there(work, world):
    assert work.get(url("unit", world.thien.slug)).status_code == 404
    assert work.get(url("reorganise", world.city.slug)).status_code == 404
    assert work.get(url("unit", world.province.slug)).status_code == 200  # what stands above is no secret


def test_what_became_of_a_unit_can_be_followed_out_of_the_authority(work, world, system):
    units.merge_units([world.an], into=world.thien, on=date(2022, 6, 1), legal_document="NQ 9", by=system)
    assert work.get(url("unit", world.thien.slug)).status_code == 200
    assert work.get(url("reorganise", world.thien.slug)).status_code == 404


def test_the_wizard_shows_what_moves_and_then_moves_it(work, world):
    person_with(Role.UNIT_OFFICER, world.an)
    address = url("reorganise_act", world.an.slug, "sap-nhap")
    form = {
        "on": "1/7/2022",
        "legal_document": "NQ 1",
        "others": "Phường Bảo Vinh",
        "name": "Phường Long Khánh",
        "kind": "ward",
        "code": "26080",
    }
    shown = work.post(address, form)
    assert shown.context["moves"][0][0] == "Phường Xuân An"
    assert ("Phân công người", 1) in shown.context["moves"][0][1]
    assert UnitSuccession.objects.count() == 0
    done = work.post(address, {**form, "confirm": "1"})
    new = queries.successors_of(world.an).get()
    assert done.url == url("unit", new.slug)
    assert (new.version_on(date(2022, 7, 1)).name, new.version_on(date(2022, 7, 1)).code) == ("Phường Long Khánh", "26080")


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("doi-ten", {"name": "Phường Khác"}),
        ("doi-loai", {"name": "Xã Xuân An", "kind": "commune", "code": "26080"}),
        ("sap-nhap", {"others": "26098", "into": "Phường Bảo Vinh"}),
        ("chia-tach", {"parts": "Phường Một; 1\nPhường Hai"}),
        ("giai-the", {"heir": "Phường Bảo Vinh"}),
    ],
)
def test_each_act_of_the_wizard(work, world, act, form):
    address = url("reorganise_act", world.an.slug, act)
    assert work.get(address).status_code == 200
    form = {**form, "on": "1/7/2022", "legal_document": "NQ 1"}
    assert "moves" in work.post(address, form).context
    assert work.post(address, {**form, "confirm": "1", "back": "1"}).status_code == 200
    assert UnitSuccession.objects.count() == 0
    assert work.post(address, {**form, "confirm": "1"}).status_code == 302
    assert UnitSuccession.objects.exists()


def test_what_the_service_refuses_stands_over_the_form(work, world):
    page = work.post(url("reorganise_act", world.an.slug, "doi-ten"), {"name": "X", "on": "1/1/2018", "legal_document": "NQ"})
    assert "ngày hiệu lực phải sau ngày đó" in page.content.decode()


def test_a_name_that_is_not_there_or_twice_there(work, world):
    UnitFactory(name="Trường Hoa Mai", school=True, parent=world.an)
    UnitFactory(name="Trường Hoa Mai", school=True, parent=world.vinh)
    address = url("reorganise_act", world.an.slug, "giai-the")
    form = {"on": "1/7/2022", "legal_document": "NQ 1"}
    assert "Không có đơn vị “Phường Lạ”" in work.post(address, {**form, "heir": "Phường Lạ"}).content.decode()
    several = work.post(address, {**form, "heir": "trường hoa mai"}).context["form"].errors["heir"]
    assert several[0].startswith("Có nhiều đơn vị tên “trường hoa mai”: hãy ghi mã số (")


def test_add_and_correct(work, world):
    form = {"name": "Trường THCS Đồi Sim", "kind": "school", "parent": "Thành phố Long Khánh", "on": "1/6/2022"}
    assert work.post(url("unit_add"), form).status_code == 302
    unit = queries.units_of_kind(world.city, UnitKind.SCHOOL, day=DAY).get()
    version = unit.version_on(DAY)
    address = url("version_correct", unit.slug, version.pk)
    assert work.get(address).context["form"]["parent"].value() == world.city
    fixed = {"name": "Trường THCS Đồi Sim", "kind": "school", "parent": "Phường Xuân An", "reason": "Nhập nhầm cấp trên"}
    assert work.post(address, fixed).status_code == 302
    assert [u.name for u in queries.path_of(unit, DAY)][2:] == ["Phường Xuân An", "Trường THCS Đồi Sim"]


def test_clusters_from_founding_to_closing(work, world):
    form = {"authority": "Thành phố Long Khánh", "kind": ClusterKind.CLUSTER, "name": "Cụm số 9", "opened_on": "1/1/2022"}
    assert work.post(url("cluster_add"), form).status_code == 302
    cluster = Cluster.objects.get()
    for name in ("Phường Xuân An", "Phường Bảo Vinh"):
        assert work.post(url("cluster_act", cluster.pk, "vao"), {"unit": name, "on": "1/2/2022"}).status_code == 302
    assert work.post(url("cluster_act", cluster.pk, "truong-pho"), {"unit": "26080", "post": "head", "year": "2022"}).status_code == 302
    page = work.get(url("cluster", cluster.pk))
    assert [(u.name, u.post) for u in page.context["seated"]] == [("Phường Xuân An", "head"), ("Phường Bảo Vinh", None)]
    assert page.context["proposed"] == world.vinh
    assert work.get(url("cluster_act", cluster.pk, "truong-pho")).context["form"]["unit"].value() == "Phường Bảo Vinh"
    assert work.post(url("cluster_act", cluster.pk, "ra"), {"unit": "26098", "on": "1/5/2022"}).status_code == 302
    assert work.post(url("cluster_act", cluster.pk, "dong"), {"on": "9/6/2022"}).status_code == 302
    assert not queries.clusters_of(world.an, DAY).exists()
    assert work.get(url("cluster_act", cluster.pk, "khac")).status_code == 404


def test_appoint_end_and_delegate(work, client, world):
    person = UserFactory(username="le.thi.mau")
    form = {"person": "le.thi.mau", "role": "UL", "unit": "Phường Xuân An", "valid_from": "1/6/2022"}
    assert work.post(url("appoint"), form).status_code == 302
    held = Appointment.objects.get(user=person)
    assert work.get(url("appointments", q="Thử")).status_code == 200
    assert "Người này đã giữ vai trò ấy" in work.post(url("appoint"), {**form, "valid_from": "2/6/2022"}).content.decode()
    other = UserFactory(username="tran.van.mau")
    client.force_login(person)
    lend = {"person": "tran.van.mau", "valid_from": "10/6/2022", "last_day": "30/6/2022"}
    assert client.post(url("appointment_delegate", held.pk), lend).status_code == 302
    assert [(a.role, a.valid_to) for a in queries.appointments_of(other, DAY)] == [("UL", date(2022, 7, 1))]
    assert client.post(url("appointment_end", held.pk), {"on": "11/6/2022"}).status_code == 404
    client.force_login(Appointment.objects.get(role=Role.STANDING_AGENCY).user)
    assert client.post(url("appointment_end", held.pk), {"on": "11/6/2022"}).status_code == 302
    assert queries.appointments_of(UserFactory.build(pk=other.pk), date(2022, 6, 11)) == []


@pytest.mark.parametrize("name", ["units", "unit_add", "clusters", "cluster_add", "appointments", "appoint", "books"])
def test_pages_open_for_the_standing_agency(work, name):
    assert work.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", ["unit_add", "cluster_add", "appoint", "books"])
def test_an_officer_does_not_find_the_pages_of_change(client, world, name):
    client.force_login(person_with(Role.UNIT_OFFICER, world.an))
    assert client.get(url(name)).status_code == 404
    assert client.get(url("units")).status_code == 200


def test_somebody_without_an_appointment_finds_nothing(client, world):
    client.force_login(UserFactory())
    assert client.get(url("units")).status_code == 404
