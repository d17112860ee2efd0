"""Finding units, people, plans, clauses and duties: with and without marks, and only what one may see."""

import pytest
from django.db import connection
from django.urls import reverse

from lantoa.organisations.enums import Role
from lantoa.search import indexing, queries, registry
from lantoa.search.highlight import marked
from lantoa.search.models import SearchEntry
from tests.factories import ClauseFactory, DutyFactory, PlanFactory, UnitFactory, person_with

QUERIES = {"sqlite": 12, "postgresql": 13}  # PostgreSQL is asked for its estimates first
pytestmark = pytest.mark.django_db


@pytest.fixture
def city(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        plan = PlanFactory(number="449/KH-UBND", issuer__name="Thành phố Long Khánh")
        plan.ward = UnitFactory(name="Phường Bảo Vinh", code="26098", parent=plan.issuer)
        plan.officer = person_with(Role.UNIT_OFFICER, plan.ward, user__full_name="Đỗ Thị Điệp", title="Công chức văn hóa")
        plan.agent = person_with(Role.STANDING_AGENCY, plan.standing_agency, user__full_name="Lê Văn Mẫu")
        ClauseFactory(plan=plan, ref="II.2-3", text="Tổ chức giao lưu, tọa đàm giữa các đơn vị.")
        DutyFactory(plan=plan, code="U09", title="Giao lưu", text="Mỗi quý một buổi giao lưu.")
        DutyFactory(plan=plan, code="U99", title="Chưa giao", proposed=True)
    return plan


def titles(user, asked):
    return [(e.source, e.title) for e in queries.found(queries.asked_words(asked), user=user)]


@pytest.mark.parametrize("asked", ["bao vinh", "Bảo Vinh", "BẢO VI", "phuong bao", "26098", "vinh phuong"])
def test_a_unit_is_found_however_it_is_typed(city, asked):
    assert titles(city.officer, asked) == [("units", "Phường Bảo Vinh"), ("people", "Đỗ Thị Điệp")][: 1 if asked in {"26098"} else 2]


def test_the_stroke_of_d_folds(city):
    assert titles(city.officer, "do thi diep") == [("people", "Đỗ Thị Điệp")]


def test_a_clause_and_a_duty(city):
    assert titles(city.agent, "giao luu") == [("duties", "Giao lưu"), ("clauses", "Tổ chức giao lưu, tọa đàm giữa các đơn vị.")]


def test_what_is_only_proposed_is_not_found(city):
    assert titles(city.agent, "chua giao") == []


def test_all_words_must_be_there(city):
    assert titles(city.officer, "bảo vinh hàng gòn") == []
    assert titles(city.officer, "") == []
    assert titles(city.officer, "???") == []


def test_a_stranger_finds_nothing_of_it(city):
    stranger = person_with(Role.UNIT_OFFICER, UnitFactory(name="Xã Nơi Khác"))
    assert titles(stranger, "bao vinh") == []
    assert titles(stranger, "giao luu") == []
    assert titles(stranger, "diep") == []


def test_the_index_follows_the_row(city, django_capture_on_commit_callbacks):
    version = city.ward.versions.get()
    with django_capture_on_commit_callbacks(execute=True):
        version.name = "Phường Mới"
        version.save()
    assert titles(city.officer, "phuong moi")[0] == ("units", "Phường Mới")
    assert ("units", "Phường Bảo Vinh") not in titles(city.officer, "bao vinh")


def test_a_rebuild_gives_the_same_index(city):
    before = list(SearchEntry.objects.values())
    assert indexing.rebuild_all() == len(before)
    assert list(SearchEntry.objects.values()) == before
    for source in ("units", "gone"):
        SearchEntry.objects.create(
            id=10**9 + len(source), source=source, object_id=10**9, title="Không còn", url="/", folded="", tokens="khong con"
        )
    indexing.rebuild_all()
    assert list(SearchEntry.objects.values()) == before
    SearchEntry.objects.all().delete()
    indexing.rebuild_all()
    assert list(SearchEntry.objects.values()) == before


def test_asked_words_are_marked():
    assert marked("Phường Bảo Vinh & <b>", ["bao", "vi"]) == "Phường <mark>Bảo</mark> <mark>Vinh</mark> &amp; &lt;b&gt;"


def test_the_page(client, city):
    client.force_login(city.agent)
    page = client.get(reverse("search:find"), {"q": "giao luu"}).content.decode()
    assert "2 kết quả cho “giao luu”" in page
    assert "<mark>giao</mark> <mark>lưu</mark>" in page
    only = client.get(reverse("search:find"), {"q": "giao luu", "loai": "duties"}).content.decode()
    assert "tọa đàm" not in only


def test_nothing_found_says_what_to_try(client, city):
    client.force_login(city.agent)
    page = client.get(reverse("search:find"), {"q": "giao khongco"}).content.decode()
    assert "Chưa tìm thấy “giao khongco”" in page
    assert '<a href="?q=giao">giao</a>' in page
    assert '<a href="?q=khongco">' not in page


@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, django_capture_on_commit_callbacks, size):
    with django_capture_on_commit_callbacks(execute=True):
        plan = PlanFactory()
        for n in range(size):
            UnitFactory(name=f"Phường Mẫu {n}", parent=plan.issuer)
        agent = person_with(Role.STANDING_AGENCY, plan.standing_agency)
    client.force_login(agent)
    client.get(reverse("search:find"))  # the first page of a session also notes when it began
    with django_assert_num_queries(QUERIES[connection.vendor]):
        assert client.get(reverse("search:find"), {"q": "mau"}).status_code == 200


def test_each_source_is_named_once():
    keys = [source.key for source in registry.every()]
    assert len(keys) == len(set(keys))
    assert keys[:4] == ["units", "nominations", "people", "plans"]
