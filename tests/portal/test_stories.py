"""Stories before the public: what is there, what is not, and that what is taken back is gone at the next asking."""

import html
import json

import pytest

from lantoa.core import clock
from lantoa.exemplars.enums import Purpose
from lantoa.newsroom.enums import Shown
from tests.newsroom.conftest import TEXT, agree, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import approved, desks, live
from tests.newsroom.test_pictures import shown_story

pytestmark = pytest.mark.django_db


def said(client, path):
    response = client.get(path)
    return response.status_code, html.unescape(response.content.decode())


def places(client):
    """Every public place in which a title may stand."""
    return {path: said(client, path)[1] for path in ("/", "/chuyen/", "/tin.rss", "/tin.json", "/sitemap.xml")}


def test_a_story_is_on_every_page_and_feed(client, town):  # noqa: F811
    story = live(town)
    pages = places(client)
    assert [path for path in pages if TEXT["title"] in pages[path] or story.slug in pages[path]] == list(pages)
    status, page = said(client, f"/chuyen/{story.slug}/")
    assert status == 200
    assert TEXT["title"] in page
    assert json.loads(pages["/tin.json"])["items"][0]["title"] == TEXT["title"]


def test_one_that_is_not_out_is_nowhere(client, town):  # noqa: F811
    story = approved(town)
    pages = places(client)
    assert [path for path in pages if TEXT["title"] in pages[path] or story.slug in pages[path]] == []
    assert client.get(f"/chuyen/{story.slug}/").status_code == 404


def test_what_is_taken_back_is_gone_at_the_next_asking(client, town):  # noqa: F811
    story = live(town)
    assert client.get(f"/chuyen/{story.slug}/").status_code == 200
    town.nomination.consents.update(withdrawn_at=clock.now())
    pages = places(client)
    assert [path for path in pages if TEXT["title"] in pages[path] or story.slug in pages[path]] == []
    gone = client.get(f"/chuyen/{story.slug}/")
    assert gone.status_code == 410
    assert "no-store" in gone["Cache-Control"]
    assert TEXT["title"] not in gone.content.decode()


def test_no_cookie_and_no_keeping_of_what_may_be_taken_back(client, town):  # noqa: F811
    story = live(town)
    for path in ("/chuyen/", f"/chuyen/{story.slug}/"):
        response = client.get(path)
        assert response.cookies == {}
        assert response["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in response.get("Vary", "")


def test_a_correction_is_shown(client, town):  # noqa: F811
    story = live(town)
    desks.correct_story(story, {**TEXT, "title": "Tên đúng"}, correction="Sửa tên.", by=town.leader)
    _, page = said(client, f"/chuyen/{story.slug}/")
    assert "Sửa tên." in page
    assert "Tên đúng" in page


def test_a_kind_can_be_chosen_and_nonsense_is_ignored(client, town):  # noqa: F811
    live(town)
    assert TEXT["title"] in said(client, "/chuyen/?loai=news")[1]
    assert TEXT["title"] in said(client, "/chuyen/?loai=%00x")[1]


def test_a_movement_has_its_page(client, town):  # noqa: F811
    from tests.factories import MovementFactory

    movement = MovementFactory(authority=town.city, slug="phong-trao-thu", name="Phong trào thử")
    draft = MovementFactory(draft=True, authority=town.city, slug="chua-phat-dong", name="Chưa phát động")
    assert "Phong trào thử" in said(client, "/phong-trao/")[1]
    assert draft.name not in said(client, "/phong-trao/")[1]
    assert said(client, f"/phong-trao/{movement.slug}/")[0] == 200
    assert client.get(f"/phong-trao/{draft.slug}/").status_code == 404


def test_six_queries_with_others_below_and_pictures_in_the_text(client, town, django_assert_max_num_queries):  # noqa: F811
    agree(town.nomination, Purpose.IMAGE)
    story, _ = shown_story(town, shown=Shown.SUBJECT)
    for _ in range(4):
        shown_story(town, shown=Shown.SUBJECT)
    with django_assert_max_num_queries(6):
        assert client.get(f"/chuyen/{story.slug}/").status_code == 200
