"""Readers and machines that ask oddly get the page, or a clear no; never an error of ours."""

import pytest

from tests.newsroom.conftest import town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import live

pytestmark = pytest.mark.django_db
PLACES = ("/", "/chuyen/", "/tin.rss", "/tin.json", "/tin/nghe.rss", "/nhung/tat-ca", "/nghe/", "/api/v1/stories", "/sitemap.xml")
HEADERS = [
    {"if-modified-since": "hôm qua"}, {"if-modified-since": "Fri, 99 Jun 2022 01:00:00 GMT"}, {"if-modified-since": "0" * 4000},
    {"if-none-match": '"a", W/"b", c,,"'}, {"if-none-match": '"' * 4000}, {"range": "bytes=9-1"}, {"range": "bytes=-"}, {"range": "trang=1-2"},
    {"range": "bytes=" + "0-1," * 2000}, {"accept": "application/json"}, {"accept": "x" * 4000}, {"accept-language": "en;q=a,,;"},
    {"accept-encoding": "br;q=nhiều"}, {"cookie": "sessionid=khong-co; ="}, {"referer": "http://[bad/"}, {"content-length": "không"},
]  # fmt: skip
PAGES = ("trang=0", "trang=-1", "trang=abc", "trang=99999999999999999999", "trang=1&trang=x", "trang=²", "trang=%00", "trang=%ff", "x=" + "a" * 20_000,
         "&".join(f"a{number}=1" for number in range(900)))  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: next(iter(headers)))
def test_odd_headers_get_the_page(client, town, place, headers):  # noqa: F811
    live(town)
    assert client.get(place, headers=headers).status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_a_question_without_a_body_is_answered_without_one(client, town, place):  # noqa: F811
    live(town)
    asked, got = client.head(place), client.get(place)
    assert (asked.status_code, asked.content, asked["Content-Type"]) == (200, b"", got["Content-Type"])


@pytest.mark.parametrize("place", ["/", "/chuyen/", "/tin.rss", "/tin.json", "/nhung/tat-ca", "/nghe/", "/tim/", "/api/v1/stories"])
@pytest.mark.parametrize("query", PAGES, ids=lambda query: query[:20])
def test_odd_addresses_get_a_page_or_a_clear_no(client, town, place, query):  # noqa: F811
    live(town)
    assert client.get(f"{place}?{query}").status_code in (200, 400, 404, 422)


@pytest.mark.parametrize("place", ["/tin.rss", "/tin.json", "/nhung/tat-ca", "/nghe/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_public_is_written_to(client, place, method):
    assert getattr(client, method)(place).status_code == 405


@pytest.mark.parametrize(
    "place", ["/tin/khong-co.rss", "/tin/khong-co.json", "/nhung/khong-co", "/tin/nghe-khong-co.rss", "/chuyen/khong-co/"]
)
def test_what_there_is_not_is_said_so(client, db, place):
    assert client.get(place).status_code == 404
