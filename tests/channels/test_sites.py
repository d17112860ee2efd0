"""The register of sites that carry us, and the page on which a unit opens its column elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.channels.embedding import line_for
from lantoa.channels.models import SiteSeen
from lantoa.channels.queries.sites import carried_by, last_carried, sites_carrying, sites_linking
from lantoa.channels.services import sites
from lantoa.core import clock
from lantoa.core.rights import Refused
from tests.newsroom.conftest import town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/nhung/"


def note(*calls):
    return sites.note_calls([(path, host, clock.today() - timedelta(days=days)) for path, host, days in calls], by=User.objects.system())


def test_embeds_and_links_are_told_apart():
    note(("/nhung/tat-ca", "a.vn", 0), ("/embed/tat-ca", "a.vn", 1), ("/chuyen/x/", "b.vn", 0), ("/nhung/la/lung", "c.vn", 0))
    assert [(site.host, site.days) for site in sites_carrying("tat-ca")] == [("a.vn", 2)]
    assert {site.host for site in sites_linking()} == {"b.vn", "c.vn"}


def test_the_same_call_twice_is_one_row():
    for _ in range(2):
        note(("/nhung/tat-ca", "a.vn", 0), ("/embed/tat-ca", "a.vn", 0))
    assert SiteSeen.objects.count() == 1


def test_a_day_has_room_for_so_many(monkeypatch):
    monkeypatch.setattr(sites, "MOST_A_DAY", 3)
    assert [note(*(("/", f"a{number}.vn", 0) for number in range(5))), note(("/", "b.vn", 0))] == [3, 0]


def test_old_ones_are_forgotten():
    note(("/", "a.vn", 500), ("/", "b.vn", 0))
    assert sites.forget_old_calls(by=User.objects.system()) == 1
    assert [site.host for site in sites_linking()] == ["b.vn"]


def test_nobody_writes_into_the_register_by_hand(town):  # noqa: F811
    for write in (lambda: sites.note_calls([], by=town.leader), lambda: sites.forget_old_calls(by=town.leader)):
        with pytest.raises(Refused):
            write()


def test_the_figure_of_a_unit(town):  # noqa: F811
    key = f"/nhung/don-vi-{town.ward.slug}"
    note((key, "a.vn", 0), (key, "a.vn", 3), (key, "b.vn", 29), (key, "c.vn", 31), ("/nhung/tat-ca", "d.vn", 0))
    assert (carried_by(town.ward), carried_by(town.other)) == (2, 0)
    assert (last_carried(town.ward), last_carried(town.other)) == (clock.today(), None)
    assert [(site.host, site.is_alive) for site in sites_carrying(f"don-vi-{town.ward.slug}")] == [
        ("a.vn", True),
        ("b.vn", True),
        ("c.vn", False),
    ]


def test_whoever_works_for_a_unit_opens_the_page_others_do_not(client, town):  # noqa: F811
    for person in (town.writer, town.leader, town.agency, town.editor, town.school):
        client.force_login(person)
        assert client.get(PAGE).status_code == 200
    client.force_login(User.objects.create(username="khong-viec"))
    assert client.get(PAGE).status_code == 404


def test_one_line_to_copy_and_a_preview(client, town):  # noqa: F811
    live(town)
    client.force_login(town.writer)
    response = client.get(f"{PAGE}?luong=tat-ca&mau=la&so=3")
    page = response.content.decode()
    assert "&lt;iframe src=&quot;http://testserver/nhung/tat-ca?mau=la&amp;amp;so=3&quot;" in page
    assert 'src="/nhung/tat-ca?mau=la&amp;so=3"' in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "/tin/tat-ca.rss" in page


def test_the_own_unit_comes_first_even_before_it_told_anything(client, town):  # noqa: F811
    client.force_login(town.writer)
    assert f'src="/nhung/don-vi-{town.ward.slug}?mau=do&amp;so=5"' in client.get(PAGE).content.decode()


@pytest.mark.parametrize("query", ["luong=khong-co", "mau=hong", "so=999", "so=x", 'luong="><script>', "luong=&mau=&so="])
def test_nonsense_shows_the_usual(client, town, query):  # noqa: F811
    client.force_login(town.writer)
    page = client.get(f"{PAGE}?{query}").content.decode()
    assert "?mau=do&amp;so=5" in page
    assert "<script>" not in page


def test_the_line_holds_whatever_a_feed_is_called():
    line = line_for("https://lantoa.vn/nhung/x?mau=do&so=5", '"><script>alert(1)</script>', 5)
    assert "<script" not in line
    assert line.startswith('<iframe src="https://lantoa.vn/nhung/x?mau=do&amp;so=5" title="&quot;&gt;&lt;script')


def test_the_page_asks_the_same_however_much_there_is(client, town, django_assert_max_num_queries):  # noqa: F811
    client.force_login(town.writer)
    client.get(PAGE)
    note(*(("/nhung/tat-ca", f"a{number}.vn", number) for number in range(30)))
    live(town)
    with django_assert_max_num_queries(22):
        assert client.get(f"{PAGE}?luong=tat-ca").status_code == 200


def test_nothing_about_readers_is_kept():
    assert {field.name for field in SiteSeen._meta.fields} == {"id", "created_at", "place", "host", "day"}


def test_the_menu_leads_there(client, town):  # noqa: F811
    client.force_login(town.writer)
    assert f'href="{reverse("channels:embeds")}"' in client.get("/lam-viec/").content.decode()
