"""Who reads the log, and how it reads."""

import pytest
from django.db.models import Q
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from lantoa.audit import access, queries
from lantoa.core import rights, trail
from tests.factories import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
LABEL = "accounts.user"
QUERIES_OF_LIST = 6


@pytest.fixture
def officer():
    return UserFactory(full_name="Trần Thị Thử", phone="1")


@pytest.fixture
def overseer():
    return UserFactory(full_name="Lê Văn Soi")


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch, officer, overseer):
    """The officer reads the histories of people; the overseer reads lines of unit 7; nobody else reads anything."""
    monkeypatch.setattr(access, "_objects", {LABEL: lambda user, pk: user == officer and int(pk) > 0})
    monkeypatch.setattr(access, "_overseers", {"test": lambda user: Q(unit_id=7) if user == overseer else None})


def record(by, **fields):
    trail.record("give_proof", by, by=by, **fields)


def get(client, user, url):
    client.force_login(user)
    return client.get(url)


def test_history_of_an_object(client, officer):
    record(officer, reason="đủ minh chứng", before={"phone": "0901"}, after={"phone": "0902"})
    page = get(client, officer, reverse("audit:object", args=[LABEL, officer.pk])).content.decode()
    for words in ("Nộp minh chứng", "Lý do: đủ minh chứng", "điện thoại: 0901 → 0902", "Trần Thị Thử", "Người dùng · "):
        assert words in page


@pytest.mark.parametrize("about", [(LABEL, "0"), (LABEL, "abc"), ("accounts.nothing", "1"), ("..", "x")])
def test_what_is_not_there_answers_like_what_one_may_not_see(client, officer, about):
    record(officer)
    assert get(client, officer, f"/lam-viec/nhat-ky/{about[0]}/{about[1]}/").status_code == 404
    assert get(client, UserFactory(), f"/lam-viec/nhat-ky/{LABEL}/{officer.pk}/").status_code == 404


def test_the_log_is_absent_for_who_oversees_nothing(client, officer):
    record(officer)
    assert get(client, officer, reverse("audit:list")).status_code == 404


def test_an_overseer_reads_the_own_part(client, officer, overseer):
    unit = UnitFactory(pk=7, name="Phường Bảo Vinh")
    record(officer, unit=unit, reason="của phường")
    record(officer, reason="của nơi khác")
    page = get(client, overseer, reverse("audit:list")).content.decode()
    assert "của phường" in page
    assert "của nơi khác" not in page
    about = get(client, overseer, reverse("audit:object", args=[LABEL, officer.pk])).content.decode()
    assert "của phường" in about
    assert "của nơi khác" not in about


def test_rule_and_query_agree(officer, overseer):
    record(officer)
    record(officer, unit=UnitFactory(pk=7))
    record(overseer)
    for user in (officer, overseer, UserFactory()):
        for person in (officer, overseer):
            seen = queries.entries_about(user, LABEL, person.pk).exists()
            assert rights.allowed(user, "audit.view_object", (LABEL, str(person.pk))) is seen
        assert rights.allowed(user, "audit.view_log") is queries.visible_to(user).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("q=Thử", 1), ("q=Không+có", 0), ("q=203.0.113.9", 1), ("viec=give_proof", 1), ("viec=appoint", 0), ("don_vi=Bảo+Vinh", 2),
     ("tu=1/1/2000", 2), ("den=1/1/2000", 0), ("tu=hôm+qua", 2)],
)  # fmt: skip
def test_filters(client, officer, overseer, query, found, monkeypatch):
    unit = UnitFactory(pk=7, name="Phường Bảo Vinh")
    record(officer, unit=unit)
    monkeypatch.setattr("lantoa.core.visitor.address", lambda: "203.0.113.9")
    trail.record("edit", overseer, by=overseer, unit=unit)
    response = get(client, overseer, f"{reverse('audit:list')}?{query}")
    assert response.context["page"].paginator.count == found


def test_the_log_costs_the_same_at_any_length(client, officer, overseer, django_assert_num_queries):
    unit = UnitFactory(pk=7)
    get(client, overseer, reverse("audit:list"))  # the first page of a session writes down when it began
    for more in (1, 2):
        for _ in range(more):
            record(officer, unit=unit)
        with django_assert_num_queries(QUERIES_OF_LIST):
            client.get(reverse("audit:list"))


def tag(user, obj):
    request = RequestFactory().get("/")
    request.user = user
    return engines["django"].from_string("{% load audit %}{% history obj %}").render({"obj": obj}, request)


def test_the_tag_shows_the_newest_and_a_way_to_the_rest(officer):
    for _ in range(9):
        record(officer)
    shown = tag(officer, officer)
    assert shown.count("<li>") == 8
    assert reverse("audit:object", args=[LABEL, officer.pk]) in shown


def test_the_tag_shows_nothing_to_others(officer):
    record(officer)
    assert tag(UserFactory(), officer).strip() == ""
