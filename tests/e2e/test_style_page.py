"""The style page holds every component: what is accessible there can be used anywhere."""

import pytest

from tests.e2e.axe import assert_accessible
from tests.factories import UserFactory

ADDRESS = "/lam-viec/he-thong-giao-dien/"


@pytest.fixture
def open_gallery(live_server, page_at, sign_in, settings):
    settings.DEMO = True

    def open_at(width):
        page = page_at(width)
        sign_in(page, UserFactory())
        page.goto(live_server.url + ADDRESS)
        return page

    return open_at


def test_every_component_is_accessible(open_gallery, live_server):
    assert_accessible(open_gallery(1440), live_server.url + ADDRESS)


def test_the_projector_page_is_accessible(open_gallery, live_server):
    assert_accessible(open_gallery(1440), live_server.url + ADDRESS + "may-chieu/", widths=(1440,))


def test_targets_are_large_enough_to_touch(open_gallery):
    page = open_gallery(390)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
            .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".sr, .skip"))
            .map((e) => (e.closest(".choices label") ?? e).getBoundingClientRect())
            .filter((box) => box.height && (box.height < 24 || box.width < 24)).length"""
    )
    assert small == 0


def test_what_has_focus_is_never_under_the_bar_at_the_foot(open_gallery):
    page = open_gallery(390)
    page.evaluate("document.querySelector('.skip').focus()")
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const e = document.activeElement, dock = document.querySelector(".dock");
                if (dock.contains(e) || e === document.body) return null;
                const box = e.getBoundingClientRect();
                return box.top >= dock.getBoundingClientRect().top ? e.outerHTML.slice(0, 120) : null; }"""
        )
        if name:
            hidden.append(name)
    assert hidden == []


def test_the_menu_opens_on_a_phone_without_javascript(live_server, browser, sign_in, settings):
    settings.DEMO = True
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, UserFactory())
    page.goto(live_server.url + ADDRESS)
    assert page.locator("#menu").is_hidden()
    page.get_by_role("link", name="Thêm", exact=True).click()
    assert page.get_by_role("link", name="Phát thanh", exact=True).is_visible()
    page.get_by_role("link", name="Đóng", exact=True).click()
    assert page.locator("#menu").is_hidden()
    context.close()


def test_escape_closes_a_menu_and_gives_the_focus_back(open_gallery):
    page = open_gallery(1440)
    page.locator(".top summary.me").click()
    assert page.get_by_role("button", name="Đăng xuất").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Đăng xuất").is_hidden()
    assert page.evaluate("document.activeElement.className") == "me"


def test_arrow_keys_walk_the_matrix(open_gallery):
    page = open_gallery(1440)
    place = "(() => { const c = document.activeElement.closest('td'); return [c.parentElement.rowIndex, c.cellIndex]; })()"
    page.locator(".matrix td a").first.focus()
    start = page.evaluate(place)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(place) == [start[0] + 1, start[1] + 1]


def test_ctrl_k_goes_to_the_search_box(open_gallery):
    page = open_gallery(1440)
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "tim"
