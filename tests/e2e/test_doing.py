"""A duty's page and the list, as officers see them on a desk and on a phone."""

from datetime import date

import pytest

from lantoa.core import clock
from tests.e2e.axe import assert_accessible
from tests.factories import AssignmentFactory, EvidenceFactory
from tests.plans.doing import make_ground

DAY = date(2022, 6, 10)


@pytest.fixture
def ground(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    with clock.at(DAY):
        ground = make_ground()
        ground.duty.evidence_kinds = ["story", "photo", "link", "minutes", "nil", "note"]
        ground.duty.save()
        EvidenceFactory(assignment=ground.may, added_by=ground.officer)
        EvidenceFactory(assignment=ground.may, added_by=ground.officer, withdrawn=True)
        AssignmentFactory.create_batch(2, duty=ground.duty, approved=True)
        return ground


def test_every_page_is_accessible(page_at, live_server, sign_in, ground):
    for person, path in ((ground.officer, f"/lam-viec/viec/{ground.may.pk}/"), (ground.agency, "/lam-viec/viec/?tinh-trang=cho-cong-nhan")):
        page = page_at(1440)
        sign_in(page, person)
        assert_accessible(page, live_server.url + path, widths=(1440, 390))


def test_a_note_from_a_phone_without_a_script(browser, live_server, sign_in, ground):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, ground.officer)
    page.goto(f"{live_server.url}/lam-viec/viec/{ground.may.pk}/")
    page.get_by_text("Viết ghi chú").first.click()
    page.get_by_label("Nội dung").last.fill("Họp khu phố 3, 42 người dự.")
    page.get_by_role("button", name="Viết ghi chú").click()
    page.get_by_role("heading", name="Họp khu phố 3, 42 người dự.").wait_for()
    page.get_by_role("button", name="Nộp cho lãnh đạo duyệt").click()
    page.get_by_role("button", name="Lấy lại để sửa").wait_for()
    context.close()
