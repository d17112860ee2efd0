from datetime import date

import pytest

from lantoa.core import clock
from lantoa.portal import sections

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/robots.txt", "/sitemap.xml"])
def test_public_pages_set_no_cookie_and_may_be_cached(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_robots_are_kept_out_of_the_workspace(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /lam-viec/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_the_first_page(client):
    assert "<loc>http://testserver/</loc>" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("today", "years", "note"),
    [
        (date(2022, 6, 1), 74, "Còn 10 ngày"),
        (date(2022, 6, 10), 74, "Ngày mai là ngày kỷ niệm"),
        (date(2022, 6, 11), 74, "Hôm nay là ngày kỷ niệm"),
        (date(2022, 6, 12), 74, ""),
        (date(2026, 1, 1), 78, "Còn 161 ngày"),
    ],
)
def test_the_anniversary_is_counted(today, years, note):
    with clock.at(today):
        facts = sections.anniversary(sections.Front())
    assert (facts["years"], facts["note"]) == (years, note)
    assert facts["day"] == date(today.year, 6, 11)


def test_a_section_with_nothing_to_show_stays_away(monkeypatch):
    monkeypatch.setattr(
        sections, "SECTIONS", [sections.Section("a.html", lambda front: None), sections.Section("b.html", lambda front: {"x": 1})]
    )
    assert sections.filled(sections.Front()) == [{"template": "b.html", "facts": {"x": 1}}]


def test_the_demo_says_so(client, settings):
    settings.DEMO = True
    assert "mọi người đều là nhân vật hư cấu" in client.get("/").content.decode()
    settings.DEMO = False
    assert "hư cấu" not in client.get("/").content.decode()


def test_only_a_configured_contact_is_shown(client, settings):
    settings.PORTAL_OFFICE, settings.PORTAL_PHONE = "Phòng Nội vụ", "0251 3 000 000"
    html = client.get("/").content.decode()
    assert "Phòng Nội vụ" in html
    assert 'href="tel:0251 3 000 000"' in html
    settings.PORTAL_OFFICE = settings.PORTAL_PHONE = ""
    assert "tel:" not in client.get("/").content.decode()
