"""The ladder: who is told on which day, once, and never about what is done; telling again who has not acknowledged."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.enums import ReminderStep
from lantoa.plans.models import Assignment, Delivery, Plan, Reminder, UrgingLetter
from lantoa.plans.queries import late
from lantoa.plans.reminders import LADDER, dues_on_rung
from lantoa.plans.services.reminders import climb, resend_notices
from tests.factories import AssignmentFactory, UserFactory, person_with
from tests.plans.watching import DAY, make_world

DUE = date(2022, 6, 20)


@pytest.fixture
def system(db):
    return UserFactory(system=True)


@pytest.fixture
def world(db):
    with clock.at(DAY):
        w = make_world()
        w.task = AssignmentFactory(duty=w.monthly, unit=w.an, period="2022-M06", due_on=DUE)
        Assignment.objects.filter(due_on=date(2022, 5, 31)).delete()  # May's, so that the ladder has June's task alone
        yield w


def told():
    """{kind: who was told}"""
    found = {}
    for notice in Notice.objects.select_related("recipient"):
        found.setdefault(notice.kind, set()).add(notice.recipient)
    return found


def on(day, system):
    with clock.at(day):
        return climb(day, by=system)


@pytest.mark.parametrize(
    ("days", "kind", "roles"),
    [
        (-7, "plans.reminder", {Role.UNIT_OFFICER, Role.GRASSROOTS}),
        (-2, "plans.reminder", {Role.UNIT_OFFICER, Role.GRASSROOTS}),
        (0, "plans.reminder", {Role.UNIT_OFFICER, Role.GRASSROOTS, Role.UNIT_LEADER}),
        (1, "plans.reminder", {Role.UNIT_LEADER}),
        (3, "plans.late_units", {Role.CLUSTER_HEAD}),
        (5, "plans.letters_ready", {Role.STANDING_AGENCY}),
    ],
)
def test_each_rung_tells_its_people(world, system, days, kind, roles):
    assert on(DUE + timedelta(days=days), system) == 1
    assert told() == {kind: {world.person[role] for role in roles}}
    assert list(Reminder.objects.values_list("assignment", "step", "sent_on")) == [(world.task.pk, days, DUE + timedelta(days=days))]


def test_the_whole_climb_in_order(world, system):
    day = DUE - timedelta(days=10)
    while day <= DUE + timedelta(days=12):
        on(day, system)
        day += timedelta(days=1)
    assert list(Reminder.objects.order_by("step").values_list("step", flat=True)) == sorted(ReminderStep)
    assert UrgingLetter.objects.filter(unit=world.an).count() == 1
    assert Notice.objects.filter(recipient=world.person[Role.UNIT_OFFICER]).count() == 3


def test_the_second_clock_says_nothing(world, system):
    assert on(DUE, system) == 1
    before = Notice.objects.count()
    assert on(DUE, system) == 0
    assert (Notice.objects.count(), Reminder.objects.count()) == (before, 1)


def test_days_the_clock_slept_are_made_up_by_the_highest_rung_alone(world, system):
    assert on(DUE + timedelta(days=4), system) == 1
    assert list(Reminder.objects.values_list("step", flat=True)) == [3]
    assert set(told()) == {"plans.late_units"}


@pytest.mark.parametrize("state", ["submitted", "approved", "accepted", "waived"])
@pytest.mark.parametrize("days", [-2, 0, 3, 5])
def test_who_is_done_is_left_alone(world, system, state, days):
    world.task.delete()
    AssignmentFactory(duty=world.monthly, unit=world.an, period="2022-M06", due_on=DUE, **{state: True})
    assert on(DUE + timedelta(days=days), system) == 0
    assert told() == {}


@pytest.mark.parametrize("state", ["started", "returned"])
def test_who_has_begun_or_must_mend_is_told(world, system, state):
    world.task.delete()
    AssignmentFactory(duty=world.monthly, unit=world.an, period="2022-M06", due_on=DUE, **{state: True})
    assert on(DUE, system) == 1


def test_a_plan_that_is_over_reminds_nobody(world, system):
    Plan.objects.filter(pk=world.plan.pk).update(state="closed", closed_at=datetime(2022, 6, 1, tzinfo=UTC))
    assert on(DUE, system) == 0


def test_one_notice_for_all_duties_of_a_unit(world, system):
    AssignmentFactory(duty=world.yearly, unit=world.an, period="", due_on=DUE)
    assert on(DUE, system) == 2
    notice = Notice.objects.get(recipient=world.person[Role.UNIT_LEADER])
    assert notice.title == "2 việc của đơn vị đến hạn hôm nay"
    assert notice.body.count("hạn 20/6/2022") == 2
    assert notice.url == f"/lam-viec/viec/?ke-hoach={world.plan.pk}&don-vi={world.an.pk}"


def test_a_cluster_head_gets_one_notice_for_all_units(world, system):
    for unit in (world.vinh, world.thien):
        AssignmentFactory(duty=world.monthly, unit=unit, period="2022-M06", due_on=DUE)
    assert on(DUE + timedelta(days=3), system) == 3
    notice = Notice.objects.get(recipient=world.person[Role.CLUSTER_HEAD])
    assert notice.title == "3 đơn vị trong cụm, khối đang trễ"
    assert "Phường Bảo Vinh: 1 việc" in notice.body


def test_every_due_day_stands_on_one_rung_at_most():
    days = [DAY + timedelta(days=n) for n in range(-30, 15)]
    for due in days:
        spans = [dues_on_rung(i, DAY) for i in range(len(LADDER))]
        on_rungs = [i for i, (first, last) in enumerate(spans) if (first is None or due >= first) and due <= last]
        assert len(on_rungs) == (1 if due <= DAY + timedelta(days=7) else 0)


def test_nobody_climbs_by_hand(world):
    for person in world.person.values():
        with pytest.raises(Refused):
            climb(DUE, by=person)


def test_queries_do_not_grow_with_the_duties_of_a_unit(world, system):
    def cost(day):
        with CaptureQueriesContext(connection) as caught:
            on(day, system)
        return len(caught)

    first = cost(DUE - timedelta(days=7))
    for i in range(5):
        AssignmentFactory(duty=world.monthly, unit=world.an, period=f"x{i}", due_on=DUE)
    assert cost(DUE - timedelta(days=2)) == first


def test_cure_time_is_counted_from_the_first_reminder_of_lateness(world, system):
    for days in (-2, 1, 3):
        on(DUE + timedelta(days=days), system)
    Assignment.objects.filter(pk=world.task.pk).update(state="submitted", submitted_at=datetime(2022, 6, 26, 3, tzinfo=UTC))
    with clock.at(date(2022, 6, 30)):
        due = late.due_assignments(world.plan, world.person[Role.STANDING_AGENCY], None)
        assert late.median_cure_days(due) == 5
    assert late.median_cure_days(Assignment.objects.none()) is None


# --- Receipts -------------------------------------------------------------------------------------------------------------


def test_only_those_who_have_not_acknowledged_are_told_again(world):
    Delivery.objects.filter(unit=world.vinh).update(acknowledged_at=clock.now(), acknowledged_by=world.vinh_leader)
    officer = person_with(Role.UNIT_OFFICER, world.police)  # the police have no leader in the system
    assert resend_notices(world.plan, by=world.person[Role.STANDING_AGENCY]) == 3
    assert told() == {"plans.acknowledge_again": {world.person[Role.UNIT_LEADER], officer}}


def test_resending_is_the_agencys(world):
    for role, person in world.person.items():
        if role != Role.STANDING_AGENCY:
            with pytest.raises(Refused):
                resend_notices(world.plan, by=person)
    with pytest.raises(Refused):
        resend_notices(world.plan, by=world.neighbour)
