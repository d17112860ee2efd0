"""The first page of every role."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.organisations.enums import Role
from tests.factories import AppointmentFactory, AssignmentFactory, UserFactory, person_with

HOME = reverse("workspace:home")


def text_of(client, user, url=HOME) -> str:
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page(client, make_city, role):
    city = make_city(wards=2, duties=2)
    assert "<h1" in text_of(client, city.person(role))


def test_who_holds_nothing_is_told_whom_to_ask(client):
    page = text_of(client, UserFactory(full_name="Lê Thị Hạnh", honorific="chi"))
    assert "Chào chị Hạnh, hôm nay không có việc nào chờ" in page
    assert "chưa được phân công ở đơn vị nào" in page


def test_an_officer_sees_what_is_late_first(client, make_city):
    city = make_city()
    officer = city.person(Role.UNIT_OFFICER, user__full_name="Lê Thị Hạnh", user__honorific="chi")
    page = text_of(client, officer)
    assert "Chào chị Hạnh, hôm nay có <em>1&nbsp;việc</em>" in page
    assert "Thứ Sáu, 10/6/2022" in page
    assert "Quá hạn 10 ngày" in page
    assert "II.2 ý 2" in page
    assert "Thước Kế hoạch 449 của phường" in page


def test_the_figures_are_those_of_the_own_unit(client, make_city):
    city = make_city(wards=2, duties=1)
    AssignmentFactory(duty__plan=city.plan, duty__title="Giao lưu", unit=city.wards[0], accepted=True)
    AssignmentFactory(duty__plan=city.plan, duty__title="Của phường bạn", unit=city.wards[1], accepted=True)
    page = text_of(client, city.person(Role.UNIT_OFFICER))
    assert "1/2 việc đã đạt" in page
    assert "Giao lưu</a> được công nhận" in page
    assert "Của phường bạn" not in page


def test_the_agency_sees_who_is_late(client, make_city):
    city = make_city(wards=3, duties=2)
    page = text_of(client, city.person(Role.STANDING_AGENCY))
    assert "Độ phủ Kế hoạch 449" in page
    assert "0/6 việc đến hạn đã nộp" in page
    assert [f"Phường Mẫu {n}" in page for n in (1, 2, 3)] == [True] * 3


def test_a_stranger_sees_nothing_of_the_plan(client, make_city):
    make_city()
    elsewhere = make_city()
    page = text_of(client, person_with(Role.UNIT_OFFICER, elsewhere.agency))
    assert "Thước" not in page
    assert "Chọn tháng" not in page


@pytest.mark.parametrize(
    ("role", "queries"), [(Role.UNIT_OFFICER, 16), (Role.UNIT_LEADER, 16), (Role.CLUSTER_HEAD, 15), (Role.STANDING_AGENCY, 15)]
)
@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_queries_does_not_grow(client, make_city, django_assert_max_num_queries, role, queries, size):
    city = make_city(wards=size, duties=size)
    client.force_login(city.person(role))
    client.get(HOME)  # the first page of a session also notes when it began
    with django_assert_max_num_queries(queries):
        client.get(HOME)


def test_two_places_can_be_switched(client, make_city):
    city = make_city(wards=2)
    user = city.person(Role.UNIT_OFFICER)
    AppointmentFactory(user=user, unit=city.wards[1], title="Công chức kiêm nhiệm")
    client.force_login(user)
    assert "<b>Phường Mẫu 1</b>" in client.get(HOME).content.decode()
    response = client.post(reverse("workspace:switch"), {"unit": f"UO-{city.wards[1].pk}-", "next": "/lam-viec/ca-thang/"})
    assert response["Location"] == "/lam-viec/ca-thang/"
    page = client.get(HOME).content.decode()
    assert "Công chức kiêm nhiệm" in page


def test_a_place_that_is_not_ones_own_cannot_be_chosen(client, make_city):
    city = make_city(wards=2)
    client.force_login(city.person(Role.UNIT_OFFICER))
    assert client.post(reverse("workspace:switch"), {"unit": f"UL-{city.wards[1].pk}-"}).status_code == 404
    assert client.post(reverse("workspace:switch"), {"unit": f"UO-{city.wards[1].pk}-"}).status_code == 404


def test_the_way_back_stays_here(client, make_city):
    city = make_city()
    client.force_login(city.person(Role.UNIT_OFFICER))
    response = client.post(reverse("workspace:switch"), {"unit": f"UO-{city.wards[0].pk}-", "next": "https://la.example/"})
    assert response["Location"] == HOME


def test_the_month_shows_what_is_due(client, make_city):
    city = make_city()
    page = text_of(client, city.person(Role.UNIT_OFFICER), reverse("workspace:month") + "?thang=2022-M05")
    assert "Việc đến hạn trong tháng 5/2022" in page
    assert "Chọn tháng 1" in page
    empty = text_of(client, city.person(Role.UNIT_OFFICER), reverse("workspace:month") + "?thang=khong")
    assert "Việc đến hạn trong tháng 6/2022" in empty
    assert "Chọn tháng 1" not in empty


@pytest.mark.parametrize("name", ["workspace:home", "workspace:month", "workspace:help", "workspace:health"])
def test_nobody_gets_in_without_signing_in(client, db, name):
    response = client.get(reverse(name))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/tai-khoan/login/")


def test_what_is_further_away_is_left_to_the_month(client, make_city):
    city = make_city()
    for n in range(8):
        AssignmentFactory(duty__plan=city.plan, duty__title=f"Về sau {n}", unit=city.wards[0], period="2022-M06", due_on=date(2022, 6, 30))
    page = text_of(client, city.person(Role.UNIT_OFFICER))
    assert page.count('<li class="task') == 1 + 4
    assert "Còn 4 việc nữa, xem cả tháng" in page


def test_who_works_in_two_units_reads_which(client, make_city):
    city = make_city(wards=2)
    user = city.person(Role.UNIT_OFFICER)
    AppointmentFactory(user=user, unit=city.wards[1])
    page = text_of(client, user, reverse("workspace:month") + "?thang=2022-M05")
    assert [page.count(f'quiet">Phường Mẫu {n}</p>') for n in (1, 2)] == [1, 1]
