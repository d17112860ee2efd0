"""Every right of this room, for every role: who is let through, and, by being left out, who is refused."""

import pytest

from lantoa.core.rights import allowed
from lantoa.organisations import queries, rules
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Cluster, Unit
from tests.factories import AppointmentFactory, ClusterFactory, UserFactory, person_with

# Every role sits in the city: leaders and officers at phường Xuân An, the standing agency at Phòng Nội vụ, the rest at the city.
PLACES = dict.fromkeys(Role, "city") | {
    Role.UNIT_OFFICER: "an", Role.UNIT_LEADER: "an", Role.GRASSROOTS: "an", Role.STANDING_AGENCY: "office", Role.MEDIA_EDITOR: "office",
    Role.FRONT_PARTNER: "office", Role.FINANCE: "office", Role.CLUSTER_HEAD: "cluster",
}  # fmt: skip
AD, SA, UL, NOBODY = Role.ADMINISTRATOR, Role.STANDING_AGENCY, Role.UNIT_LEADER, "nobody"
EVERYBODY = set(Role)


@pytest.fixture
def actors(world):
    world.cluster = ClusterFactory(authority=world.city, units=[world.an, world.vinh])
    people = {role: person_with(role, getattr(world, place)) for role, place in PLACES.items()}
    return people | {NOBODY: UserFactory()}


def post(role, place, user=None):
    where = {"cluster": place} if isinstance(place, Cluster) else {"unit": place}
    return Appointment(user=user or UserFactory(), role=role, **where)


CASES = [
    ("browse", lambda w: None, EVERYBODY),
    ("view_unit", lambda w: w.an, EVERYBODY),
    ("view_unit", lambda w: w.province, EVERYBODY),
    ("view_unit", lambda w: w.thien, {AD}),
    ("view_cluster", lambda w: w.cluster, EVERYBODY),
    ("view_cluster", lambda w: ClusterFactory(authority=w.other), {AD}),
    ("view_appointment", lambda w: AppointmentFactory(unit=w.vinh), EVERYBODY),
    ("view_appointment", lambda w: AppointmentFactory(unit=w.thien), {AD}),
    ("manage_unit", lambda w: w.vinh, {AD, SA}),
    ("manage_unit", lambda w: w.city, {AD}),
    ("manage_unit", lambda w: w.thien, {AD}),
    ("reorganise", lambda w: w.an, {AD, SA}),
    ("reorganise", lambda w: w.city, {AD}),
    ("reorganise", lambda w: w.thien, {AD}),
    ("found_unit", lambda w: w.city, {AD, SA}),
    ("found_unit", lambda w: w.an, {AD, SA}),
    ("found_unit", lambda w: w.province, {AD}),
    ("found_unit", lambda w: None, {AD}),
    ("manage_clusters", lambda w: w.city, {AD, SA}),
    ("manage_clusters", lambda w: w.province, {AD}),
    ("appoint", lambda w: post(Role.UNIT_OFFICER, w.an), {AD, SA, UL}),
    ("appoint", lambda w: post(Role.UNIT_OFFICER, w.vinh), {AD, SA}),
    ("appoint", lambda w: post(Role.UNIT_LEADER, w.an), {AD, SA}),
    ("appoint", lambda w: post(Role.UNIT_OFFICER, w.thien), {AD}),
    ("appoint", lambda w: post(Role.STANDING_AGENCY, w.office), {AD, SA}),
    ("appoint", lambda w: post(Role.STANDING_AGENCY, w.city), {AD}),  # would reach the whole province
    ("appoint", lambda w: post(Role.CITY_LEADER, w.city), {AD, SA}),
    ("appoint", lambda w: post(Role.CITY_LEADER, w.province), {AD}),
    ("appoint", lambda w: post(Role.UNIT_OFFICER, w.city), {AD}),
    ("appoint", lambda w: post(Role.ADMINISTRATOR, w.an), {AD}),
    ("appoint", lambda w: post(Role.CLUSTER_HEAD, w.cluster), {AD, SA}),
    ("invite", lambda w: None, {AD, SA, UL}),
    ("end_appointment", lambda w: post(Role.UNIT_OFFICER, w.an), {AD, SA, UL}),
    ("end_appointment", lambda w: post(Role.UNIT_LEADER, w.vinh), {AD, SA}),
    ("import_units", lambda w: None, {AD, SA}),
]  # fmt: skip


@pytest.mark.parametrize(("permission", "make", "expected"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_rights_table(world, actors, permission, make, expected):
    obj = make(world)
    assert {role for role, user in actors.items() if allowed(user, f"organisations.{permission}", obj)} == expected


@pytest.mark.parametrize("role", list(Role))
def test_only_the_holder_delegates_and_only_what_may_be(world, actors, role):
    held = actors[role].appointments.get()
    expected = {role} if role in rules.DELEGABLE else set()
    assert {who for who, user in actors.items() if allowed(user, "organisations.delegate", held)} == expected


def test_what_was_delegated_is_not_passed_on_but_taken_back(world, actors):
    held = actors[UL].appointments.get()
    lent = AppointmentFactory(role=UL, unit=world.an, delegated_by=held)
    assert not allowed(lent.user, "organisations.delegate", lent)
    assert allowed(actors[UL], "organisations.end_appointment", lent)
    assert not allowed(actors[Role.UNIT_OFFICER], "organisations.end_appointment", lent)


def test_who_reads_the_log_of_a_unit(world, actors):
    reads = {role for role, user in actors.items() if queries.reads_log_of_unit(user, str(world.an.pk))}
    assert reads == {AD, SA, UL, Role.UNIT_OFFICER, Role.CLUSTER_HEAD, Role.CITY_LEADER}
    overseers = {role for role, user in actors.items() if queries.log_of(user) is not None}
    assert overseers == EVERYBODY - {Role.COUNCIL_MEMBER, Role.UPPER_VIEWER, Role.GRASSROOTS}


@pytest.mark.parametrize("role", list(Role))
def test_nobody_appoints_themselves(world, actors, role):
    assert not allowed(actors[role], "organisations.appoint", post(Role.UNIT_OFFICER, world.an, actors[role]))


def test_rule_and_list_agree(world, actors):
    """Each list holds exactly the rows the rule lets through, for every role and row."""
    AppointmentFactory(unit=world.thien)
    ClusterFactory(authority=world.other, units=[world.thien])
    for user in actors.values():
        for permission, rows, visible in (
            ("view_unit", Unit.objects.all(), queries.visible_units(user)),
            ("view_cluster", Cluster.objects.all(), queries.visible_clusters(user)),
            ("view_appointment", Appointment.objects.all(), queries.visible_appointments(user)),
        ):
            by_rule = {row.pk for row in rows if allowed(user, f"organisations.{permission}", row)}
            assert by_rule == set(visible.values_list("pk", flat=True))
