"""The newsroom's pages: what they show, to whom, in how many queries."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core import clock
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.models import Story
from lantoa.newsroom.services import writing
from tests.newsroom.conftest import TEXT
from tests.newsroom.test_desks import live, written

pytestmark = pytest.mark.django_db


def page(client, user, path):
    client.force_login(user)
    response = client.get(path)
    return response.status_code, html.unescape(response.content.decode())


def test_a_story_is_written_and_goes_its_way_by_its_pages(client, town):
    client.force_login(town.writer)
    response = client.post(f"/lam-viec/toa-soan/viet-tu-ho-so/{town.nomination.pk}/", follow=True)
    story = Story.objects.get()
    assert response.status_code == 200
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/viet/", {**TEXT, "based_on": 1, "reason": "Viết lại"})
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/gui-bien-tap/")
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/gui-kiem-tra/")
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/da-doc-lai/", {"on": f"{clock.today():%d/%m/%Y}"})
    client.force_login(town.leader)
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/duyet/")
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/dang-ngay/")
    story.refresh_from_db()
    assert (story.state, story.versions.count(), story.live.number) == (StoryState.PUBLISHED, 2, 2)


def test_what_a_service_refuses_stands_on_the_page(client, town):
    story = written(town)
    client.force_login(town.leader)
    status, said = page(client, town.leader, f"/lam-viec/toa-soan/bai/{story.pk}/duyet/")
    assert status == 200
    said = html.unescape(client.post(f"/lam-viec/toa-soan/bai/{story.pk}/duyet/").content.decode())
    assert "Đọc lại, rồi bấm “Đã đọc lại”" in said
    story.refresh_from_db()
    assert story.state == StoryState.DRAFTING


@pytest.mark.parametrize("path", ["", "viet/", "xem-truoc/", "doi-chieu/", "duyet/", "khong-co/", "dinh-chinh/"])
def test_a_stranger_finds_nothing(client, town, path):
    story = written(town)
    assert page(client, town.stranger, f"/lam-viec/toa-soan/bai/{story.pk}/{path}")[0] == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_desks_take_the_same_queries(client, town, count):
    for number in range(count):
        story = writing.start_story(unit=town.ward, title=f"Bài {number}", by=town.writer)
        writing.write_version(story, TEXT, based_on=None, by=town.writer)
    client.force_login(town.writer)
    client.get("/lam-viec/toa-soan/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/lam-viec/toa-soan/")
    assert len(queries) == 11
    with CaptureQueriesContext(connection) as queries:
        client.get("/lam-viec/toa-soan/tat-ca/")
    assert len(queries) == 10


def test_two_versions_side_by_side(client, town):
    story = written(town)
    writing.write_version(story, {**TEXT, "title": "Hiến đất làm đường"}, based_on=1, by=town.writer)
    _, said = page(client, town.writer, f"/lam-viec/toa-soan/bai/{story.pk}/doi-chieu/")
    assert "<del>mở</del>" in said
    assert "<ins>làm</ins>" in said


def test_script_in_a_text_does_not_run(client, town):
    story = written(town)
    writing.write_version(
        story, {**TEXT, "title": "<script>alert(1)</script>", "body": "<p>Chữ</p><script>alert(2)</script>"}, based_on=1, by=town.writer
    )
    client.force_login(town.writer)
    raw = client.get(f"/lam-viec/toa-soan/bai/{story.pk}/").content.decode()
    assert "<script>alert" not in raw


def test_a_live_story_can_be_corrected_on_its_page(client, town):
    story = live(town)
    client.force_login(town.leader)
    client.post(f"/lam-viec/toa-soan/bai/{story.pk}/dinh-chinh/", {**TEXT, "title": "Tên đúng", "correction": "Sửa tên."})
    story.refresh_from_db()
    assert (story.live.title, story.correction) == ("Tên đúng", "Sửa tên.")
