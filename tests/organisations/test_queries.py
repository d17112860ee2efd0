"""Who reaches what, as at a day."""

from datetime import date

import pytest

from lantoa.core.dated import FOREVER
from lantoa.organisations import queries
from lantoa.organisations.enums import Role, SuccessionKind, UnitKind
from lantoa.organisations.models import Unit, UnitSuccession
from tests.factories import AppointmentFactory, ClusterFactory, UnitFactory, UserFactory, person_with
from tests.organisations.conftest import DAY, names

pytestmark = pytest.mark.django_db

CITY = {"Thành phố Long Khánh", "Phòng Nội vụ", "Phường Xuân An", "Phường Bảo Vinh"}
ALL = CITY | {"Tỉnh Đồng Nai", "Huyện Thống Nhất", "Xã Xuân Thiện"}


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [
        (Role.UNIT_OFFICER, "an", {"Phường Xuân An"}),
        (Role.UNIT_LEADER, "city", {"Thành phố Long Khánh"}),
        (Role.STANDING_AGENCY, "office", CITY),
        (Role.STANDING_AGENCY, "province", ALL),
        (Role.COUNCIL_MEMBER, "city", CITY),
        (Role.CITY_LEADER, "city", CITY),
        (Role.MEDIA_EDITOR, "office", {"Phòng Nội vụ"}),
        (Role.FRONT_PARTNER, "office", {"Phòng Nội vụ"}),
        (Role.FINANCE, "office", {"Phòng Nội vụ"}),
        (Role.ADMINISTRATOR, "office", ALL),
        (Role.UPPER_VIEWER, "province", ALL),
        (Role.GRASSROOTS, "vinh", {"Phường Bảo Vinh"}),
    ],
)
def test_reach_of_each_role(world, role, place, expected):
    user = person_with(role, getattr(world, place))
    assert names(queries.units_reached(user)) == expected
    assert {u.pk for u in vars(world).values() if queries.reaches(user, u)} == set(queries.units_reached(user).values_list("pk", flat=True))


def test_cluster_head_reaches_the_seats(world):
    cluster = ClusterFactory(authority=world.city, units=[world.an, world.vinh])
    user = person_with(Role.CLUSTER_HEAD, cluster)
    assert names(queries.units_reached(user)) == {"Phường Xuân An", "Phường Bảo Vinh"}
    assert list(queries.cluster_heads_of(world.an)) == [user]
    assert list(queries.cluster_heads_of(world.office)) == []
    assert list(queries.clusters_of(world.vinh)) == [cluster]
    assert names(queries.members_of(world.city)) == {"Phường Xuân An", "Phường Bảo Vinh"}


def test_reach_ends_with_the_appointment(world):
    user = person_with(Role.UNIT_OFFICER, world.an, valid_to=DAY)
    assert list(queries.units_reached(user)) == []
    assert names(queries.units_reached(user, day=date(2022, 6, 9))) == {"Phường Xuân An"}


def test_only_the_roles_asked_for(world):
    user = person_with(Role.UNIT_OFFICER, world.an)
    AppointmentFactory(user=user, role=Role.STANDING_AGENCY, unit=world.office)
    assert names(queries.units_reached(user, [Role.UNIT_OFFICER])) == {"Phường Xuân An"}
    assert not queries.reaches(user, world.vinh, [Role.UNIT_OFFICER])
    assert queries.reaches(user, world.vinh, [Role.UNIT_OFFICER, Role.STANDING_AGENCY])


def test_a_person_out_of_use_reaches_nothing(world):
    user = person_with(Role.ADMINISTRATOR, world.city)
    user.is_active = False
    assert list(queries.units_reached(user)) == []


def test_reach_costs_two_queries(world, django_assert_num_queries):
    user = person_with(Role.UPPER_VIEWER, world.province)
    AppointmentFactory(user=user, role=Role.CLUSTER_HEAD, cluster=ClusterFactory(units=[world.an]))
    with django_assert_num_queries(2):
        list(queries.units_reached(user))
    with django_assert_num_queries(1):
        list(queries.units_reached(user))


def test_sets_of_units(world):
    assert names(queries.localities_of(world.province, DAY)) == {"Phường Xuân An", "Phường Bảo Vinh", "Xã Xuân Thiện"}
    assert names(queries.localities_of(world.city, DAY)) == {"Phường Xuân An", "Phường Bảo Vinh"}
    assert names(queries.units_of_kind(world.city, UnitKind.DEPARTMENT, day=DAY)) == {"Phòng Nội vụ"}
    assert names(queries.units_of_kind(world.city, UnitKind.PROVINCIAL_CITY, day=DAY)) == set()


def test_people_in(world):
    officer = person_with(Role.UNIT_OFFICER, world.an, user=UserFactory(full_name="Lê Văn Bình"))
    leader = person_with(Role.UNIT_LEADER, world.an, user=UserFactory(full_name="Trần Thị An"))
    person_with(Role.UNIT_OFFICER, world.vinh)
    person_with(Role.UNIT_OFFICER, world.an, user=UserFactory(is_active=False))
    assert list(queries.people_in([world.an], [Role.UNIT_OFFICER, Role.UNIT_LEADER])) == [leader, officer]
    assert list(queries.people_in(Unit.objects.filter(pk=world.an.pk), [Role.UNIT_OFFICER])) == [officer]


def test_heir_and_lineage(world):
    day, later = date(2024, 11, 1), date(2025, 7, 1)
    trung = UnitFactory(name="Phường Xuân Trung", parent=world.city, closed_on=day)
    an = UnitFactory(name="Phường Xuân An", parent=world.city, closed_on=later)
    new = UnitFactory(name="Phường Long Khánh", parent=world.province, opened_on=later)
    UnitSuccession.objects.create(kind=SuccessionKind.MERGE, predecessor=trung, successor=an, takes_effect_on=day, legal_document="NQ")
    UnitSuccession.objects.create(kind=SuccessionKind.MERGE, predecessor=an, successor=new, takes_effect_on=later, legal_document="NQ")
    assert queries.heir_of(trung, date(2024, 10, 31)) == trung
    assert queries.heir_of(trung, day) == an
    assert queries.heir_of(trung, later) == new
    assert queries.heir_of(new, DAY) is None
    assert list(queries.successors_of(trung)) == [an]
    assert list(queries.predecessors_of(new)) == [an]
    assert queries.lineage_of(new) == {trung.pk, an.pk, new.pk}


def test_path(world):
    assert [u.name for u in queries.path_of(world.an, DAY)] == ["Tỉnh Đồng Nai", "Thành phố Long Khánh", "Phường Xuân An"]
    assert queries.path_of(world.an, date(2019, 5, 31)) == []
    assert world.an.closed_on == FOREVER
