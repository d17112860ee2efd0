"""The page of search: what it says, how it narrows, and that unswitched keys are understood."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from lantoa.organisations.enums import Role
from tests.factories import PlanFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        plan = PlanFactory(issuer__name="Thành phố Long Khánh")
        ward = UnitFactory(name="Phường Bảo Vinh", parent=plan.issuer)
        person = person_with(Role.UNIT_OFFICER, ward, user__full_name="Đỗ Thị Tốt")
    client.force_login(person)
    return person


def page(client, **asked):
    answer = client.get(reverse("search:find"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_unswitched_keys_are_understood_and_said(client, officer):
    shown = page(client, q="baor vinh")
    assert "Đang tìm: <strong>bảo vinh</strong>" in shown
    assert "<mark>Bảo</mark> <mark>Vinh</mark>" in shown
    assert "dung=1" in shown
    assert "Chưa tìm thấy “baor vinh”" in page(client, q="baor vinh", dung="1")


def test_what_was_typed_is_kept_where_it_finds(client, officer):
    assert "Đang tìm" not in page(client, q="bảo vinh")
    assert "Đang tìm" not in page(client, q="khongcos")


@pytest.mark.parametrize(
    "asked",
    [{"q": "x" * 5000}, {"q": "\x00"}, {"q": "' OR 1=1 --"}, {"q": '"*" NEAR('}, {"q": "bao & ! | :*"}, {"q": "_s_units_"}, {"q": "中文 🙂"},
     {"q": "bao", "loai": "x"}, {"q": "bao", "nam": "99999"}, {"q": "bao", "nam": "²"}, {"q": "bao", "nam": "0000"}, {"q": "bao", "noi": "'"},
     {"q": "bao", "trang": "-1"}, {"q": "bao", "trang": "9" * 30}, {"q": "bao", "noi": "x" * 500}],
)  # fmt: skip
def test_nonsense_is_answered(client, officer, asked):
    page(client, **asked)


def test_sixty_a_minute(client, officer, monkeypatch):
    cache.clear()  # numbers of people come again from test to test, and the counts of this minute are theirs
    now = time.time()
    monkeypatch.setattr("lantoa.accounts.limits.time.time", lambda: now)  # all within one minute
    answers = [client.get(reverse("search:find")).status_code for _ in range(61)]
    assert (answers[:60], answers[60]) == ([200] * 60, 429)
