"""The radio's pages: what they show, to whom, in how many queries."""

import html
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core import clock
from lantoa.radio.enums import AiringState, BulletinState, Clash, HandOver
from lantoa.radio.models import Airing, Bulletin, Station, Take
from lantoa.radio.queries import seen
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.services import scheduling
from tests.factories import AiringFactory, BulletinFactory, SlotFactory, StationFactory
from tests.radio.conftest import DAY, NOON, approved, at, recorded, scripted, upload

pytestmark = pytest.mark.django_db
ROOT = "/lam-viec/phat-thanh/"


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.FIXED_TODAY = DAY
    with clock.at(NOON):
        yield


def said(response) -> str:
    return html.unescape(response.content.decode())


def test_a_bulletin_is_made_by_its_pages(client, town):
    client.force_login(town.writer)
    client.post(f"{ROOT}moi/", {"unit": town.ward.pk, "title": "Gương sáng", "day": "10/06/2022", "priority": 1})
    bulletin = Bulletin.objects.get()
    page = f"{ROOT}ban-tin/{bulletin.pk}/"
    assert "Nấu cháo cho bệnh nhân nghèo" in said(client.get(f"{page}chon-bai/"))
    client.post(f"{page}chon-bai/", {"stories": [story.pk for story in town.stories]})
    part = standing(bulletin)[2]
    client.post(f"{page}phan/{part.pk}/len/")
    assert standing(bulletin)[1] == part
    client.post(f"{page}phan/{part.pk}/", {"text": "Lời sửa lại. //", "based_on": 1})
    client.post(f"{page}them-loi/", {"title": "Lịch cúp điện", "text": "Ngày 12/6 cúp điện từ 8h."})
    client.post(f"{page}trinh-loi/")
    client.force_login(town.leader)
    client.post(f"{page}duyet-loi/")
    client.force_login(town.writer)
    client.post(f"{page}phan/{part.pk}/ghi-am/", {"sound": upload(), "recorded": "1"})
    assert Take.objects.get().kind == "recorded"
    client.post(f"{page}doc-truc-tiep/")
    client.force_login(town.leader)
    client.post(f"{page}duyet-phat/")
    bulletin.refresh_from_db()
    assert bulletin.state == BulletinState.APPROVED
    client.post(f"{page}xep-lich/", {"stations": town.station.pk, "first": "11/06/2022", "days": 2, "hours": "all", "on_clash": "ask"})
    assert Airing.objects.count() == 4
    assert "Đài Truyền thanh phường Thử" in said(client.get(page))


def test_a_taken_hour_is_asked_about_on_the_page(client, town):
    first, second = approved(town), approved(town, title="Bản tin hai")
    town.station.slots.update(minutes=2)
    first.mix.__class__.objects.update(seconds=100)
    slot = town.station.slots.filter(weekday=5).order_by("starts_at")[0]
    scheduling.plan_airings(first, town.station, [(slot, DAY + timedelta(days=1))], by=town.writer)
    client.force_login(town.leader)
    form = {"stations": town.station.pk, "first": "11/06/2022", "days": 1, "hours": "first", "on_clash": "ask"}
    page = f"{ROOT}ban-tin/{second.pk}/xep-lich/"
    words = said(client.post(page, form))
    assert "1 khung đã có bản tin" in words
    assert second.airings.count() == 0
    client.post(page, {**form, "on_clash": Clash.NEXT})
    assert second.airings.count() == 1


def test_one_hour_of_the_grid_is_filled(client, town):
    bulletin = approved(town)
    slot = town.station.slots.filter(weekday=5).order_by("starts_at")[0]
    client.force_login(town.writer)
    page = f"{ROOT}lich/{town.station.pk}/{slot.pk}/2022-06-11/"
    assert client.get(page).status_code == 200
    client.post(page, {"bulletin": bulletin.pk})
    assert bulletin.airings.count() == 1
    assert client.get(f"{ROOT}lich/{town.station.pk}/{slot.pk}/2022-06-12/").status_code == 404
    assert client.get(f"{ROOT}lich/{town.station.pk}/{slot.pk}/2022-13-99/").status_code == 404


def test_the_keeper_confirms_with_one_button_and_can_take_it_back(client, town):
    bulletin = approved(town)
    slot = town.station.slots.filter(weekday=DAY.weekday()).order_by("starts_at")[1]
    [found] = scheduling.plan_airings(bulletin, town.station, [(slot, DAY)], by=town.writer).made
    client.force_login(town.keeper)
    with at(17, 20):
        words = said(client.get(f"{ROOT}hom-nay/"))
        assert "Đến giờ, chờ xác nhận" in words
        assert "Đã phát" in words
        client.post(f"{ROOT}luot/{found.pk}/da-phat/")
        found.refresh_from_db()
        assert found.state == AiringState.AIRED
        client.post(f"{ROOT}luot/{found.pk}/hoan-tac/")
    found.refresh_from_db()
    assert found.state == AiringState.PLANNED


def test_listening_is_reported_and_counted_by_the_server(client, town):
    bulletin = recorded(town)
    client.force_login(town.leader)
    page = f"{ROOT}ban-tin/{bulletin.pk}/da-nghe/"
    answer = client.post(page, json.dumps({"spans": [[0, 9999]]}), content_type="application/json").json()
    assert (answer["heard"], answer["finished"]) == (0, False)
    assert client.post(page, "[", content_type="application/json").status_code == 400
    with clock.at(NOON + timedelta(seconds=bulletin.mix.seconds)):
        answer = client.post(page, json.dumps({"spans": [[0, bulletin.mix.seconds]]}), content_type="application/json").json()
    assert answer["finished"]


def test_the_sound_comes_in_parts(client, town):
    bulletin = recorded(town)
    client.force_login(town.leader)
    page = f"{ROOT}ban-tin/{bulletin.pk}/tieng/"
    whole = b"".join(client.get(page).streaming_content)
    part = client.get(page, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 100-199/{len(whole)}")
    assert b"".join(part.streaming_content) == whole[100:200]


def test_what_may_not_be_done_says_so_on_the_page(client, town):
    bulletin = recorded(town)
    client.force_login(town.leader)
    words = said(client.get(f"{ROOT}ban-tin/{bulletin.pk}/"))
    assert "Nghe hết bản tin rồi mới duyệt được" in words
    assert "Nghe hết bản tin" in said(client.post(f"{ROOT}ban-tin/{bulletin.pk}/duyet-phat/"))


def test_a_recording_that_is_none_says_what_to_do(client, town):
    bulletin = scripted(town)
    part = standing(bulletin)[1]
    client.force_login(town.writer)
    response = client.post(f"{ROOT}ban-tin/{bulletin.pk}/phan/{part.pk}/ghi-am/", {"sound": upload(name="x.exe")})
    assert response.status_code == 422
    assert "Chưa nhận loại tệp" in said(response)


def test_a_station_is_entered_with_its_hours(client, town):
    client.force_login(town.agency)
    client.post(f"{ROOT}dai/moi/", {
        "unit": town.other.pk, "name": "Đài phường Khác", "kind": "it", "loudspeakers": 12, "hand_over": "pull", "gives_way": "on",
        "valid_from": "01/06/2022",
    })  # fmt: skip
    station = Station.objects.get(unit=town.other)
    client.post(f"{ROOT}dai/{station.pk}/them-khung-gio/", {
        "weekdays": [0, 2, 4], "starts_at": "5:30", "minutes": 15, "programme": "Bản tin", "valid_from": "01/06/2022",
    })  # fmt: skip
    assert station.slots.count() == 3
    token = station.token
    client.post(f"{ROOT}dai/{station.pk}/doi-dia-chi/")
    station.refresh_from_db()
    assert station.token != token
    client.post(f"{ROOT}dai/{station.pk}/noi-loa/", {"push_url": "http://10.0.0.7:8080/loa"})
    station.refresh_from_db()
    assert station.hand_over == HandOver.PUSH
    client.force_login(town.stranger)  # leads the other ward: keeps the station, does not connect it to the network
    assert client.get(f"{ROOT}dai/{station.pk}/noi-loa/").status_code == 404


PAGES = ["", "hom-nay/", "so-lieu/", "dai/", "moi/", "dai/moi/"]


@pytest.mark.parametrize("who", ["writer", "leader", "keeper", "agency", "editor", "front"])
def test_who_is_concerned_finds_the_pages(client, town, who):
    client.force_login(getattr(town, who))
    allowed = {path for path in PAGES if client.get(ROOT + path).status_code == 200}
    wanted = {"", "hom-nay/", "so-lieu/", "dai/"}
    if who in ("writer", "leader", "editor"):
        wanted |= {"moi/"}
    if who in ("writer", "leader", "agency"):
        wanted |= {"dai/moi/"}
    assert allowed == wanted


@pytest.mark.parametrize("who", ["council", "finance", "admin"])
def test_others_find_none(client, town, who):
    client.force_login(getattr(town, who))
    assert [client.get(ROOT + path).status_code for path in PAGES] == [404] * len(PAGES)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries(client, town, count):
    for n in range(count):
        approved(town, title=f"Bản tin {n}")
        station = StationFactory(unit=town.ward)
        slot = SlotFactory(station=station)
        AiringFactory(station=station, slot=slot, bulletin=BulletinFactory(unit=town.ward), starts_at=slot.begins_on(DAY))
    client.force_login(town.writer)
    pages = {"": 10, "hom-nay/": 10, "dai/": 10, "so-lieu/": 11, f"lich/{town.station.pk}/": 13}
    found = {}
    for path in pages:
        client.get(ROOT + path)
        with CaptureQueriesContext(connection) as queries:
            client.get(ROOT + path)
        found[path] = len(queries)
    assert found == pages


def test_one_bulletin_takes_few_queries(client, town):
    bulletin = recorded(town)
    client.force_login(town.leader)
    client.get(f"{ROOT}ban-tin/{bulletin.pk}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{ROOT}ban-tin/{bulletin.pk}/")
    assert len(queries) <= 22


def test_rule_and_list_agree(town):
    mine, theirs = approved(town), BulletinFactory(unit=town.other)
    own, other = town.station, StationFactory(unit=town.other)
    everybody = [
        town.writer,
        town.leader,
        town.keeper,
        town.agency,
        town.editor,
        town.front,
        town.stranger,
        town.council,
        town.finance,
        town.admin,
    ]
    from lantoa.core.rights import allowed

    for user in everybody:
        for bulletin in (mine, theirs):
            assert allowed(user, "radio.view_bulletin", bulletin) == seen.visible_to(user).filter(pk=bulletin.pk).exists()
        for station in (own, other):
            assert allowed(user, "radio.view_station", station) == seen.stations_visible_to(user).filter(pk=station.pk).exists()
    assert [user for user in everybody if allowed(user, "radio.view_bulletin", theirs)] == [
        town.agency,
        town.editor,
        town.front,
        town.stranger,
    ]


def test_a_slot_can_end_and_a_day_be_silent_by_the_pages(client, town):
    slot = town.station.slots.order_by("pk")[0]
    client.force_login(town.writer)
    client.post(f"{ROOT}dai/{town.station.pk}/khung-gio/{slot.pk}/thoi/", {"on": "20/06/2022"})
    client.post(f"{ROOT}dai/{town.station.pk}/nghi/", {"day": "12/06/2022", "reason": "Quốc tang"})
    slot.refresh_from_db()
    assert str(slot.valid_to) == "2022-06-20"
    assert "Quốc tang" in said(client.get(f"{ROOT}dai/{town.station.pk}/"))
