"""Giving duties out by period: which periods, to which units, due when; once, and frozen."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.rights import Refused
from lantoa.organisations.enums import Role, UnitKind
from lantoa.organisations.models import ClusterSeat
from lantoa.plans.enums import Frequency, TargetKind
from lantoa.plans.models import Assignment
from lantoa.plans.services.assignments import mark_late, open_periods
from lantoa.plans.signals import went_late
from tests.factories import AssignmentFactory, ClusterFactory, DutyFactory, PlanFactory, UnitFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db

JUNE = date(2022, 6, 10)


@pytest.fixture
def system():
    return UserFactory(system=True)


@pytest.fixture
def plan():
    """Issued 21/3, active from 23/3 to the end of 2022; the ward Bảo Vinh is its one member."""
    return PlanFactory()


@pytest.fixture
def ward(plan):
    ward = UnitFactory(name="Phường Bảo Vinh", parent=plan.issuer)
    ClusterFactory(authority=plan.issuer, units=[ward])
    return ward


def periods(duty) -> list[tuple[str, date, date, date]]:
    return list(duty.assignments.order_by("period_start", "period").values_list("period", "period_start", "period_end", "due_on"))


def owners(duty, period: str) -> set[str]:
    return {str(a.unit) for a in duty.assignments.filter(period=period)}


class TestPeriods:
    def test_months_from_the_plans_first_day_to_the_day(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.MONTHLY, frequency__due_days=5)
        assert open_periods(plan, day=date(2022, 5, 1), by=system) == 3
        assert periods(duty) == [
            ("2022-M03", date(2022, 3, 21), date(2022, 3, 31), date(2022, 4, 5)),
            ("2022-M04", date(2022, 4, 1), date(2022, 4, 30), date(2022, 5, 5)),
            ("2022-M05", date(2022, 5, 1), date(2022, 5, 31), date(2022, 6, 5)),
        ]

    @pytest.mark.parametrize(
        ("frequency", "codes"),
        [
            (Frequency.QUARTERLY, ["2022-Q1", "2022-Q2"]),
            (Frequency.HALF_YEARLY, ["2022-H1"]),
            (Frequency.YEARLY, ["2022-Y"]),
            (Frequency.ALWAYS, ["2022-M03", "2022-M04", "2022-M05", "2022-M06"]),
            (Frequency.ONCE, [""]),
        ],
    )
    def test_each_frequency(self, plan, ward, system, frequency, codes):
        duty = DutyFactory(plan=plan, frequency=frequency)
        open_periods(plan, day=JUNE, by=system)
        assert [row[0] for row in periods(duty)] == codes

    def test_once_is_due_days_after_issue(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.ONCE, frequency__due_days=30)
        open_periods(plan, day=JUNE, by=system)
        assert periods(duty) == [("", date(2022, 3, 21), date(2022, 4, 20), date(2022, 4, 20))]

    def test_once_by_a_date(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.ONCE, frequency__due_on=date(2022, 6, 11))
        open_periods(plan, day=JUNE, by=system)
        assert periods(duty)[0][3] == date(2022, 6, 11)

    def test_nothing_after_the_plans_last_day(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.QUARTERLY, frequency__due_days=15)
        open_periods(plan, day=date(2023, 6, 1), by=system)
        assert periods(duty)[-1] == ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31), date(2023, 1, 15))

    def test_until_stops_the_recurrence(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.MONTHLY, frequency__until=date(2022, 4, 15))
        open_periods(plan, day=JUNE, by=system)
        assert periods(duty)[-1] == ("2022-M04", date(2022, 4, 1), date(2022, 4, 15), date(2022, 4, 15))

    def test_what_was_due_before_activation_is_due_ten_days_after_it(self, system):
        plan = PlanFactory(valid_from=date(2022, 3, 21), activated_at=timezone.make_aware(datetime(2022, 5, 2, 9)))
        ClusterFactory(authority=plan.issuer, units=[UnitFactory(parent=plan.issuer)])
        duty = DutyFactory(plan=plan, frequency=Frequency.MONTHLY)
        open_periods(plan, day=date(2022, 5, 2), by=system)
        assert [row[3] for row in periods(duty)] == [date(2022, 5, 12), date(2022, 5, 12), date(2022, 5, 31)]

    def test_a_duty_added_later_begins_on_the_day_it_was_added(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.MONTHLY, created_at=timezone.make_aware(datetime(2022, 5, 20, 9)))
        open_periods(plan, day=JUNE, by=system)
        assert [row[:2] for row in periods(duty)] == [("2022-M05", date(2022, 5, 20)), ("2022-M06", date(2022, 6, 1))]

    def test_only_confirmed_duties(self, plan, ward, system):
        DutyFactory(plan=plan, proposed=True)
        assert open_periods(plan, day=JUNE, by=system) == 0

    def test_needed_count_comes_from_the_rule(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.YEARLY, done_rule="any_proof", done_params={"min": 3})
        open_periods(plan, day=JUNE, by=system)
        assert duty.assignments.get().needed_count == 3


class TestUnits:
    def test_every_kind_of_target(self, plan, ward, system):
        commune = UnitFactory(name="Xã Bình Lộc", kind=UnitKind.COMMUNE, parent=plan.issuer)
        school = UnitFactory(name="Trường Hùng Vương", school=True, parent=plan.issuer)
        UnitFactory(name="Phường nơi khác")
        block = ClusterFactory(authority=plan.issuer, units=[school])
        named = {"plan": plan, "frequency": Frequency.YEARLY}
        members = DutyFactory(**named)
        localities = DutyFactory(target=TargetKind.LOCALITIES, **named)
        schools = DutyFactory(target=TargetKind.KIND, target__unit_kind=UnitKind.SCHOOL, **named)
        of_block = DutyFactory(target=TargetKind.CLUSTER, target__cluster=block, **named)
        one = DutyFactory(target=TargetKind.UNIT, target__unit=commune, **named)
        agency = DutyFactory(target=TargetKind.STANDING_AGENCY, **named)
        open_periods(plan, day=JUNE, by=system)
        assert [owners(d, "2022-Y") for d in (members, localities, schools, of_block, one, agency)] == [
            {"Phường Bảo Vinh", "Trường Hùng Vương"},
            {"Phường Bảo Vinh", "Xã Bình Lộc"},
            {"Trường Hùng Vương"},
            {"Trường Hùng Vương"},
            {"Xã Bình Lộc"},
            {str(plan.standing_agency)},
        ]

    def test_targets_add_up_and_overlap_once(self, plan, ward, system):
        duty = DutyFactory(plan=plan, frequency=Frequency.YEARLY, target=TargetKind.LOCALITIES)
        duty.targets.create(kind=TargetKind.UNIT, unit=ward)
        duty.targets.create(kind=TargetKind.STANDING_AGENCY)
        open_periods(plan, day=JUNE, by=system)
        assert owners(duty, "2022-Y") == {"Phường Bảo Vinh", str(plan.standing_agency)}

    def test_founded_in_mid_period_waits_for_the_next(self, plan, ward, system):
        new = UnitFactory(name="Phường Mới", parent=plan.issuer, opened_on=date(2022, 5, 10))
        duty = DutyFactory(plan=plan, target=TargetKind.LOCALITIES)
        open_periods(plan, day=JUNE, by=system)
        assert list(duty.assignments.filter(unit=new).values_list("period", flat=True)) == ["2022-M06"]

    def test_dissolved_keeps_what_it_was_given(self, plan, ward, system):
        gone = UnitFactory(name="Phường Cũ", parent=plan.issuer, closed_on=date(2022, 5, 10))
        duty = DutyFactory(plan=plan, target=TargetKind.LOCALITIES)
        open_periods(plan, day=JUNE, by=system)
        assert list(duty.assignments.filter(unit=gone).order_by("period").values_list("period", flat=True)) == [
            "2022-M03", "2022-M04", "2022-M05",
        ]  # fmt: skip


class TestOnceAndFrozen:
    def test_again_gives_nothing(self, plan, ward, system):
        DutyFactory(plan=plan)
        open_periods(plan, day=JUNE, by=system)
        assert open_periods(plan, day=JUNE, by=system) == 0

    def test_the_next_month_is_added(self, plan, ward, system):
        DutyFactory(plan=plan)
        open_periods(plan, day=JUNE, by=system)
        assert open_periods(plan, day=date(2022, 7, 1), by=system) == 1

    def test_a_period_given_out_is_not_given_to_who_joins_later(self, plan, ward, system):
        duty = DutyFactory(plan=plan)
        open_periods(plan, day=date(2022, 6, 1), by=system)
        late = UnitFactory(parent=plan.issuer)
        ClusterSeat.objects.create(cluster=ward.seats.get().cluster, unit=late, valid_from=date(2022, 5, 1))
        open_periods(plan, day=JUNE, by=system)
        assert not duty.assignments.filter(unit=late).exists()

    def test_same_number_of_queries_for_more_units(self, plan, ward, system):
        counts = []
        for more in (0, 30):
            DutyFactory(plan=plan, frequency=Frequency.YEARLY)
            for unit in UnitFactory.create_batch(more, parent=plan.issuer):
                ClusterSeat.objects.create(cluster=ward.seats.get().cluster, unit=unit, valid_from=date(2022, 1, 1))
            with CaptureQueriesContext(connection) as queries:
                assert open_periods(plan, day=JUNE, by=system) == 1 + more
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestRights:
    def test_a_plan_not_active_is_refused(self, system):
        with pytest.raises(ValidationError):
            open_periods(PlanFactory(signed=True), by=system)

    @pytest.mark.parametrize("role", [Role.STANDING_AGENCY, Role.UNIT_LEADER])
    def test_the_office_that_runs_it(self, plan, ward, role):
        with clock.at(JUNE):
            assert open_periods(plan, by=person_with(role, plan.standing_agency)) == 0

    @pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.ADMINISTRATOR, Role.COUNCIL_MEMBER])
    def test_nobody_else(self, plan, ward, role):
        with clock.at(JUNE), pytest.raises(Refused):
            open_periods(plan, by=person_with(role, plan.standing_agency))


class TestMarkLate:
    def test_the_day_after_it_was_due_once(self, system):
        late = AssignmentFactory()
        assert mark_late(date(2022, 5, 31), by=system) == 0
        assert mark_late(date(2022, 6, 5), by=system) == 1
        assert mark_late(date(2022, 6, 6), by=system) == 0
        late.refresh_from_db()
        assert late.went_late_on == date(2022, 6, 1)

    def test_not_what_was_handed_in_or_waived(self, system):
        for trait in ("submitted", "approved", "accepted", "waived"):
            AssignmentFactory(**{trait: True})
        assert mark_late(JUNE, by=system) == 0

    def test_what_was_returned_is_late(self, system):
        AssignmentFactory(returned=True)
        assert mark_late(JUNE, by=system) == 1

    def test_tells_the_rooms_above(self, system):
        heard = []

        def hear(plan, assignment_ids, **kwargs):
            heard.append((plan, assignment_ids))

        went_late.connect(hear)
        try:
            late = AssignmentFactory()
            mark_late(JUNE, by=system)
        finally:
            went_late.disconnect(hear)
        assert heard == [(late.plan, [late.pk])]

    def test_the_clock_alone(self):
        late = AssignmentFactory()
        agency = person_with(Role.STANDING_AGENCY, late.plan.standing_agency)
        with pytest.raises(Refused):
            mark_late(JUNE, by=agency)
        assert Assignment.objects.get().went_late_on is None
