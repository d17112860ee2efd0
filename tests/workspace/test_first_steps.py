"""A new installation tells its first people what to do next, and stops when it is done."""

import pytest
from django.urls import reverse

from lantoa.organisations.enums import Role
from tests.factories import PlanFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db
HOME = reverse("workspace:home")


def home_of(client, person) -> str:
    client.force_login(person)
    return client.get(HOME).content.decode()


def test_the_administrator_is_led_to_units_then_to_the_agency(client):
    office = UnitFactory(city=True)
    administrator = person_with(Role.ADMINISTRATOR, office)
    page = home_of(client, administrator)
    assert reverse("organisations:books") in page
    assert reverse("organisations:account_add") in page
    agency = UnitFactory(parent=office, department=True)
    assert "Bước 1" not in home_of(client, administrator)
    person_with(Role.STANDING_AGENCY, agency)
    assert "Bước 2" not in home_of(client, administrator)


def test_the_agency_is_led_to_its_first_plan(client):
    city = UnitFactory(city=True)
    agency = UnitFactory(parent=city, department=True)
    officer = person_with(Role.STANDING_AGENCY, agency)
    assert "Đưa kế hoạch đầu tiên vào" in home_of(client, officer)
    PlanFactory(issuer=city, standing_agency=agency)
    assert "Đưa kế hoạch đầu tiên vào" not in home_of(client, officer)


def test_nobody_else_is_bothered(client):
    ward = UnitFactory(parent=UnitFactory(city=True))
    page = home_of(client, person_with(Role.UNIT_OFFICER, ward))
    assert "Bước 2" not in page
    assert "Đưa kế hoạch đầu tiên vào" not in page
