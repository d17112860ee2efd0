"""What was typed is not lost: not when the session ends half way, not when another form of the page is sent; and not shown to others."""

from datetime import date

import pytest
from django.conf import settings as configured
from django.urls import reverse

from lantoa.core import clock
from lantoa.organisations.enums import Role
from tests.factories import NominationFactory, UnitFactory, person_with

DAY = date(2022, 6, 1)
TYPED = "Chị Út ở cạnh nhà kể lại, có ảnh chụp."


@pytest.fixture
def visit(transactional_db, settings):
    """(an officer, another officer, the address of the verification page of a file)"""
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        ward = UnitFactory(parent=UnitFactory(city=True))
        officer, other = person_with(Role.UNIT_OFFICER, ward), person_with(Role.UNIT_OFFICER, ward)
        return officer, other, reverse("exemplars:verify", args=[NominationFactory(unit=ward, screening=True).pk])


def grounds(page):
    return page.locator("textarea[name$=grounds]").first


def test_the_session_ends_half_way(page_at, live_server, sign_in, visit):
    officer, _, address = visit
    page = page_at(1366)
    sign_in(page, officer)
    page.goto(live_server.url + address)
    grounds(page).fill(TYPED)
    page.context.clear_cookies(name=configured.SESSION_COOKIE_NAME)
    grounds(page).locator("xpath=ancestor::form").get_by_role("button").last.click()
    page.get_by_text("Chữ đang gõ dở còn giữ").wait_for()
    assert page.url.endswith(f"?next={address}")
    sign_in(page, officer)
    page.goto(live_server.url + address)
    assert grounds(page).input_value() == TYPED
    page.get_by_role("button", name="Bỏ chữ này").click()
    page.reload()
    assert grounds(page).input_value() == ""


def test_another_form_of_the_page_is_sent(page_at, live_server, sign_in, visit):
    officer, _, address = visit
    page = page_at(1366)
    sign_in(page, officer)
    page.goto(live_server.url + address)
    grounds(page).fill(TYPED)
    page.locator("#xac-nhan summary").first.click()
    page.locator("#xac-nhan form").last.get_by_role("button").click()
    assert grounds(page).input_value() == TYPED


def test_the_next_person_at_this_machine_sees_nothing(page_at, live_server, sign_in, visit):
    officer, other, address = visit
    page = page_at(1366)
    sign_in(page, officer)
    page.goto(live_server.url + address)
    grounds(page).fill(TYPED)
    page.goto(live_server.url + reverse("workspace:help"))
    assert any(key.startswith("lantoa:form:") for key in page.evaluate("Object.keys(sessionStorage)"))
    sign_in(page, other)
    page.goto(live_server.url + address)
    assert grounds(page).input_value() == ""
    sign_in(page, officer)
    page.goto(live_server.url + address)
    assert grounds(page).input_value() == ""
