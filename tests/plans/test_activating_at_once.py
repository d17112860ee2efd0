"""The button that sets a plan going, pressed by several people at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from lantoa.core import clock
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.models import Assignment, Delivery
from lantoa.plans.services.lifecycle import activate_plan
from tests.factories import ClusterFactory, DutyFactory, PlanFactory, UnitFactory, person_with

DAY = date(2022, 4, 5)


def _signed_plan():
    plan = PlanFactory(signed=True)
    wards = [UnitFactory(parent=plan.issuer) for _ in range(3)]
    ClusterFactory(authority=plan.issuer, units=wards)
    DutyFactory(plan=plan)
    for ward in wards:
        person_with(Role.UNIT_LEADER, ward)
    return plan, person_with(Role.STANDING_AGENCY, plan.standing_agency)


def _effects() -> tuple[int, int, int]:
    """(deliveries, assignments: March and April of three wards, notices)"""
    return Delivery.objects.count(), Assignment.objects.count(), Notice.objects.filter(kind="plans.plan_delivered").count()


@pytest.mark.django_db
def test_pressed_again_it_does_nothing_more():
    with clock.at(DAY):
        plan, officer = _signed_plan()
        activate_plan(plan, by=officer)
        with pytest.raises(ValidationError):
            activate_plan(plan, by=officer)
    assert _effects() == (3, 6, 3)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer: there is nothing to race")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [2, 4, 50])
def test_pressed_many_times_at_once_it_has_one_effect(times):
    with clock.at(DAY):
        plan, officer = _signed_plan()

    def press(_):
        try:
            with clock.at(DAY):
                activate_plan(plan, by=officer)
            return True
        except ValidationError:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(min(times, 10)) as pool:
        results = list(pool.map(press, range(times)))
    assert (sum(results), _effects()) == (1, (3, 6, 3))
