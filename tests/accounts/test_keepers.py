"""Who looks after whose account, by appointment."""

import pytest

from lantoa.core.rights import allowed
from lantoa.organisations.enums import Role, UnitKind
from tests.factories import UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return UnitFactory(city=True)


@pytest.fixture
def people(city):
    agency = UnitFactory(kind=UnitKind.DEPARTMENT, parent=city)
    ward, elsewhere = UnitFactory(parent=city), UnitFactory(parent=UnitFactory(city=True))
    return {
        "administrator": person_with(Role.ADMINISTRATOR, city),
        "agency": person_with(Role.STANDING_AGENCY, agency),
        "colleague": person_with(Role.STANDING_AGENCY, agency),
        "leader": person_with(Role.UNIT_LEADER, ward),
        "officer": person_with(Role.UNIT_OFFICER, ward),
        "stranger": person_with(Role.UNIT_OFFICER, elsewhere),
        "nobody": UserFactory(),
    }


@pytest.mark.parametrize(
    ("keeper", "kept"),
    [
        ("administrator", {"agency", "colleague", "leader", "officer", "stranger", "nobody"}),
        ("agency", {"leader", "officer"}),
        ("leader", set()),
        ("officer", set()),
        ("nobody", set()),
    ],
)
def test_whose_account(people, keeper, kept):
    assert {name for name, user in people.items() if allowed(people[keeper], "accounts.manage", user)} == kept


def test_who_makes_new_accounts(people):
    assert {name for name, user in people.items() if allowed(user, "accounts.manage")} == {"administrator", "agency", "colleague"}
