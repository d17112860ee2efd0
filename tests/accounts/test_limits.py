"""So many times a minute, counted apart for people, addresses and pages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from lantoa.accounts import limits
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    cache.clear()
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_020.5)  # 20.5 s into a minute of the machine's clock


@limits.limit("thu", "3/m")
def view(request):
    return HttpResponse("ok")


@limits.limit("thu-khac", "1/h", methods=("POST",))
def posting(request):
    return HttpResponse("ok")


def ask(who=None, address="203.0.113.1", method="get", of=view):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address)
    request.user = who or AnonymousUser()
    return of(request)


def test_over_the_limit_comes_a_page_in_words():
    assert [ask().status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = ask()
    assert "Thao tác hơi nhanh" in refused.content.decode()
    assert 1 <= int(refused["Retry-After"]) <= 60


def test_addresses_and_people_are_counted_apart():
    someone = UserFactory()
    for _ in range(3):
        ask()
    assert ask(address="203.0.113.2").status_code == 200
    assert ask(someone).status_code == 200
    assert ask().status_code == 429


def test_a_person_is_counted_wherever_they_come_from():
    someone = UserFactory()
    assert [ask(someone, address=f"203.0.113.{n}").status_code for n in range(4)] == [200, 200, 200, 429]


def test_the_next_minute_is_free(monkeypatch):
    for _ in range(4):
        ask()
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_081.0)
    assert ask().status_code == 200


def test_only_the_methods_said():
    assert [ask(method="get", of=posting).status_code for _ in range(3)] == [200] * 3
    assert [ask(method="post", of=posting).status_code for _ in range(2)] == [200, 429]
