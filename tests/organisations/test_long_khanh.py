"""The data file of Long Khánh, asked as at the days that matter."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

import lantoa
from lantoa.organisations import ancestry, queries
from lantoa.organisations.enums import LOCALITIES, UnitKind
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion
from lantoa.organisations.services.loading import load_units
from tests.factories import UserFactory
from tests.organisations.conftest import names

FILE = Path(lantoa.__file__).parent / "organisations/data/long_khanh.toml"
CENTRE = {"Phường Xuân Bình", "Phường Xuân An", "Phường Xuân Hòa", "Phường Phú Bình"}
RIM = {"Phường Suối Tre", "Phường Bảo Vinh", "Phường Xuân Lập", "Phường Bàu Sen", "Phường Xuân Tân"}
COMMUNES = {"Xã Bình Lộc", "Xã Bảo Quang", "Xã Bàu Trâm", "Xã Hàng Gòn"}
NEW = {"Phường Long Khánh", "Phường Bình Lộc", "Phường Bảo Vinh", "Phường Xuân Lập", "Phường Hàng Gòn"}


@pytest.fixture(scope="module")
def long_khanh(django_db_setup, django_db_blocker):
    """Loaded once for the whole file: the tests only ask. The rows are taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_units(tomllib.loads(FILE.read_text(encoding="utf-8")), by=UserFactory(system=True)).units
        transaction.set_rollback(True)


@pytest.fixture
def asked(long_khanh, django_db_blocker):
    with django_db_blocker.unblock():
        yield long_khanh


def localities(top, day):
    return names(queries.localities_of(top, day), day)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 6, 1), CENTRE | RIM | COMMUNES | {"Phường Xuân Trung", "Phường Xuân Thanh"}),
        (date(2022, 6, 10), CENTRE | RIM | COMMUNES | {"Phường Xuân Trung", "Phường Xuân Thanh"}),
        (date(2024, 10, 31), CENTRE | RIM | COMMUNES | {"Phường Xuân Trung", "Phường Xuân Thanh"}),
        (date(2024, 11, 1), CENTRE | RIM | COMMUNES),
        (date(2025, 6, 30), CENTRE | RIM | COMMUNES),
        (date(2025, 7, 1), set()),
        (date(2026, 11, 23), set()),
    ],
)
def test_localities_of_the_city(asked, day, expected):
    assert localities(asked["long-khanh"], day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 6, 10), CENTRE | RIM | COMMUNES | {"Phường Xuân Trung", "Phường Xuân Thanh", "Xã Xuân Thiện"}),
        (date(2025, 7, 1), NEW),
        (date(2026, 11, 23), NEW),
    ],
)
def test_localities_of_the_province(asked, day, expected):
    assert localities(asked["dong-nai"], day) == expected


@pytest.mark.parametrize(
    ("key", "day", "path"),
    [
        ("bao-vinh", date(2019, 5, 31), ["Trung ương", "Tỉnh Đồng Nai", "Thị xã Long Khánh", "Xã Bảo Vinh"]),
        ("bao-vinh", date(2019, 6, 1), ["Trung ương", "Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Bảo Vinh"]),
        ("bao-vinh", date(2025, 7, 1), []),
        ("bao-vinh-moi", date(2025, 7, 1), ["Trung ương", "Tỉnh Đồng Nai", "Phường Bảo Vinh"]),
        ("bao-vinh-moi", date(2026, 11, 23), ["Trung ương", "Thành phố Đồng Nai", "Phường Bảo Vinh"]),
        ("truong-thcs-nguyen-khe", date(2022, 6, 10), ["Trung ương", "Tỉnh Đồng Nai", "Thành phố Long Khánh", "Trường THCS Nguyên Khê"]),
        ("truong-thcs-nguyen-khe", date(2026, 11, 23), ["Trung ương", "Thành phố Đồng Nai", "Phường Long Khánh", "Trường THCS Nguyên Khê"]),
    ],
)
def test_path(asked, key, day, path):
    assert [u.name for u in queries.path_of(asked[key], day)] == path


@pytest.mark.parametrize(
    ("day", "holder"),
    [(date(2022, 6, 10), "Phường Xuân An"), (date(2025, 7, 1), "Phường Long Khánh"), (date(2026, 11, 23), "Phường Long Khánh")],
)
def test_code_26080_goes_from_one_unit_to_another(asked, day, holder):
    assert UnitVersion.objects.at(day).get(code="26080").name == holder


def test_history_is_reached_from_the_successors(asked):
    ids = {unit.pk: key for key, unit in asked.items()}
    assert {ids[pk] for pk in queries.lineage_of(asked["long-khanh-moi"])} == {
        "long-khanh-moi", "xuan-an", "xuan-binh", "xuan-hoa", "phu-binh", "bau-tram", "xuan-trung", "xuan-thanh", "long-khanh",
    }  # fmt: skip
    assert {ids[pk] for pk in queries.lineage_of(asked["binh-loc-moi"])} == {"binh-loc-moi", "binh-loc", "suoi-tre", "xuan-thien"}
    assert queries.heir_of(asked["xuan-trung"], date(2024, 11, 1)) == asked["xuan-an"]
    assert queries.heir_of(asked["xuan-trung"], date(2026, 11, 23)) == asked["long-khanh-moi"]


def test_about_a_hundred_units_in_2022_each_in_one_cluster(asked):
    day = date(2022, 6, 10)
    below = Unit.objects.open_on(day).below(asked["long-khanh"], day, include_self=False)
    assert below.count() == 98
    assert queries.members_of(asked["long-khanh"], day).count() == 98
    assert localities(asked["long-khanh"], day) <= names(queries.members_of(asked["long-khanh"], day), day)


def test_after_the_merger_the_heir_sits_where_it_sat(asked):
    (cluster,) = queries.clusters_of(asked["xuan-an"], date(2024, 11, 1))
    assert names(queries.units_of_cluster(cluster, date(2024, 11, 1)), date(2024, 11, 1)) == CENTRE


def test_what_is_invented_says_so(asked):
    invented = UnitVersion.objects.filter(kind__in=[UnitKind.SCHOOL, UnitKind.ENTERPRISE])
    assert set(invented.values_list("source", flat=True)) == {"hư cấu cho trình diễn"}
    assert not UnitVersion.objects.filter(kind__in=LOCALITIES, source__contains="hư cấu").exists()


def test_ancestry_is_what_the_versions_say(asked):
    spans = ancestry.spans_upward(Unit.objects.values_list("pk", flat=True))
    naive = {tuple(link) for pk in spans for link in ancestry.links_of(pk, spans)}
    kept = set(UnitAncestry.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_to"))
    assert kept == naive
