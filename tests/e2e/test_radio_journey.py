"""Two stories on the air, start to end, as people do it: chosen, written for the ear, read aloud into the browser, mixed, listened to,
approved, put into the week, played, proven; and gone when a person takes the consent back."""

from datetime import date, time

import pytest
from django.urls import reverse

from lantoa.exemplars.enums import Purpose
from lantoa.exemplars.services import consents
from lantoa.organisations.enums import Role
from lantoa.plans.models import Assignment
from lantoa.radio.enums import AiringState, BulletinState
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import stations, voicing
from tests.e2e import steps
from tests.e2e.axe import assert_accessible
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.factories import AssignmentFactory, DutyFactory, PlanFactory, UnitFactory, person_with
from tests.radio.conftest import tell, upload

DAY = date(2022, 6, 10)
FAKE_MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture
def speaking(browser, live_server, sign_in):
    """speaking(person, path, width) opens a page in a browser to whom a microphone beeps."""
    found = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *FAKE_MICROPHONE])

    def open_page(person, path, width=1280):
        context = found.new_context(viewport={"width": width, "height": 900}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        page = context.new_page()
        sign_in(page, person)
        page.goto(live_server.url + path)
        return page

    yield open_page
    found.close()


@pytest.fixture
def town(transactional_db, settings):
    settings.FIXED_TODAY = DAY
    city = UnitFactory(city=True, name="Thành phố Long Khánh")
    office, ward = UnitFactory(department=True, name="Phòng Nội vụ", parent=city), UnitFactory(name="Phường Bảo Vinh", parent=city)
    plan = PlanFactory(issuer=city, standing_agency=office)
    duty = DutyFactory(plan=plan, evidence_kinds=["column_url", "airing"], done_rule="any_proof", done_params={"min": 1})
    AssignmentFactory(duty=duty, unit=ward, period="2022-M06", period_start=date(2022, 6, 1), period_end=date(2022, 6, 30))
    people = {role: person_with(role, ward) for role in (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS)}
    writer = people[Role.UNIT_OFFICER]
    station = stations.found_station(ward, name="Đài Truyền thanh phường Bảo Vinh", valid_from=date(2022, 1, 1), by=writer)
    stations.add_slot(
        station, weekdays=list(range(7)), starts_at=time(5), minutes=15, programme="Bản tin sáng", valid_from=date(2022, 1, 1), by=writer
    )
    stories = [tell(ward, writer), tell(ward, writer, title="Nấu cháo cho bệnh nhân nghèo", name="Trần Thị Hạnh")]
    return people, station, stories


def test_from_two_stories_to_the_loudspeakers_and_off_again(speaking, live_server, town, client):
    people, station, stories = town
    writer, leader, keeper = people[Role.UNIT_OFFICER], people[Role.UNIT_LEADER], people[Role.GRASSROOTS]

    # Two stories become a bulletin with its words; the leader reads them.
    root = live_server.url
    desk, office = speaking(writer, "/lam-viec/phat-thanh/"), speaking(leader, "/lam-viec/")
    bulletin = steps.write_bulletin(desk, office, stories, root=root)
    page_url = reverse("radio:bulletin", args=[bulletin.pk])
    assert_accessible(desk, root + page_url)

    # One part is read aloud here, the others were recorded on a phone.
    part = standing(bulletin)[1]
    assert_accessible(desk, root + reverse("radio:record", args=[bulletin.pk, part.pk]))
    desk.get_by_role("button", name="Ghi âm", exact=True).click()
    stop = desk.get_by_role("button", name="Đọc xong")
    stop.wait_for(timeout=15_000)
    desk.wait_for_timeout(1500)
    stop.click()
    desk.wait_for_selector("audio[data-take]:not([hidden])")
    desk.evaluate("document.querySelector('audio[data-take]').play()")
    desk.get_by_role("button", name="Giữ bản này").click()
    desk.get_by_text("Đang dùng").wait_for(timeout=20_000)
    for other in standing(bulletin):
        if other.take_id is None:
            voicing.keep_take(other, upload(), by=writer)
    steps.mix_bulletin(desk, bulletin, root=root)
    assert (bulletin.state, bulletin.mix.for_air) == (BulletinState.VOICED, True)

    # The leader listens to the end before the button does anything.
    office.goto(root + page_url)
    office.get_by_role("button", name="Duyệt phát").click()
    assert "Nghe hết bản tin rồi mới duyệt được" in office.inner_text("main")
    steps.hear_and_approve(office, bulletin, root=root)
    assert bulletin.state == BulletinState.APPROVED

    # Into the week of the station; then its hour comes, and the keeper of the loudspeaker taps.
    assert_accessible(desk, root + reverse("radio:grid", args=[station.pk]))
    airing = steps.schedule_bulletin(desk, bulletin, station, root=root)
    assert client.get(f"/loa/{station.token}/manifest.json").status_code == 200
    steps.let_its_hour_come(airing)
    phone = speaking(keeper, "/lam-viec/phat-thanh/hom-nay/", width=390)
    assert_accessible(phone, phone.url, widths=(390,))
    steps.tap_aired(phone, airing)
    assert airing.state == AiringState.AIRED
    assert Assignment.objects.get().evidence.filter(kind="airing").count() == 1
    assert Assignment.objects.get().done_count == 1

    # Anybody may hear it, until a person takes the consent back.
    sound = f"/nghe/tep/{bulletin.code.lower()}.mp3"
    heard = client.get(sound)
    assert (heard.status_code, b"".join(heard.streaming_content)[:3]) == (200, b"ID3")
    consents.withdraw_consent(stories[0].nomination, purposes=[Purpose.RADIO], by=writer)
    assert client.get(sound).status_code == 404
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.mix) == (BulletinState.SCRIPTED, None)
    office.goto(root + page_url)
    assert "Đã bỏ phần “Hiến đất mở đường”" in office.inner_text("main")
