"""A consent taken back: off the air at once, gone from every list, folder and file; what is left is mixed anew."""

import json

import pytest

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.services import holds
from lantoa.newsroom.services import desks
from lantoa.radio.enums import AiringState, BulletinState
from lantoa.radio.exports.folder import manifest
from lantoa.radio.models import Bulletin
from lantoa.radio.queries.bulletins import standing
from lantoa.radio.queries.published import published_bulletins, published_telling
from lantoa.radio.services import approving, scheduling, voicing
from tests.radio.conftest import DAY, approved, at, listen, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with at(12):
        yield


def on_air(town):
    bulletin = recorded(town)
    listen(bulletin.mix, town.leader)
    approving.approve_for_air(bulletin, by=town.leader)
    slot = town.station.slots.filter(weekday=DAY.weekday()).order_by("starts_at")[1]
    scheduling.plan_airings(bulletin, town.station, [(slot, DAY)], by=town.writer)
    return Bulletin.objects.get(pk=bulletin.pk)


def status(response) -> int:
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, as players do
    return response.status_code


def take_back(story):
    story.nomination.consents.update(withdrawn_at=clock.now())


def test_it_is_gone_with_the_commit_before_anybody_acts(client, town):
    bulletin = on_air(town)
    folder = f"/loa/{town.station.token}/"
    [item] = manifest(town.station, "")["items"]
    with at(18):
        assert list(published_bulletins()) == [bulletin]
        assert set(published_telling([story.pk for story in town.stories])) == {story.pk for story in town.stories}
        assert status(client.get(f"/nghe/tep/{bulletin.code.lower()}.mp3")) == 200
        assert status(client.get(item["url"])) == 200
        take_back(town.stories[0])
        assert list(published_bulletins()) == []
        assert status(client.get(f"/nghe/tep/{bulletin.code.lower()}.mp3")) == 404
        assert status(client.get(item["url"])) == 404
        assert json.loads(b"".join(client.get(f"{folder}manifest.json").streaming_content))["items"] == []
        client.force_login(town.leader)
        for name in ("tieng", "phu-de", "goi-mang-di"):
            assert status(client.get(f"/lam-viec/phat-thanh/ban-tin/{bulletin.pk}/{name}/")) == 404
        part = standing(bulletin)[1]
        assert status(client.get(f"/lam-viec/phat-thanh/ban-tin/{bulletin.pk}/phan/{part.pk}/tieng/{part.take_id}/")) == 404


def test_the_part_is_taken_out_and_the_rest_waits_to_be_mixed_heard_and_approved_again(town):
    bulletin = on_air(town)
    take_back(town.stories[0])
    assert approving.withdraw_untellable(by=User.objects.system()) == 1
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.mix) == (BulletinState.SCRIPTED, None)
    assert [part.title for part in standing(bulletin)] == ["Lời chào", "Nấu cháo cho bệnh nhân nghèo", "Lời kết"]
    assert "hiến đất" not in standing(bulletin)[0].script.text.lower()
    assert standing(bulletin)[0].take is None  # it named the story: it is to be recorded again
    [stopped] = bulletin.airings.all()
    assert stopped.state == AiringState.STOPPED
    voicing.read_live(bulletin, by=town.writer)
    approving.approve_for_air(bulletin, by=town.leader)
    stopped.refresh_from_db()
    assert stopped.state == AiringState.PLANNED


def test_a_machine_voice_mixes_anew_by_itself(town, settings, django_capture_on_commit_callbacks):
    from tests.radio.conftest import scripted

    settings.RADIO_PREVIEW_ON_AIR = True
    bulletin = scripted(town)
    voicing.make_mix(voicing.ask_for_mix(bulletin, voice="nghe-thu", by=town.writer), by=User.objects.system())
    take_back(town.stories[0])
    with django_capture_on_commit_callbacks(execute=True):
        approving.withdraw_untellable(by=User.objects.system())
    bulletin.refresh_from_db()
    assert bulletin.state == BulletinState.VOICED
    assert [chapter["title"] for chapter in bulletin.mix.chapters] == ["Lời chào", "Nấu cháo cho bệnh nhân nghèo", "Lời kết"]
    assert "hiến đất mở đường" not in bulletin.mix.transcript.lower()


def test_without_anything_left_the_bulletin_is_withdrawn(town):
    bulletin = approved(town)
    for story in town.stories:
        take_back(story)
    approving.withdraw_untellable(by=User.objects.system())
    bulletin.refresh_from_db()
    assert (bulletin.state, bulletin.mix) == (BulletinState.WITHDRAWN, None)
    assert "chưa đồng ý" in bulletin.withdrawn_because


def test_a_story_taken_down_and_a_file_on_hold_take_it_off_by_signal(town, django_capture_on_commit_callbacks):
    first, second = approved(town), approved(town, title="Bản tin hai")
    with django_capture_on_commit_callbacks(execute=True):
        desks.take_down_story(town.stories[0], reason="Nhầm người", by=town.leader)
    first.refresh_from_db()
    assert first.state == BulletinState.SCRIPTED
    with django_capture_on_commit_callbacks(execute=True):
        holds.hold(town.stories[1].nomination, cause="other", reason="Xem lại", by=town.leader)
    second.refresh_from_db()
    assert second.state == BulletinState.WITHDRAWN


def test_withdrawing_by_hand_stops_the_airings(town):
    bulletin = on_air(town)
    approving.withdraw_bulletin(bulletin, reason="Sai tên", by=town.leader)
    assert [found.state for found in bulletin.airings.all()] == [AiringState.STOPPED]
    with at(18):
        assert not published_bulletins().exists()
