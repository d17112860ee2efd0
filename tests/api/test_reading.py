"""The read API: what it answers, to everybody alike, and that nothing but what is public is in it."""

import json
from datetime import date

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lantoa.api import urls
from lantoa.api.cursors import BadCursorError, pack, unpack
from lantoa.core import clock
from lantoa.newsroom.models import Story
from tests.factories import MovementFactory, PlanFactory, UnitFactory
from tests.newsroom.conftest import TEXT, town  # noqa: F401  (the fixture)
from tests.newsroom.test_desks import approved, live

pytestmark = pytest.mark.django_db
LISTS = ["stories", "exemplars", "movements", "units", "honours", "plans", "columns", "feeds"]


def ask(client, path, **query):
    response = client.get(f"/api/v1/{path}", query)
    return response.status_code, json.loads(response.content)


def test_a_story_is_read_in_lists_and_by_itself(client, town):  # noqa: F811
    story = live(town)
    status, found = ask(client, "stories")
    assert (status, [row["slug"] for row in found["items"]], found["next"]) == (200, [story.slug], None)
    status, whole = ask(client, f"stories/{story.slug}")
    assert (status, whole["title"], whole["unit"]) == (200, TEXT["title"], str(town.ward))
    assert client.get(whole["share_card"], follow=True)["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("query", "count"),
    [({"q": "hien dat"}, 1), ({"q": "HIẾN đất"}, 1), ({"q": "cau"}, 0), ({"kind": "news"}, 1), ({"kind": "guide"}, 0), ({"kind": "x"}, 0),
     ({"movement": "khong-co"}, 0), ({"unit": "khong-co"}, 0), ({"column": "khong-co"}, 0)],
)  # fmt: skip
def test_stories_are_found_and_narrowed(client, town, query, count):  # noqa: F811
    live(town)
    assert len(ask(client, "stories", **query)[1]["items"]) == count


def test_stories_of_a_unit_and_what_stands_below_it(client, town):  # noqa: F811
    live(town)
    assert [len(ask(client, "stories", unit=unit.slug)[1]["items"]) for unit in (town.ward, town.city, town.other)] == [1, 1, 0]


def test_pages_follow_each_other_without_gap_or_double(client, town):  # noqa: F811
    story = live(town)
    for number in range(7):
        version = story.live
        Story.objects.create(
            slug=f"bai-{number}", unit=town.ward, title=f"Bài {number}", started_by=town.writer, state="published", live=version, current=version,
            published_at=story.published_at, kind="news",
        )  # fmt: skip
    seen, cursor = [], ""
    while True:
        status, page = ask(client, "stories", limit=3, cursor=cursor)
        assert status == 200
        seen += [row["slug"] for row in page["items"]]
        if not (cursor := page["next"]):
            break
    assert len(seen) == len(set(seen)) == 8


def test_exemplars_honours_units_movements_plans_and_columns_are_read(client, town):  # noqa: F811
    live(town)
    movement, plan = MovementFactory(authority=town.city), PlanFactory(issuer=town.city)
    assert ask(client, f"exemplars/{town.nomination.code}")[1]["name"] == "Nguyễn Văn Thử"
    assert [row["code"] for row in ask(client, "exemplars", q="nguyen van thu")[1]["items"]] == [town.nomination.code]
    assert [row["slug"] for row in ask(client, "movements")[1]["items"]] == [movement.slug]
    assert ask(client, f"movements/{movement.slug}")[1]["name"] == movement.name
    unit = ask(client, f"units/{town.ward.slug}")[1]
    assert (unit["is_open"], unit["versions"][0]["valid_to"]) == (True, None)
    assert plan.number in [row["number"] for row in ask(client, "plans")[1]["items"]]
    assert "tat-ca" in [row["key"] for row in ask(client, "feeds")[1]["items"]]
    for name in ("honours", "columns"):
        assert ask(client, name)[0] == 200


def test_a_unit_s_names_carry_their_days(client):
    unit = UnitFactory()
    version = unit.versions.get()
    type(version).objects.filter(pk=version.pk).update(valid_from=date(2010, 1, 1), valid_to=date(2020, 1, 1))
    found = ask(client, f"units/{unit.slug}")[1]
    assert (found["is_open"], found["versions"][0]["valid_from"], found["versions"][0]["valid_to"]) == (False, "2010-01-01", "2020-01-01")


def test_what_is_taken_back_is_gone_from_every_answer(client, town):  # noqa: F811
    story = live(town)
    town.nomination.consents.update(withdrawn_at=clock.now())
    for name in (*LISTS, f"stories/{story.slug}", f"exemplars/{town.nomination.code}"):
        text = client.get(f"/api/v1/{name}").content.decode()
        assert story.slug not in text
        assert town.nomination.name not in text
    assert ask(client, f"stories/{story.slug}")[0] == ask(client, f"exemplars/{town.nomination.code}")[0] == 404


def test_nothing_that_is_not_public_is_in_any_answer(client, town):  # noqa: F811
    """The file holds a phone, a birth year, a sender; the story waits; the plan is a draft."""
    story = approved(town)
    type(town.nomination).objects.filter(pk=town.nomination.pk).update(phone="0912345678", address="Tổ 5, hẻm kín", birth_year=1931)
    PlanFactory(issuer=town.city, draft=True, number="99/KH-KIN")
    MovementFactory(authority=town.city, draft=True, name="Phong trào còn kín")
    secrets = [
        story.slug, TEXT["title"], town.nomination.name, town.nomination.code, "0912345678", "hẻm kín", "1931", "99/KH-KIN", "còn kín",
        town.writer.username, town.writer.full_name,
    ]  # fmt: skip
    for name in LISTS:
        text = client.get(f"/api/v1/{name}?limit=100").content.decode()
        assert [secret for secret in secrets if secret in text] == [], name
    for name in (f"stories/{story.slug}", f"exemplars/{town.nomination.code}"):
        assert ask(client, name)[0] == 404


@pytest.mark.parametrize(
    "cursor", ["x", "WzFd", pack(-1, 1), pack("x", 1), pack(10**30), pack([1]), "%00", "{}", pack("2022-06-10", 5), "é" * 50]
)
def test_a_forged_cursor_is_refused_in_words(client, town, cursor):  # noqa: F811
    status, answer = ask(client, "stories", cursor=cursor)
    assert (status, answer["detail"]) == (400, "Tham số cursor không đúng. Lấy từ next của trang trước.")


def test_a_cursor_is_what_it_was():
    assert unpack(pack("a", 5), str, int) == ("a", 5)
    with pytest.raises(BadCursorError):
        unpack(pack("a", True), str, int)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": "x"}, {"limit": 10**9}, {"q": "x" * 101}, {"kind": "a b"}])
def test_a_wrong_parameter_is_named(client, query):
    status, answer = ask(client, "stories", **query)
    assert status == 422
    assert next(iter(query)) in answer["detail"] or "words" in answer["detail"]


def test_it_is_read_from_any_site_and_without_cookies(client, town):  # noqa: F811
    live(town)
    response = client.get("/api/v1/stories", headers={"origin": "https://evil.example"})
    assert (response["Access-Control-Allow-Origin"], response["Cache-Control"]) == ("*", "public, no-cache")
    assert "Access-Control-Allow-Credentials" not in response
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(client, method):
    response = getattr(client, method)("/api/v1/stories")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_who_asks_too_much_is_told_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(urls, "RATE", "3/m")
    cache.clear()
    answers = [client.get("/api/v1/movements") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[3]["Retry-After"]) <= 60


def test_the_same_queries_however_much_there_is(client, town, django_assert_max_num_queries):  # noqa: F811
    live(town)
    for name in LISTS:
        with django_assert_max_num_queries(10):
            client.get(f"/api/v1/{name}")


def test_the_page_that_explains_loads_nothing_from_elsewhere(client):
    page = client.get("/api/").content.decode()
    assert "GET /api/v1/stories" in page
    assert "https://" not in page


@pytest.fixture
def _one_connection():
    """Asked as a server would, a request would close the connection in which the test's rows are."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_the_api_is_as_described(client, town, monkeypatch):  # noqa: F811
    """schemathesis reads the description and asks what it allows and what it does not; every answer is as described, none is a 5xx."""
    monkeypatch.setattr(urls, "RATE", "100000/m")
    live(town)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())

    for operation in schema.get_all_operations():

        @effort(
            max_examples=8,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        @given(case=operation.ok().as_strategy())
        def try_it(case):
            response = case.call()
            assert response.status_code < 500
            case.validate_response(response, excluded_checks=[positive_data_acceptance])  # a cursor's form is nobody's business

        try_it()
