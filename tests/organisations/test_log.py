"""What each role reads of the log, and in what role an act was done."""

import pytest
from django.db.models import Q

from lantoa.audit import queries as log
from lantoa.audit.models import Entry
from lantoa.core import rights, trail
from lantoa.organisations.enums import Role
from tests.factories import UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """One line about each of a city, its ward and another city's ward, and one about no unit at all."""
    city = UnitFactory(city=True)
    ward, office = UnitFactory(parent=city), UnitFactory(parent=city, department=True)
    elsewhere = UnitFactory(parent=UnitFactory(city=True))
    clerk = UserFactory()
    for unit in (city, ward, elsewhere, None):
        trail.record("edit", clerk, by=clerk, unit=unit)
    return {"city": city, "ward": ward, "office": office, "elsewhere": elsewhere}


@pytest.mark.parametrize(
    ("role", "at", "read"),
    [
        (Role.ADMINISTRATOR, "office", ["city", "ward", "elsewhere", None]),
        (Role.STANDING_AGENCY, "office", ["city", "ward"]),
        (Role.CITY_LEADER, "city", ["city", "ward"]),
        (Role.UNIT_LEADER, "ward", ["ward"]),
        (Role.UNIT_OFFICER, "ward", ["ward"]),
        (Role.COUNCIL_MEMBER, "city", []),
        (Role.UPPER_VIEWER, "city", []),
        (Role.GRASSROOTS, "ward", []),
    ],
)
def test_each_role_reads_its_part(lines, role, at, read):
    person = person_with(role, lines[at])
    found = set(log.visible_to(person).filter(action="edit").values_list("unit_id", flat=True))
    assert found == {lines[name].pk if name else None for name in read}
    assert rights.allowed(person, "audit.view_log") is bool(read)


def test_who_holds_nothing_reads_nothing(lines):
    assert not log.visible_to(UserFactory()).exists()


def test_the_history_of_a_unit_is_read_by_its_people_and_those_above(lines):
    ward = lines["ward"]
    trail.record("correct", ward, by=None)
    about = ("organisations.unit", str(ward.pk))
    readers = {role: rights.allowed(person_with(role, ward), "audit.view_object", about) for role in (Role.UNIT_OFFICER, Role.GRASSROOTS)}
    assert readers == {Role.UNIT_OFFICER: True, Role.GRASSROOTS: False}
    assert rights.allowed(person_with(Role.STANDING_AGENCY, lines["office"]), "audit.view_object", about)
    assert not rights.allowed(person_with(Role.UNIT_LEADER, lines["elsewhere"]), "audit.view_object", about)


def test_a_line_says_in_what_role(lines):
    leader = person_with(Role.UNIT_LEADER, lines["ward"])
    trail.record("edit", lines["ward"], by=leader)
    assert Entry.objects.get(Q(actor=leader)).actor_role == "Lãnh đạo đơn vị"
