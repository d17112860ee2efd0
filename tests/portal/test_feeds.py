"""Feeds and embeds: what stands in them, for whom, that they are well formed whatever was written, and that what is taken back is gone."""

import html
import json
from datetime import datetime
from xml.etree import ElementTree

import pytest

from lantoa.core import clock
from lantoa.exemplars.enums import Purpose
from lantoa.files.models import StoredFile
from lantoa.newsroom.models import Column
from lantoa.radio.models import Bulletin, BulletinPart, Mix
from tests.factories import MovementFactory, UnitFactory
from tests.newsroom.conftest import TEXT, agree, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import desks, live, written

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & \"'] ]]> \x0b\x00 ￾ Gương"


@pytest.fixture
def told(town):  # noqa: F811
    movement = MovementFactory(authority=town.city)
    column = Column.objects.create(unit=town.ward, title="Gương sáng", slug="guong-sang", opened_on=clock.today())
    story = written(town, movement=movement, column=column)
    desks.send_to_desk(story, by=town.writer)
    desks.send_to_check(story, by=town.writer)
    desks.note_read_back(story, on=clock.today(), by=town.writer)
    story = desks.publish_story(desks.approve_story(story, by=town.leader), by=town.leader)
    town.story, town.movement, town.column = story, movement, column
    return town


def keys(told):
    return [
        "tat-ca", f"loai-{told.story.kind}", f"don-vi-{told.ward.slug}", f"don-vi-{told.city.slug}", f"phong-trao-{told.movement.slug}",
        "chuyen-muc-guong-sang",
    ]  # fmt: skip


def rss(client, key):
    response = client.get(f"/tin/{key}.rss")
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def test_the_story_stands_in_every_feed_it_belongs_to(client, told):
    for key in keys(told):
        tree = rss(client, key)
        assert [item.findtext("title") for item in tree.iter("item")] == [TEXT["title"]], key
        assert tree.findtext("channel/language") == "vi"
        items = json.loads(client.get(f"/tin/{key}.json").content)["items"]
        assert [item["title"] for item in items] == [TEXT["title"]]
        assert TEXT["title"] in client.get(f"/nhung/{key}").content.decode()


def test_and_in_no_other(client, told):
    for key in ("loai-guide", f"don-vi-{told.other.slug}"):
        assert list(rss(client, key).iter("item")) == []
        assert TEXT["title"] not in client.get(f"/nhung/{key}").content.decode()


@pytest.mark.parametrize("key", ["khong-co", "loai-x", "don-vi-x", "phong-trao-x", "chuyen-muc-x", "don-vi-", "TAT-CA"])
def test_what_does_not_exist_is_not_there(client, town, key):  # noqa: F811
    assert [client.get(f"/{path}").status_code for path in (f"tin/{key}.rss", f"tin/{key}.json", f"nhung/{key}")] == [404, 404, 404]


def test_a_column_on_another_site_has_no_feed_of_ours(client, told):
    Column.objects.update(outside_url="https://example.vn/guong-sang")
    assert client.get("/tin/chuyen-muc-guong-sang.rss").status_code == 404
    assert "chuyen-muc-guong-sang" not in client.get("/tin/").content.decode()


def test_what_is_taken_back_is_gone_from_all(client, told):
    told.nomination.consents.update(withdrawn_at=clock.now())
    for key in keys(told):
        assert list(rss(client, key).iter("item")) == []
        for path in (f"/tin/{key}.json", f"/nhung/{key}", f"/embed/{key}", "/tin/"):
            assert TEXT["title"] not in client.get(path).content.decode()


def test_an_item_keeps_its_name_when_corrected(client, told):
    before = rss(client, "tat-ca").findtext("channel/item/guid")
    desks.correct_story(told.story, {**TEXT, "title": "Tên đúng"}, correction="Sửa tên.", by=told.leader)
    tree = rss(client, "tat-ca")
    assert (tree.findtext("channel/item/guid"), tree.findtext("channel/item/title")) == (before, "Tên đúng")
    assert tree.find("channel/item/guid").get("isPermaLink") == "false"


def test_whatever_was_written_the_feed_is_well_formed_and_runs_nothing(client, told):
    version = told.story.live
    type(version).objects.filter(pk=version.pk).update(title=HOSTILE.replace("\x00", ""), lead=HOSTILE.replace("\x00", ""))
    item = rss(client, "tat-ca").find("channel/item")
    assert item.findtext("title").split() == ["<script>alert(1)</script>", "&", "\"']", "]]>", "Gương"]
    assert json.loads(client.get("/tin.json").content)["items"][0]["title"].startswith("<script>")
    page = client.get("/nhung/tat-ca").content.decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in client.get(f"/chuyen/{told.story.slug}/").content.decode()


@pytest.mark.parametrize(
    "headers",
    [{"accept": "text/html"}, {"accept": "application/json;q=x,,"}, {"accept": ""}, {"accept-encoding": "\x01"}, {"if-modified-since": "hôm qua"},
     {"if-none-match": "W/"}, {"range": "bytes=9-1"}, {"content-type": "application/x-www-form-urlencoded"}, {"user-agent": "x" * 5000}],
)  # fmt: skip
def test_a_reader_with_odd_headers_gets_the_feed(client, told, headers):
    response = client.get("/tin.rss", headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")


def test_feeds_are_read_from_other_sites_without_cookies(client, told):
    response = client.get("/tin.json", headers={"origin": "https://evil.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response.cookies == {}


def test_dates_are_what_readers_understand(client, told):
    item = json.loads(client.get("/tin.json").content)["items"][0]
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    assert item["date_modified"] >= item["date_published"]


def test_an_embed_may_stand_anywhere_and_nothing_else_may(client, told):
    embed = client.get("/nhung/tat-ca")
    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert "script-src 'none'" in embed["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed
    assert (embed.cookies, embed["Referrer-Policy"]) == ({}, "no-referrer")
    for path in ("/", "/tin/", f"/chuyen/{told.story.slug}/"):
        page = client.get(path)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "query",
    ["mau=do%0d%0aSet-Cookie:%20a=b", "mau=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "so=-1", "so=99999999999999999999", "so=1e9", "so=²", "so=0",
     "mau=&so=", "so=5&so=<b>", "x=1", "mau=do;color:red"],
)  # fmt: skip
def test_odd_words_in_an_embed_s_address_are_as_if_not_said(client, told, query):
    response = client.get(f"/nhung/tat-ca?{query}")
    assert response.status_code == 200
    assert response.cookies == {}
    text = response.content.decode()
    assert 'class="mau-do"' in text
    assert "<script" not in text


def test_the_number_of_stories_is_kept_to(client, town):  # noqa: F811
    live(town)
    assert client.get("/nhung/tat-ca?so=1").content.decode().count("<li>") == 1


def test_the_same_queries_however_much_is_told(client, told, django_assert_max_num_queries):
    for path in ("/tin.rss", "/tin.json", "/nhung/tat-ca"):
        with django_assert_max_num_queries(5):
            client.get(path)
    with django_assert_max_num_queries(8):
        client.get("/tin/")


def test_pages_lead_readers_to_their_feeds(client, told):
    assert 'type="application/rss+xml"' in client.get("/").content.decode()
    page = client.get(f"/phong-trao/{told.movement.slug}/").content.decode()
    assert f'href="/tin/phong-trao-{told.movement.slug}.rss"' in page


def test_the_head_of_a_story_says_what_it_is_and_no_title_breaks_out_of_it(client, told):
    version = told.story.live
    type(version).objects.filter(pk=version.pk).update(title='</script><img src=x onerror="alert(1)">', byline="Ban <b>biên tập</b>")
    page = client.get(f"/chuyen/{told.story.slug}/").content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    facts = json.loads(block)
    assert (facts["@type"], facts["headline"]) == ("NewsArticle", '</script><img src=x onerror="alert(1)">')
    assert "<img src=x" not in page
    assert html.escape('</script><img src=x onerror="alert(1)">') in page


def test_a_unit_s_feed_holds_what_stands_below_it(client, told):
    assert len(list(rss(client, f"don-vi-{told.city.slug}").iter("item"))) == 1
    assert list(rss(client, f"don-vi-{UnitFactory(parent=told.city).slug}").iter("item")) == []


def aired(told):
    """The story read in a bulletin that has been on air."""
    agree(told.nomination, Purpose.RADIO)
    moment = clock.now()
    bulletin = Bulletin.objects.create(unit=told.ward, code="BT-0001", title="Bản tin \x0b<sáng>", day=moment.date(), made_by=told.writer)
    part = BulletinPart.objects.create(bulletin=bulletin, place=1, story=told.story, title=TEXT["title"])
    file = StoredFile.objects.create(name="a.mp3", size=1234, sha256="0" * 64, mime="audio/mpeg", uploaded_by=told.writer)
    mix = Mix.objects.create(
        bulletin=bulletin, state="done", file=file, seconds=61.4, for_air=True, asked_by=told.writer,
        chapters=[{"part": part.pk, "story": told.story.pk, "title": TEXT["title"], "start": 0, "end": 61}],
    )  # fmt: skip
    Bulletin.objects.filter(pk=bulletin.pk).update(mix=mix, state="aired", approved_by=told.leader, approved_at=moment, public_from=moment)
    return bulletin


def test_bulletins_on_air_make_a_podcast(client, told):
    aired(told)
    for key in ("nghe", f"nghe-{told.ward.slug}"):
        item = rss(client, key).find("channel/item")
        assert item.find("enclosure").attrib == {"url": "http://testserver/nghe/tep/bt-0001.mp3", "length": "1234", "type": "audio/mpeg"}
        assert item.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}duration") == "61"
        attached = json.loads(client.get(f"/tin/{key}.json").content)["items"][0]["attachments"]
        assert attached == [
            {"url": "http://testserver/nghe/tep/bt-0001.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1234, "duration_in_seconds": 61}
        ]
    assert list(rss(client, f"nghe-{told.other.slug}").iter("item")) == []
    assert "/tin/nghe.rss" in client.get("/tin/").content.decode()


def test_a_bulletin_with_a_story_taken_back_leaves_the_podcast(client, told):
    aired(told)
    told.nomination.consents.filter(purpose=Purpose.RADIO).update(withdrawn_at=clock.now())
    assert list(rss(client, "nghe").iter("item")) == []
    assert "/tin/nghe.rss" not in client.get("/tin/").content.decode()
