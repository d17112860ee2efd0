"""What anybody sees without signing in, and the style page."""

import pytest

from tests.e2e.axe import assert_accessible


@pytest.mark.parametrize(
    "address", ["/", "/khong-co-trang-nay/", "/tai-khoan/login/", "/tim/?q=hien+dat", "/gop-y/", "/ky-niem/2022/", "/don-vi/"]
)
def test_public_pages_are_accessible(live_server, page_at, address):
    assert_accessible(page_at(1440), live_server.url + address)


def test_larger_text_and_contrast_are_remembered_without_a_cookie(live_server, page_at):
    page = page_at(1440)
    page.goto(live_server.url)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    page.get_by_role("button", name="Cỡ chữ A+").click()
    page.get_by_role("button", name="Tương phản cao").click()
    page.reload()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") > before
    assert page.get_by_role("button", name="Tương phản cao").get_attribute("aria-pressed") == "true"
    assert page.context.cookies() == []


def test_the_page_reads_without_javascript(live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Một việc tốt")
    assert page.get_by_text("Cỡ chữ A+").is_hidden()  # a switch that could not work is not shown
    context.close()


def test_nothing_is_fetched_from_elsewhere(live_server, page_at):
    page = page_at(1440)
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(live_server.url, wait_until="networkidle")
    assert hosts == {live_server.url.split("/")[2]}
