"""Which other sites call: their names only, once a day, and never at the cost of the page."""

import pytest
from django.db import OperationalError

from lantoa.core import clock
from lantoa.front import calls
from lantoa.front.calls import Calls, host_of


@pytest.mark.parametrize(
    ("referer", "host"),
    [
        ("https://baovinh.longkhanh.gov.vn/chuyen-muc?ai=toi#x", "baovinh.longkhanh.gov.vn"), ("https://www.BAO.vn/", "bao.vn"),
        ("http://bao.vn:8080/", "bao.vn"), ("https://nguoi:matkhau@bao.vn/", "bao.vn"), ("https://xn--lantoa-9ua.vn/", "xn--lantoa-9ua.vn"),
        ("https://lantoa.vn/chuyen/", ""), ("https://www.lantoa.vn/", ""), ("", ""), ("khong-phai", ""), ("https://localhost/", ""),
        ("https://192.168.1.4/", ""), ("https://[::1]/", ""), ("http://[bad/", ""), ("https://<script>.vn/", ""), ("https://a b.vn/", ""),
        (f"https://{'a' * 200}.vn/", ""), ("javascript:alert(1)", ""), ("android-app://com.zing.zalo/", ""),
    ],
)  # fmt: skip
def test_only_the_public_name_of_another_site_is_known(referer, host):
    assert host_of(referer, "lantoa.vn:8000") == host


@pytest.fixture
def kept(monkeypatch):
    found = []
    monkeypatch.setattr(calls, "_keep", found.extend)
    return found


def test_each_site_once_a_day(kept):
    seen = Calls()
    for _ in range(3):
        seen.note("/nhung/tat-ca", "https://bao.vn/x", "lantoa.vn")
        seen.hand_on()
    assert kept == [("/nhung/tat-ca", "bao.vn", clock.today())]


def test_made_up_sites_fill_no_memory(kept):
    seen = Calls()
    for number in range(calls.MOST_WAITING * 2):
        seen.note("/", f"https://a{number}.vn/", "lantoa.vn")
    seen.hand_on()
    assert len(kept) == calls.MOST_WAITING


def test_a_database_that_is_down_keeps_nobody_from_the_page(monkeypatch):
    def down(rows):
        raise OperationalError("gone")

    monkeypatch.setattr(calls, "_keep", down)
    seen = Calls()
    seen.note("/", "https://bao.vn/", "lantoa.vn")
    seen.hand_on()
