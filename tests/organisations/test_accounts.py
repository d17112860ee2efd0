"""The pages of accounts: who reaches whose, and the way from a new name to a password."""

import re

import pytest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.organisations.enums import Role
from lantoa.organisations.queries.accounts import accounts_of
from tests.factories import AppointmentFactory, UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("organisations:accounts"), reverse("organisations:account_add")


@pytest.fixture
def city(db):
    return UnitFactory(city=True)


@pytest.fixture
def ward(city):
    return UnitFactory(parent=city)


@pytest.fixture
def agency(city):
    return person_with(Role.STANDING_AGENCY, UnitFactory(parent=city, department=True))


@pytest.fixture
def administrator(city):
    return person_with(Role.ADMINISTRATOR, city)


def act(person, word):
    return reverse("organisations:account_act", args=[person.pk, word])


def test_the_list_holds_whom_the_rule_lets_through(city, ward, agency, administrator):
    for role in set(Role) - {Role.CLUSTER_HEAD}:
        person_with(role, ward)
    both = person_with(Role.UNIT_OFFICER, ward)
    AppointmentFactory(user=both, role=Role.ADMINISTRATOR, unit=city)
    person_with(Role.UNIT_OFFICER, UnitFactory(parent=UnitFactory(city=True)))
    UserFactory()
    UserFactory(is_superuser=True)
    for keeper in (agency, administrator, both, person_with(Role.UNIT_LEADER, ward)):
        listed = set(accounts_of(keeper)) - {keeper}
        assert listed == {person for person in User.objects.exclude(pk=keeper.pk) if allowed(keeper, "accounts.manage", person)}


def test_from_a_name_to_a_password(client, ward, administrator):
    client.force_login(administrator)
    answer = client.post(ADD, {"full_name": "Trần Thị Mới", "username": "ttm.baovinh", "honorific": "chi"})
    assert answer["Location"] == reverse("organisations:appoint") + "?nguoi=ttm.baovinh"
    assert 'value="ttm.baovinh"' in client.get(answer["Location"]).content.decode()
    given = {"person": "ttm.baovinh", "role": Role.UNIT_OFFICER, "unit": ward.slug, "valid_from": "1/1/2022", "title": "Công chức"}
    person = User.objects.get(username="ttm.baovinh")
    answer = client.post(reverse("organisations:appoint"), {**given, "unit": ward.versions.get().name})
    assert answer["Location"] == reverse("organisations:account", args=[person.pk])
    page = client.post(act(person, "duong-dan")).content.decode()
    link = re.search(r'value="http://testserver(/[^"]+)"', page)[1]
    client.logout()
    form = client.get(link, follow=True)
    password = "Suối Tre mùa nước nổi"
    done = client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True)
    assert f'href="{reverse("account_login")}">Đăng nhập' in done.content.decode()
    person.refresh_from_db()
    assert person.check_password(password)


def test_a_name_that_cannot_be_typed_or_is_taken_comes_back(client, administrator):
    UserFactory(username="co-roi")
    client.force_login(administrator)
    for name, words in (("Vũ Thị", "Chỉ dùng chữ thường không dấu"), ("co-roi", "đã có người dùng")):
        page = client.post(ADD, {"full_name": "Vũ Thị A", "username": name}).content.decode()
        assert words in page
        assert 'value="Vũ Thị A"' in page


def test_locking_needs_a_reason_and_can_be_undone(client, ward, agency):
    officer = person_with(Role.UNIT_OFFICER, ward)
    client.force_login(agency)
    assert client.post(act(officer, "khoa"), {"reason": ""}).status_code == 422
    client.post(act(officer, "khoa"), {"reason": "Nghỉ việc"})
    officer.refresh_from_db()
    assert not officer.is_active
    assert "đang khóa" in client.post(act(officer, "duong-dan")).content.decode()
    client.post(act(officer, "mo-lai"))
    officer.refresh_from_db()
    assert officer.is_active


@pytest.mark.parametrize("word", ["duong-dan", "khoa", "mo-lai"])
def test_nobody_touches_who_holds_more_nor_oneself(client, agency, administrator, word):
    client.force_login(agency)
    assert client.post(act(administrator, word), {"reason": "x"}).status_code == 404
    client.force_login(administrator)
    assert client.post(act(administrator, word), {"reason": "x"}).status_code in (403, 404)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.STANDING_AGENCY, Role.CLUSTER_HEAD)])
def test_no_other_role_finds_the_pages(client, ward, role):
    client.force_login(person_with(role, ward))
    assert {client.get(url).status_code for url in (LIST, ADD)} <= {403, 404}


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_asks_the_same_number_of_queries(client, ward, administrator, size, django_assert_max_num_queries):
    for _ in range(size):
        person_with(Role.UNIT_OFFICER, ward)
    client.force_login(administrator)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)
