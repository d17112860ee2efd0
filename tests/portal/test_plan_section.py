from datetime import date

import pytest

from lantoa.plans.enums import PlanState
from lantoa.plans.queries import published
from lantoa.portal import sections
from tests.factories import ClauseFactory, MovementFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city_plan():
    return PlanFactory(number="449/KH-UBND")


def test_without_a_plan_the_section_stays_away(client):
    PlanFactory(draft=True)  # a draft is nobody's business
    assert sections.plan(sections.Front()) is None
    assert 'id="phong-trao"' not in client.get("/").content.decode()


def test_the_plan_and_its_movements_are_shown(client, city_plan):
    ClauseFactory(plan=city_plan, text="Tuyên truyền phong trào “Doanh nghiệp hội nhập và phát triển” giai đoạn 2019 - 2025.")
    html = client.get("/").content.decode()
    assert "449/KH-UBND" in html
    assert "<h3>Doanh nghiệp hội nhập và phát triển</h3><small>Giai đoạn 2019 - 2025</small>" in html
    assert "Một phong trào, một kế hoạch" in html


def test_the_right_reading_is_shown_where_the_source_has_a_fault(city_plan):
    ClauseFactory(plan=city_plan, text="phong trào “Doanh nghịêp giỏi”", corrected_text="phong trào “Doanh nghiệp giỏi”")
    assert [movement.name for movement in sections.plan(sections.Front())["movements"]] == ["Doanh nghiệp giỏi"]


def test_a_unit_s_own_plan_is_not_the_plan_of_the_page(city_plan):
    PlanFactory(answers=city_plan, number="12/KH-UBND")
    assert list(published.published_plans()) == [city_plan]


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.SIGNED])
def test_only_a_plan_being_carried_out_is_shown(city_plan, state):
    type(city_plan).objects.filter(pk=city_plan.pk).update(state=state)
    assert sections.plan(sections.Front()) is None


def test_the_page_asks_the_same_number_of_queries_however_long_the_plan(client, city_plan, django_assert_num_queries):
    ClauseFactory(plan=city_plan)
    with django_assert_num_queries(9):
        client.get("/")
    ClauseFactory.create_batch(2, plan=city_plan)
    with django_assert_num_queries(9):
        client.get("/")


def test_movements_on_record_take_the_place_of_those_named(client, city_plan):
    ClauseFactory(plan=city_plan, text="phong trào “Chỉ có tên trong câu”")
    national = MovementFactory(authority=city_plan.issuer, level="central", name="Vì người nghèo cả nước")
    answering = MovementFactory(
        authority=city_plan.issuer, parent=national, name="Vì người nghèo", starts_on=date(2019, 1, 1), ends_on=date(2025, 12, 31)
    )
    MovementFactory(authority=city_plan.issuer, draft=True)
    MovementFactory(authority=city_plan.issuer, closed=True)
    MovementFactory(name="Của nơi khác")
    MovementFactory(authority=city_plan.issuer, level="unit", name="Của một đơn vị")
    assert sections.plan(sections.Front())["movements"] == [answering]
    html = client.get("/").content.decode()
    assert "Giai đoạn 2019 - 2025" in html
    assert f"/phong-trao/{answering.slug}/" in html
    assert "Chỉ có tên trong câu" not in html
