"""A citizen with a phone, and the officer's pages around what was told, in a real browser."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from lantoa.exemplars.enums import AttachmentKind
from lantoa.exemplars.models import Draft, Nomination
from lantoa.organisations.enums import Role
from tests.e2e.axe import WIDTHS, assert_accessible
from tests.exemplars.test_telling import picture
from tests.factories import NominationFactory, SenderFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("LANTOA_SHOTS")  # a folder: pictures of the pages are left there


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def shoot(page, name: str) -> None:
    if SHOTS:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=str(Path(SHOTS, f"{name}-{width}.png")), full_page=True)


def test_a_phone_tells_a_good_deed_with_the_keyboard_alone(page_at, live_server, tmp_path, monkeypatch):
    from datetime import timedelta

    from lantoa.exemplars.views import telling

    monkeypatch.setattr(telling, "TOO_FAST", timedelta(0))
    ward = UnitFactory(name="Phường Xuân Hòa")
    UnitFactory(name="Xã Bảo Quang")
    page = page_at(390)
    page.goto(f"{live_server.url}/ke-viec-tot/")
    page.get_by_role("button", name="Bắt đầu kể").press("Enter")
    page.get_by_label("Ai làm việc tốt?").fill("Ông Ba Thử")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Phường Xuân Hòa").press("Space")
    page.get_by_label("Khu phố, ấp, tên đường").fill("Khu phố 2")
    page.keyboard.press("Enter")
    page.get_by_label("Người ấy đã làm gì?").fill("Hiến 200 m² đất mở đường.")
    page.get_by_role("button", name="Tiếp tục").press("Enter")
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(picture(3200, quality=100).read() + b"\0" * 2_000_000)
    page.get_by_label("Có ảnh không?").set_input_files(str(photo))
    page.get_by_text("Đã thu nhỏ ảnh").wait_for()
    page.get_by_role("button", name="Tiếp tục").press("Enter")
    page.get_by_role("link", name="Bỏ qua").press("Enter")
    page.get_by_role("heading", name="Xem lại rồi gửi").wait_for()
    page.get_by_role("button", name="Gửi lời kể").press("Enter")
    code = page.locator(".code").inner_text()
    nomination = Nomination.objects.get()
    assert (code, nomination.unit, nomination.attachments.count()) == (nomination.senders.get().follow_code, ward, 1)
    assert page.context.cookies() == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Lưu thành ảnh").click()
    assert saved.value.suggested_filename == f"{code}.png"
    page.get_by_role("link", name="Xem việc này đi tới đâu").click()
    assert page.locator(".journey .done").count() == 1


def test_spoken_in_the_browser(browser, live_server):
    ward = UnitFactory()
    context = browser.new_context(permissions=["microphone"], viewport={"width": 390, "height": 900})
    page = context.new_page()
    # The test browser has no microphone: a tone stands in for the voice, recorded by the browser's own recorder.
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { const sound = new AudioContext(); const tone = sound.createOscillator();"
        " const out = sound.createMediaStreamDestination(); tone.connect(out); tone.start(); return out.stream; };"
    )
    page.goto(f"{live_server.url}/ke-viec-tot/")
    page.get_by_role("button", name="Bắt đầu kể").click()
    draft = Draft.objects.get()
    page.goto(f"{live_server.url}/ke-viec-tot/{draft.pk}/viec/")
    page.get_by_role("button", name="Bấm để nói").click()
    page.get_by_role("button", name="Bấm để dừng (0:01)").wait_for()
    page.get_by_role("button", name="Bấm để dừng").click()
    page.get_by_text("Đã lưu lời kể").wait_for()
    held = draft.files.get()
    assert (held.kind, held.file.mime, held.file.size > 500) == (AttachmentKind.VOICE, "audio/webm", True)
    assert ward.pk
    context.close()


def test_public_pages_are_for_everybody(page_at, live_server):
    for n in range(3):
        UnitFactory(name=f"Phường Thử {n}")
    sender = SenderFactory(nomination=NominationFactory(verified=True))
    page = page_at(390)
    assert_accessible(page, f"{live_server.url}/ke-viec-tot/")
    shoot(page, "ke-bat-dau")
    page.get_by_role("button", name="Bắt đầu kể").click()
    draft = Draft.objects.get()
    Draft.objects.update(
        answers={"name": "Ông Ba Thử", "type": "individual", "place": "Phường Thử 1", "deed": "Hiến đất mở đường cho khu phố."}
    )
    for step in ("ai", "o-dau", "viec", "anh", "goi-lai", "kiem-tra"):
        assert_accessible(page, f"{live_server.url}/ke-viec-tot/{draft.pk}/{step}/")
        shoot(page, f"ke-{step}")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{live_server.url}/ke-viec-tot/{draft.pk}/ai/")
    page.get_by_label("Ai làm việc tốt?").fill("")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("alert").wait_for()
    shoot(page, "ke-loi")
    Draft.objects.update(sent_as=sender.nomination)
    assert_accessible(page, f"{live_server.url}/ke-viec-tot/{draft.pk}/xong/")
    shoot(page, "ke-xong")
    assert_accessible(page, f"{live_server.url}/ke-viec-tot/theo-doi/?ma={sender.follow_code}")
    shoot(page, "ke-theo-doi")


def test_the_officers_pages(page_at, sign_in, live_server):
    from lantoa.exemplars.services import importing
    from tests.exemplars.test_importing import GOOD, upload, workbook

    city = UnitFactory(city=True, name="Thành phố Long Khánh")
    ward, quiet = UnitFactory(parent=city, name="Phường Xuân Hòa"), UnitFactory(parent=city, name="Xã Bảo Quang")
    officer = person_with(Role.UNIT_OFFICER, ward)
    agent = person_with(Role.STANDING_AGENCY, UnitFactory(parent=city, department=True, name="Phòng Nội vụ"))
    for traits in (
        {},
        {"screening": True},
        {"verified": True},
        {"honoured": True, "field": "study", "gender": "female"},
        {"honoured": True},
    ):
        NominationFactory(unit=ward, **traits)
    wrong = importing.bring_book(upload(workbook(GOOD, {**GOOD, "Loại": "vua", "Tên": ""})), unit=ward, by=officer)
    right = importing.bring_book(upload(workbook(GOOD, GOOD)), unit=ward, by=officer)
    page = page_at(1440)
    sign_in(page, officer)
    page.goto(f"{live_server.url}/lam-viec/guong/gioi-thieu/")
    page.get_by_role("button", name="Bắt đầu").click()
    draft = Draft.objects.get()
    page.get_by_label("Họ và tên").fill("Bà Tư Mẫu")
    page.get_by_label("Đã làm gì").fill("Nấu cháo cho bệnh viện.")
    page.get_by_text("Đã tự lưu nháp lúc").wait_for()
    draft.refresh_from_db()
    assert (draft.answers["name"], draft.answers["deed"]) == ("Bà Tư Mẫu", "Nấu cháo cho bệnh viện.")
    base = f"{live_server.url}/lam-viec/guong/"
    pages = {
        "danh-sach": "", "gioi-thieu": "gioi-thieu/", "don": f"gioi-thieu/{draft.pk}/", "nhap": "nhap-tu-excel/", "sach-sai": f"nhap-tu-excel/{wrong.pk}/",
        "sach-dung": f"nhap-tu-excel/{right.pk}/", "loc": "?tinh_trang=received&doi_tuong=individual",
    }  # fmt: skip
    for name, address in pages.items():
        assert_accessible(page, base + address)
        shoot(page, name)
    sign_in(page, agent)
    for name, address in {"dong-chay": "dong-chay/?ky=2022-Y", "danh-sach-co-quan": "?ky=2022-Y"}.items():
        assert_accessible(page, base + address)
        shoot(page, name)
    assert quiet.pk
