"""Who may watch, urge and inspect: every role, allowed and refused; and that lists and rules agree."""

import pytest

from lantoa.core import clock
from lantoa.core.rights import allowed
from lantoa.organisations.enums import Role
from lantoa.plans.models import Inspection, Plan, UrgingLetter
from lantoa.plans.queries import oversight
from tests.plans.watching import DAY, make_world

UO, UL, CH, SA, CL = Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.CITY_LEADER
ME, FP, FI, GR, UP, AD = (
    Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.FINANCE, Role.GRASSROOTS, Role.UPPER_VIEWER, Role.ADMINISTRATOR,
)  # fmt: skip

TABLE = {
    "plans.view_matrix": {UO, UL, CH, SA, CL, ME, FP, GR, UP, AD},
    "plans.view_receipts": {UO, UL, CH, SA, CL, ME, FP, FI},
    "plans.resend_notices": {SA},
    "plans.view_reminders": {UO, UL, CH, SA, CL},
    "plans.write_letters": {SA},
    "plans.view_letter": {SA, CL},
    "plans.handle_letter": {SA},
    "plans.view_inspection": {UO, UL, CH, SA, CL},
    "plans.inspect": {CH, SA},
    "plans.run_daily": set(),
}


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.letter = UrgingLetter.objects.create(plan=w.plan, unit=w.an, written_on=DAY, new_due_on=DAY, body="Kính gửi…")
        w.far_letter = UrgingLetter.objects.create(plan=w.other_plan, unit=w.far, written_on=DAY, new_due_on=DAY, body="Kính gửi…")
        w.visit = Inspection.objects.create(plan=w.plan, unit=w.an, planned_on=DAY, created_by=w.neighbour)
        w.police_visit = Inspection.objects.create(plan=w.plan, unit=w.police, planned_on=DAY, created_by=w.neighbour)
        w.far_visit = Inspection.objects.create(plan=w.other_plan, unit=w.far, planned_on=DAY, created_by=w.neighbour)
        yield w


def thing(world, permission):
    noun = permission.rsplit("_", 1)[-1]
    return {"letter": world.letter, "inspection": world.visit, "inspect": world.visit}.get(noun.removeprefix("plans."), world.plan)


@pytest.mark.parametrize("permission", TABLE)
def test_each_role(world, permission):
    obj = thing(world, permission)
    assert {role for role, person in world.person.items() if allowed(person, permission, obj)} == TABLE[permission]
    assert not allowed(world.neighbour, permission, obj)


@pytest.mark.parametrize("permission", sorted(set(TABLE) - {"plans.run_daily"}))
def test_nobody_without_an_object(world, permission):
    assert not any(allowed(person, permission, None) for person in world.person.values())


def people(world):
    return [*world.person.values(), world.neighbour, world.vinh_leader]


def test_lists_and_rules_agree(world):
    for person in people(world):
        for permission, model, listed in [
            ("plans.view_matrix", Plan, oversight.plans_watched(person)),
            ("plans.view_receipts", Plan, oversight.plans_delivered(person)),
            ("plans.view_reminders", Plan, oversight.plans_watched(person, oversight.REMINDER_ROLES)),
            ("plans.write_letters", Plan, oversight.plans_run(person)),
            ("plans.view_letter", UrgingLetter, oversight.letters_visible_to(person)),
            ("plans.view_inspection", Inspection, oversight.inspections_visible_to(person)),
        ]:
            by_rule = {row.pk for row in model.objects.all() if allowed(person, permission, row)}
            assert set(listed.values_list("pk", flat=True)) == by_rule, (permission, person)


def test_units_to_inspect_agree_with_the_right(world):
    for person in people(world):
        for plan in (world.plan, world.other_plan):
            units = {a.unit_id: a.unit for a in plan.assignments.select_related("unit")}
            may = {pk for pk, unit in units.items() if allowed(person, "plans.inspect", Inspection(plan=plan, unit=unit))}
            assert set(oversight.units_to_inspect(person, plan).values_list("pk", flat=True)) == may


def test_a_draft_plan_is_watched_by_nobody(world):
    Plan.objects.filter(pk=world.plan.pk).update(state="signed")
    assert not any(oversight.plans_watched(person).filter(pk=world.plan.pk).exists() for person in people(world))
