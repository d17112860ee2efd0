"""Roles that decide need a second factor before the workspace opens; administrators are away sooner."""

import html
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.urls import reverse

from lantoa.accounts.middleware import IDLE_LIMIT
from lantoa.organisations.enums import Role
from tests.factories import AppointmentFactory, UnitFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def _asked(settings):
    settings.SECOND_FACTOR_ROLES = ["AD", "UL"]


def holder(role):
    return AppointmentFactory(role=role, unit=UnitFactory()).user


@pytest.mark.usefixtures("_asked")
def test_a_leader_without_one_is_led_to_set_it_up(client):
    client.force_login(holder(Role.UNIT_LEADER))
    response = client.get("/lam-viec/")
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
    assert "cần thêm một lớp xác thực" in html.unescape(client.get(response["Location"]).content.decode())


@pytest.mark.usefixtures("_asked")
def test_a_leader_who_has_one_works(client):
    leader = holder(Role.UNIT_LEADER)
    totp.TOTP.activate(leader, SECRET)
    client.force_login(leader)
    assert client.get("/lam-viec/").status_code == 200


@pytest.mark.usefixtures("_asked")
def test_who_came_by_single_sign_on_works(client):
    client.force_login(holder(Role.UNIT_LEADER))
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "provider": "sso"}]
    session.save()
    assert client.get("/lam-viec/").status_code == 200


@pytest.mark.usefixtures("_asked")
def test_an_officer_is_not_asked(client):
    client.force_login(holder(Role.UNIT_OFFICER))
    assert client.get("/lam-viec/").status_code == 200


def test_a_trial_on_one_machine_asks_nobody(client):
    assert django_settings.SECOND_FACTOR_ROLES == []
    client.force_login(holder(Role.UNIT_LEADER))
    assert client.get("/lam-viec/").status_code == 200


@pytest.mark.parametrize(("role", "inside"), [(Role.ADMINISTRATOR, False), (Role.UNIT_OFFICER, True)])
def test_an_administrator_is_away_after_five_minutes(client, role, inside):
    person = holder(role)
    person.set_password("Suối Tre mùa nước nổi")
    person.save()
    client.post("/tai-khoan/login/", {"login": person.username, "password": "Suối Tre mùa nước nổi"})
    assert (client.session.get(IDLE_LIMIT) == 300) is not inside
    client.get("/tai-khoan/sessions/")
    session = client.session
    session["seen_at"] = time.time() - 6 * 60
    session.save()
    client.get("/tai-khoan/sessions/")
    assert ("_auth_user_id" in client.session) is inside
