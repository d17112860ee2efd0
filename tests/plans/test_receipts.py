"""Who has acknowledged the plan: figures, groups of recipients, the waiting ones first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.core import clock
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.models import Delivery, Recipient
from lantoa.plans.queries.receipts import Group, deliveries_seen, read_receipts
from tests.plans.watching import DAY, make_world


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.agency = w.person[Role.STANDING_AGENCY]
        for delivery, hours in zip(w.deliveries[:3], (2, 4, 30), strict=True):
            Delivery.objects.filter(pk=delivery.pk).update(
                acknowledged_at=delivery.sent_at + timedelta(hours=hours), acknowledged_by=w.person[Role.UNIT_LEADER]
            )
        yield w


def url(world):
    return reverse("plans:receipts", args=[world.plan.pk])


def test_figures(world):
    found = read_receipts(world.plan, deliveries_seen(world.plan, world.agency))
    assert (found.sent, found.acknowledged, found.waiting, found.median_hours) == (4, 3, 1, 4)


def test_groups_are_the_lines_of_the_plan(world):
    communes = Recipient.objects.create(plan=world.plan, line="UBND các phường, xã", order=2)
    communes.units.set([world.an, world.vinh])
    offices = Recipient.objects.create(plan=world.plan, line="Các cơ quan, đơn vị", order=1)
    offices.units.set([world.police])
    Recipient.objects.create(plan=world.plan, line="Lưu: VT", order=3)
    groups = read_receipts(world.plan, deliveries_seen(world.plan, world.agency)).groups
    assert groups == [Group("Các cơ quan, đơn vị", 1, 0), Group("UBND các phường, xã", 2, 2), Group("Lưu: VT", 0, 0)]
    assert [group.percent for group in groups] == [0, 100, None]


def test_the_waiting_stand_first(world):
    assert next(iter(deliveries_seen(world.plan, world.agency))).unit == world.police


def test_nothing_sent_yet(world):
    Delivery.objects.filter(plan=world.plan).delete()
    assert read_receipts(world.plan, deliveries_seen(world.plan, world.agency)).median_hours is None


@pytest.mark.parametrize(
    ("role", "rows"),
    [(Role.UNIT_OFFICER, 1), (Role.FINANCE, 1), (Role.CLUSTER_HEAD, 3), (Role.STANDING_AGENCY, 4), (Role.CITY_LEADER, 4)],
)
def test_rows_by_role(world, client, role, rows):
    client.force_login(world.person[role])
    page = client.get(url(world))
    assert page.context["page"].paginator.count == rows
    assert ("chưa xác nhận</button>" in page.content.decode()) == (role == Role.STANDING_AGENCY)


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR, Role.UPPER_VIEWER, Role.GRASSROOTS])
def test_others_find_nothing(world, client, role):
    client.force_login(world.person[role])
    assert client.get(url(world)).status_code == 404


def test_one_press_tells_the_waiting_again(world, client):
    client.force_login(world.agency)
    assert client.post(reverse("plans:resend_notices", args=[world.plan.pk])).url == url(world)
    client.force_login(world.person[Role.CITY_LEADER])
    assert client.post(reverse("plans:resend_notices", args=[world.plan.pk])).status_code == 404
    assert Notice.objects.count() == 0  # the police have nobody in the system


def test_search_by_unit(world, client):
    client.force_login(world.agency)
    assert [row.unit for row in client.get(url(world), {"q": "cong an"}).context["page"]] == [world.police]
