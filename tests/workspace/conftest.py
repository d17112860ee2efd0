"""A city with a plan under way, on a day of its demo."""

from datetime import date, datetime

import pytest

from lantoa.core import clock
from lantoa.organisations.enums import Role, UnitKind
from tests.factories import (
    AssignmentFactory,
    ClauseFactory,
    ClusterFactory,
    DeliveryFactory,
    DutyFactory,
    PlanFactory,
    UnitFactory,
    person_with,
)

TODAY = date(2022, 6, 10)


@pytest.fixture(autouse=True)
def _on_the_day(db):
    with clock.at(datetime(2022, 6, 10, 8)):
        yield


class City:
    """Plan 449 in small: `wards` wards in a cluster, each with `duties` May duties, all late today."""

    def __init__(self, wards: int = 1, duties: int = 1):
        self.plan = PlanFactory(number="449/KH-UBND", issuer__name="Thành phố Long Khánh", standing_agency__name="Phòng Nội vụ")
        self.city, self.agency = self.plan.issuer, self.plan.standing_agency
        self.wards = [UnitFactory(name=f"Phường Mẫu {n}", kind=UnitKind.WARD, parent=self.city) for n in range(1, wards + 1)]
        self.cluster = ClusterFactory(authority=self.city, units=self.wards, name="Cụm phường, xã số 1")
        clause = ClauseFactory(plan=self.plan, ref="II.2-2")
        self.duties = [DutyFactory(plan=self.plan, title=f"Chọn tháng {n}", clauses=[clause]) for n in range(1, duties + 1)]
        self.assignments = [AssignmentFactory(duty=duty, unit=ward) for ward in self.wards for duty in self.duties]
        for ward in self.wards:
            DeliveryFactory(plan=self.plan, unit=ward)

    def person(self, role: Role, **fields):
        """Somebody in the role, at the place it belongs to."""
        place = {
            Role.STANDING_AGENCY: self.agency, Role.CITY_LEADER: self.city, Role.CLUSTER_HEAD: self.cluster,
            Role.ADMINISTRATOR: self.city, Role.UPPER_VIEWER: self.city, Role.COUNCIL_MEMBER: self.city,
        }.get(role, self.wards[0])  # fmt: skip
        return person_with(role, place, **fields)


@pytest.fixture
def make_city():
    return City
