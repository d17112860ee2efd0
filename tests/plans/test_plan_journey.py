"""The way of plan 449 through the pages, from the pasted text to the unit's acknowledgement."""

from datetime import date
from importlib.resources import files

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.core.rights import allowed
from lantoa.organisations.enums import Role
from lantoa.plans.enums import DutyState, PlanState
from lantoa.plans.models import Assignment, Delivery, Plan
from lantoa.plans.queries.todo import plans_in_hand
from tests.factories import ClusterFactory, DeliveryFactory, PlanFactory, UnitFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    class Place:
        city = UnitFactory(city=True, name="Thành phố Long Khánh")
        office = UnitFactory(department=True, name="Phòng Nội vụ", parent=city)
        ward = UnitFactory(name="Phường Bảo Vinh", parent=city)
        cluster = ClusterFactory(authority=city, units=[ward])
        agency = person_with(Role.STANDING_AGENCY, office)
        mayor = person_with(Role.CITY_LEADER, city)
        leader = person_with(Role.UNIT_LEADER, ward)
        officer = person_with(Role.UNIT_OFFICER, ward)

    with clock.at(date(2022, 3, 22)):
        yield Place


def press(client, name, *args, **data):
    answer = client.post(reverse(f"plans:{name}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer


def test_from_the_pasted_text_to_the_acknowledgement(client, place):
    text = files("lantoa.documents").joinpath("data/449-KH-UBND.md").read_text(encoding="utf-8")
    client.force_login(place.agency)
    press(client, "new_plan", text=text)
    plan = Plan.objects.get()
    page = client.get(reverse("plans:intake", args=[plan.pk])).content.decode()
    assert "chờ Hội đồng duyệt" in page
    assert "định kỳ hàng tháng, hàng quý tổ chức lựa chọn" in page
    press(client, "confirm_all", plan.pk)
    assert plan.duties.filter(state=DutyState.CONFIRMED).count() == 21
    press(client, "plan_act", plan.pk, "trinh-ky")
    client.force_login(place.mayor)
    press(
        client, "plan_act", plan.pk, "ky", number="449/KH-UBND", issued_on="21/3/2022", signer_authority="KT. CHỦ TỊCH",
        signer_position="PHÓ CHỦ TỊCH", signer_name="Bùi Quốc Thế",
    )  # fmt: skip
    client.force_login(place.agency)
    assert "21" in client.get(reverse("plans:plan_act", args=[plan.pk, "trien-khai"])).content.decode()
    press(client, "plan_act", plan.pk, "trien-khai")
    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE
    assert Assignment.objects.filter(unit=place.ward).values("duty").distinct().count() == 13
    client.force_login(place.leader)
    press(client, "acknowledge", Delivery.objects.get(unit=place.ward).pk)
    assert Delivery.objects.get(unit=place.ward).acknowledged_by == place.leader
    press(client, "draft_unit_plan", plan.pk)
    assert Plan.objects.filter(answers=plan, issuer=place.ward).count() == 1
    assert list(plans_in_hand(place.agency, date(2022, 3, 22), 10)) == []


def test_what_cannot_be_read_comes_back_with_the_reason_and_the_text(client, place):
    client.force_login(place.agency)
    answer = press(client, "new_plan", text="Chào các anh chị, cuối tuần đi đâu?")
    assert "Chào các anh chị, cuối tuần đi đâu?" in answer.content.decode()
    assert not Plan.objects.exists()


def test_the_list_asks_the_same_however_long_it_is(client, place, django_assert_num_queries):
    client.force_login(place.agency)
    PlanFactory(issuer=place.city, standing_agency=place.office)
    client.get(reverse("plans:plans"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("plans:plans"))
    PlanFactory(issuer=place.city, standing_agency=place.office)
    PlanFactory(issuer=place.city, standing_agency=place.office)
    with django_assert_num_queries(len(one)):
        client.get(reverse("plans:plans"))
    assert len(one) <= 15


@pytest.mark.parametrize("name", ["intake", "add_duty", "edit_head"])
def test_only_who_draws_it_up_opens_the_intake(client, place, name):
    plan = PlanFactory(issuer=place.city, standing_agency=place.office, draft=True)
    address = reverse(f"plans:{name}", args=[plan.pk])
    answers = {}
    for word, person in (("agency", place.agency), ("leader", place.leader), ("officer", place.officer), ("mayor", place.mayor)):
        client.force_login(person)
        answers[word] = client.get(address).status_code
    assert answers == {"agency": 200, "leader": 404, "officer": 404, "mayor": 404}


@pytest.mark.parametrize("role", list(Role))
def test_who_acknowledges_for_a_unit(place, role):
    plan = PlanFactory(issuer=place.city, standing_agency=place.office)
    delivery = DeliveryFactory(plan=plan, unit=place.ward)
    person = person_with(role, place.cluster if role == Role.CLUSTER_HEAD else place.ward)
    assert allowed(person, "plans.acknowledge_plan", delivery) == (role in {"UL", "ME", "FP", "FI", "CL", "SA"})
    assert not allowed(person, "plans.acknowledge_plan", DeliveryFactory(plan=plan))
