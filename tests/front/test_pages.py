"""Finished pages: what is kept, for whom, under what address, and that nothing gets in which others must not see."""

import gzip
import threading

import brotli
import pytest

from lantoa.core import clock
from lantoa.front.keeping import LARGEST
from lantoa.front.pages import FinishedPages
from tests.front.asking import ask

LONG = "Gương người tốt, việc tốt. " * 40


class Log:
    """Stands where the audit log is read: a stamp one may change."""

    def __init__(self):
        self.generation = 1

    def stamp(self):
        return None if self.generation is None else (self.generation, clock.today())


class Site:
    """A small site that counts how often it is asked."""

    def __init__(self, **headers):
        self.asked, self.queries, self.hosts = 0, [], []
        self.status, self.body = "200 OK", LONG
        self.headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, no-cache", **headers}

    def __call__(self, environ, start_response):
        self.asked += 1
        self.queries.append(environ["QUERY_STRING"])
        self.hosts.append(environ["HTTP_HOST"])
        start_response(self.status, list(self.headers.items()))
        return [self.body.encode()]


@pytest.fixture
def log():
    return Log()


@pytest.fixture(autouse=True)
def _hosts(settings):
    from lantoa.front import addresses

    addresses.is_ours.cache_clear()
    settings.ALLOWED_HOSTS = ["testserver"]
    yield
    addresses.is_ours.cache_clear()


def front(site, log, most=10**7):
    return FinishedPages(site, most=most, freshness=log)


def test_a_page_is_made_once_until_something_changes(log):
    app = front(site := Site(), log)
    assert [ask(app, "/").text for _ in range(3)] == [LONG] * 3
    assert site.asked == 1
    site.body, log.generation = LONG + "mới", 2
    assert ask(app, "/").text.endswith("mới")


def test_a_page_from_before_a_change_never_comes_back(log):
    """The change comes while the page is being made from what was before: it is shown to who asked, and to nobody after."""
    site = Site()

    def slow(environ, start_response):
        answer = site(environ, start_response)
        log.generation = 2
        return answer

    app = front(slow, log)
    ask(app, "/")
    site.body = "sau"
    assert ask(app, "/").text == "sau"


def test_nobody_can_say_whether_it_is_fresh(log):
    app = front(site := Site(), log)
    ask(app, "/")
    log.generation = None
    ask(app, "/")
    assert site.asked == 2


def test_another_day_is_another_page(log):
    app = front(site := Site(), log)
    ask(app, "/")
    with clock.at(clock.today().replace(year=2030)):
        ask(app, "/")
    assert site.asked == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private"}, {"Cache-Control": "public, no-store"}, {"Cache-Control": ""}, {"Set-Cookie": "a=b"}, {"Vary": "Cookie"},
        {"Vary": "HX-Request"}, {"Vary": "Accept"}, {"Vary": "*"}, {"Content-Encoding": "gzip"}, {"Content-Disposition": "attachment"},
    ],
)  # fmt: skip
def test_what_is_not_for_everybody_is_not_kept(log, headers):
    app = front(site := Site(**headers), log)
    assert [ask(app, "/").text for _ in range(2)] == [LONG] * 2
    assert site.asked == 2


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Internal Server Error", "206 Partial Content"])
def test_only_a_full_answer_is_kept(log, status):
    app = front(site := Site(), log)
    site.status = status
    assert [ask(app, "/").status for _ in range(2)] == [int(status[:3])] * 2
    assert site.asked == 2


def test_what_is_too_long_is_passed_on_whole(log):
    app = front(site := Site(), log)
    site.body = "x" * (LARGEST + 1)
    assert [len(ask(app, "/").body) for _ in range(2)] == [LARGEST + 1] * 2
    assert site.asked == 2


@pytest.mark.parametrize(
    "header", [{"COOKIE": "a=1; sessionid=x"}, {"AUTHORIZATION": "Basic x"}, {"HX_REQUEST": "true"}, {"RANGE": "bytes=0-1"}]
)
def test_who_brings_more_than_a_question_is_answered_by_django(log, header):
    site = Site()
    app = front(site, log)
    ask(app, "/", **header)
    ask(app, "/")
    ask(app, "/", **header)
    assert site.asked == 3


def test_other_cookies_make_no_difference(log):
    app = front(site := Site(), log)
    ask(app, "/", COOKIE="theo-doi=1")
    ask(app, "/", COOKIE="theo-doi=2")
    assert site.asked == 1


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "", "testserver/x", "a b"])
def test_a_foreign_host_is_left_to_django(log, host):
    app = front(site := Site(), log)
    ask(app, "/", HOST=host)
    ask(app, "/")
    assert site.asked == 2
    ask(app, "/")
    assert site.asked == 2


def test_forwarded_names_do_not_get_into_a_page(log):
    def echo(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "public")])
        return [environ["HTTP_HOST"].encode()]

    app = front(echo, log)
    ask(app, "/", X_FORWARDED_HOST="evil.example", X_HOST="evil.example", HOST="TestServer")
    assert ask(app, "/").text == "testserver"


def test_http_and_https_are_different_pages(log, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    app = front(site := Site(), log)
    ask(app, "/", X_FORWARDED_PROTO="https")
    ask(app, "/", X_FORWARDED_PROTO="http")
    ask(app, "/")
    assert site.asked == 2


@pytest.mark.parametrize("query", ["fbclid=Iw1", "utm_source=zalo&utm_medium=x", "gclid=1", "zarsrc=30"])
def test_marks_others_put_on_links_share_the_page_and_stay_out_of_it(log, query):
    app = front(site := Site(), log)
    ask(app, f"/?{query}")
    ask(app, "/")
    assert (site.asked, site.queries) == (1, [""])


def test_only_parameters_a_page_reads_make_a_page(log):
    """/chuyen/ says that it reads `loai` and `trang`."""
    app = front(site := Site(), log)
    for query in ("loai=news&trang=2", "trang=2&loai=news", "trang=2&loai=news&x=<script>", "trang=1&trang=2&loai=news&utm_id=3"):
        ask(app, f"/chuyen/?{query}")
    assert (site.asked, site.queries) == (1, ["loai=news&trang=2"])
    ask(app, "/chuyen/?x=1")
    ask(app, "/chuyen/")
    assert site.queries[1:] == [""]


def test_a_page_that_did_not_say_is_made_each_time(log):
    app = front(site := Site(), log)
    for _ in range(2):
        ask(app, "/lam-gi-do/?q=đường")
    assert site.asked == 2


def test_a_very_long_value_is_not_kept(log):
    app = front(site := Site(), log)
    for _ in range(2):
        ask(app, f"/chuyen/?loai={'x' * 500}")
    assert site.asked == 2


def test_packed_for_those_who_can_unpack(log):
    app = front(site := Site(), log)
    br = ask(app, "/", ACCEPT_ENCODING="gzip, deflate, br")
    gz = ask(app, "/", ACCEPT_ENCODING="gzip")
    plain = ask(app, "/", ACCEPT_ENCODING="br;q=0, gzip;q=0.0")
    assert (brotli.decompress(br.body).decode(), gzip.decompress(gz.body).decode(), plain.text) == (LONG, LONG, LONG)
    assert [got.headers.get("content-encoding") for got in (br, gz, plain)] == ["br", "gzip", None]
    assert {got.headers["vary"] for got in (br, gz, plain)} == {"Accept-Encoding"}
    assert len({got.headers["etag"] for got in (br, gz, plain)}) == 3
    assert [int(got.headers["content-length"]) for got in (br, gz, plain)] == [len(got.body) for got in (br, gz, plain)]
    assert site.asked == 1


def test_who_has_it_is_told_so(log):
    app = front(site := Site(**{"Last-Modified": "Fri, 10 Jun 2022 01:00:00 GMT"}), log)
    tag = ask(app, "/").headers["etag"]
    for condition in ({"IF_NONE_MATCH": tag}, {"IF_NONE_MATCH": f'"x", W/{tag}'}, {"IF_NONE_MATCH": "*"},
                      {"IF_MODIFIED_SINCE": "Fri, 10 Jun 2022 01:00:00 GMT"}):  # fmt: skip
        got = ask(app, "/", **condition)
        assert (got.status, got.body, got.headers["etag"]) == (304, b"", tag)
    for condition in ({"IF_NONE_MATCH": '"other"'}, {"IF_NONE_MATCH": '"other"', "IF_MODIFIED_SINCE": "Sat, 11 Jun 2022 01:00:00 GMT"},
                      {"IF_MODIFIED_SINCE": "Thu, 09 Jun 2022 01:00:00 GMT"}, {"IF_MODIFIED_SINCE": "hôm qua"}):  # fmt: skip
        assert ask(app, "/", **condition).status == 200
    assert site.asked == 1


def test_head_is_the_page_without_its_body(log):
    app = front(site := Site(), log)
    head, get = ask(app, "/", "HEAD"), ask(app, "/")
    assert (head.status, head.body, head.headers) == (200, b"", get.headers)
    assert site.asked == 1


def test_writing_goes_through(log):
    app = front(site := Site(), log)
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        ask(app, "/", method)
    assert site.asked == 4


def test_many_at_once_make_one_page(log):
    site, gate = Site(), threading.Event()

    def slow(environ, start_response):
        gate.wait(2)
        return site(environ, start_response)

    app = front(slow, log)
    got = []
    people = [threading.Thread(target=lambda: got.append(ask(app, "/").text)) for _ in range(12)]
    for person in people:
        person.start()
    gate.set()
    for person in people:
        person.join()
    assert (got, site.asked) == ([LONG] * 12, 1)


def test_memory_is_bounded_and_queries_push_out_no_page(log):
    app = front(site := Site(), log, most=40_000)
    ask(app, "/")
    for number in range(200):
        ask(app, f"/chuyen/?trang={number}")
    before = site.asked
    ask(app, "/")
    assert site.asked == before
    assert app._narrowed._weight <= 10_000


def test_the_front_may_show_it_until_the_second_is_over(log, settings, monkeypatch):
    settings.BEHIND_PROXY = True
    monkeypatch.setattr("lantoa.front.pages.time.time", lambda: 1655.9)
    assert ask(front(Site(), log), "/").headers["x-accel-expires"] == "@1655"
    settings.BEHIND_PROXY = False
    assert "x-accel-expires" not in ask(front(Site(), log), "/").headers


def test_a_site_that_breaks_frees_those_who_wait(log):
    def broken(environ, start_response):
        raise RuntimeError("đứt")

    app = front(broken, log)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            ask(app, "/")
    assert app._making == {}
