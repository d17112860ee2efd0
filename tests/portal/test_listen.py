"""The listen page and the listen section of the front page: bulletins that were on the air, and when the loudspeakers speak."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core import clock
from lantoa.exemplars.enums import Purpose
from lantoa.exemplars.services import consents
from lantoa.radio.models import Bulletin
from lantoa.radio.queries.published import published_programmes
from lantoa.radio.services import approving, stations
from tests.radio.conftest import NOON, approved, listen, recorded, town  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def on_air(town, make=recorded) -> Bulletin:  # noqa: F811
    with clock.at(NOON):
        bulletin = make(town)
        if bulletin.mix.file:
            listen(bulletin.mix, town.leader)
            with clock.at(NOON + timedelta(hours=1)):
                bulletin = approving.approve_for_air(bulletin, by=town.leader)
    Bulletin.objects.filter(pk=bulletin.pk).update(public_from=clock.now() - timedelta(hours=1))
    return bulletin


def test_a_recording_plays_with_its_chapters_and_words(client, town):  # noqa: F811
    bulletin = on_air(town)
    page = client.get("/nghe/").content.decode()
    assert f'src="/nghe/tep/{bulletin.code.lower()}.mp3"' in page
    assert f'src="/nghe/tep/{bulletin.code.lower()}.vtt"' in page
    for story in town.stories:
        assert f'href="/chuyen/{story.slug}/">Đọc bài' in page
    assert "Nguyễn Văn Thử" in page
    assert f'src="/nghe/tep/{bulletin.code.lower()}.mp3"' in client.get("/").content.decode()


def test_one_read_out_live_has_words_and_no_player(client, town):  # noqa: F811
    on_air(town, approved)
    page = client.get("/nghe/").content.decode()
    assert "đọc trực tiếp trên loa" in page
    assert "Nguyễn Văn Thử" in page
    assert "<audio" not in page
    assert "Nghe kể chuyện đẹp" not in client.get("/").content.decode().split("</header>")[-1]


def test_gone_with_the_consent(client, town):  # noqa: F811
    bulletin = on_air(town)
    with clock.at(NOON + timedelta(hours=2)):
        consents.withdraw_consent(town.stories[0].nomination, purposes=[Purpose.RADIO], by=town.writer)
    for address in ("/nghe/", "/"):
        assert bulletin.code.lower() not in client.get(address).content.decode()


def test_not_before_its_hour(client, town):  # noqa: F811
    bulletin = on_air(town)
    Bulletin.objects.filter(pk=bulletin.pk).update(public_from=clock.now() + timedelta(hours=1))
    assert bulletin.code.lower() not in client.get("/nghe/").content.decode()


def test_the_hours_of_the_day_without_those_that_are_off(town):  # noqa: F811
    with clock.at(NOON):
        assert [(one.starts_at.hour, one.stations, one.station) for one in published_programmes()] == [
            (5, 1, "Đài Truyền thanh phường Thử"), (17, 1, "Đài Truyền thanh phường Thử"),
        ]  # fmt: skip
        evening = town.station.slots.get(weekday=NOON.weekday(), starts_at__hour=17)
        stations.skip_day(town.station, day=NOON.date(), reason="Mất điện", slots=[evening], by=town.writer)
        assert [one.starts_at.hour for one in published_programmes()] == [5]
        assert len(published_programmes(NOON.date() + timedelta(days=1))) == 2


@pytest.mark.parametrize("count", [1, 4])
def test_the_number_of_queries_does_not_grow(client, town, count):  # noqa: F811
    for _ in range(count):
        on_air(town, approved)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/nghe/")
    assert len(asked) <= 11
