"""A city with two wards and a council of five; a ward with a council of its own and nominations verified there."""

from datetime import date
from types import SimpleNamespace

import pytest

from lantoa.core import clock
from lantoa.core.periods import Period
from lantoa.organisations.enums import Role
from lantoa.selection.enums import Level, Post
from lantoa.selection.models import Council, CouncilMember
from lantoa.selection.services import councils, opening
from tests.factories import AppointmentFactory, ClusterFactory, NominationFactory, UnitFactory, UserFactory

DAY = date(2022, 6, 1)
MAY = Period.parse("2022-M05")


@pytest.fixture(autouse=True)
def _june():
    with clock.at(DAY):
        yield


def council_of(unit, level, people):
    council = Council.objects.create(unit=unit, level=level, name=f"Hội đồng {unit}")
    for order, person in enumerate(people):
        post = {0: Post.CHAIR, 1: Post.SECRETARY}.get(order, Post.MEMBER)
        CouncilMember.objects.create(council=council, user=person, post=post, order=order, valid_from=date(2022, 1, 1))
    return council


@pytest.fixture
def town(db):
    city = UnitFactory(city=True)
    office, ward, other = (
        UnitFactory(parent=city, department=True),
        UnitFactory(parent=city, name="Phường Bảo Vinh"),
        UnitFactory(parent=city),
    )
    ClusterFactory(authority=city, units=[ward, other])

    def person(role, unit):
        return AppointmentFactory(role=role, unit=unit).user

    agency, leader, officer = person(Role.STANDING_AGENCY, office), person(Role.UNIT_LEADER, ward), person(Role.UNIT_OFFICER, ward)
    members = [leader, officer, *(person(Role.UNIT_OFFICER, ward) for _ in range(3))]
    city_members = [person(Role.CITY_LEADER, city), agency, person(Role.COUNCIL_MEMBER, city), person(Role.UNIT_LEADER, other), leader]
    schemes = councils.propose_schemes(city, since=date(2022, 1, 1), by=agency)
    return SimpleNamespace(
        city=city, ward=ward, other=other, agency=agency, leader=leader, officer=officer, members=members, city_members=city_members,
        stranger=person(Role.UNIT_LEADER, other), outsider=UserFactory(), keeper=person(Role.ADMINISTRATOR, city),
        mayor=city_members[0], schemes={(s.level, s.period_kind): s for s in schemes},
        council=council_of(ward, Level.UNIT, members), city_council=council_of(city, Level.CITY, city_members),
        nominations=[NominationFactory(unit=ward, verified=True) for _ in range(3)],
    )  # fmt: skip


def opened(town, **rules):
    """May's round of the ward with its three candidates; `rules` go over those of the scheme."""
    scheme = town.schemes["unit", "M"]
    for name, value in rules.items():
        setattr(scheme, name, value)
    found = opening.open_round(town.ward, MAY, scheme=scheme, by=town.officer)
    for nomination in town.nominations:
        opening.add_candidate(found, nomination, by=town.officer)
    found.refresh_from_db()
    return found
