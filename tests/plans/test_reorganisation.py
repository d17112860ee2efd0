"""When wards merge: what is done stays, what is open goes to the heir with its proof, nothing is lost."""

from datetime import date

import pytest

from lantoa.core import clock
from lantoa.organisations import moving
from lantoa.organisations.services import units as reorganising
from lantoa.organisations.services.reorganisation import NewUnit
from lantoa.plans.enums import AssignmentState, PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.services.assignments import open_periods
from tests.factories import AssignmentFactory, DeliveryFactory, DutyFactory, EvidenceFactory, PlanFactory, UnitFactory, UserFactory

DAY = date(2022, 5, 20)
ACT = {"on": DAY, "legal_document": "Nghị quyết 1/NQ"}


@pytest.fixture
def system():
    return UserFactory(system=True)


@pytest.fixture
def plan(db):
    with clock.at(DAY):
        yield PlanFactory()


@pytest.fixture
def old(plan):
    return UnitFactory(name="Phường Xuân An", parent=plan.issuer)


@pytest.fixture
def heir(plan):
    return UnitFactory(name="Phường Bảo Vinh", parent=plan.issuer)


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def test_the_wizard_counts_what_will_move(plan, old):
    duty = DutyFactory(plan=plan)
    AssignmentFactory(duty=duty, unit=old)
    AssignmentFactory(duty=duty, unit=old, period="2022-M04", accepted=True)
    AssignmentFactory(duty=duty, unit=UnitFactory(parent=plan.issuer))
    DeliveryFactory(plan=plan, unit=old)
    PlanFactory(issuer=old, standing_agency=old)
    PlanFactory(issuer=old, standing_agency=old, state=PlanState.CLOSED)
    counted = dict(moving.what_moves(old, DAY))
    assert (
        counted["Việc được giao chưa xong"], counted["Kế hoạch đang soạn, đang chạy"], counted["Kế hoạch chưa xác nhận đã nhận"],
    ) == (1, 1, 1)  # fmt: skip


def test_open_duties_go_to_the_heir_with_their_proof(plan, old, heir, system):
    open_one = AssignmentFactory(unit=old, duty=DutyFactory(plan=plan), started=True)
    proof = EvidenceFactory(assignment=open_one)
    done = AssignmentFactory(unit=old, duty=DutyFactory(plan=plan), accepted=True)
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    assert (again(open_one).unit, again(open_one).moved_from, again(done).unit) == (heir, old, old)
    proof.refresh_from_db()
    assert proof.assignment == open_one


def test_where_the_heir_owes_the_same_its_own_takes_the_proof(plan, old, heir, system):
    duty = DutyFactory(plan=plan, evidence_kinds=["link"])
    theirs, own = AssignmentFactory(unit=old, duty=duty, submitted=True), AssignmentFactory(unit=heir, duty=duty)
    proof = EvidenceFactory(assignment=theirs)
    crossed_out = EvidenceFactory(assignment=theirs, withdrawn=True)
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    for row in (proof, crossed_out):
        row.refresh_from_db()
    assert (proof.assignment, crossed_out.assignment) == (own, theirs)
    assert (again(own).state, again(own).done_count) == (AssignmentState.IN_PROGRESS, 1)
    assert (again(theirs).unit, again(theirs).state, again(theirs).done_count) == (old, AssignmentState.WAIVED, 0)
    assert again(theirs).waive_reason == "Đã nhập vào Phường Bảo Vinh từ 20/5/2022; đơn vị ấy cũng có việc này trong kỳ."


def test_what_the_heir_has_handed_in_is_left_as_it_was(plan, old, heir, system):
    duty = DutyFactory(plan=plan)
    theirs, own = AssignmentFactory(unit=old, duty=duty), AssignmentFactory(unit=heir, duty=duty, approved=True)
    proof = EvidenceFactory(assignment=theirs)
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    proof.refresh_from_db()
    assert (again(own).state, again(own).done_count, proof.assignment) == (AssignmentState.APPROVED, 0, theirs)


def test_a_record_that_proves_both_is_kept_once(plan, old, heir, system):
    duty = DutyFactory(plan=plan, evidence_kinds=["story"])
    theirs, own = AssignmentFactory(unit=old, duty=duty), AssignmentFactory(unit=heir, duty=duty)
    for assignment in (theirs, own):
        EvidenceFactory(assignment=assignment, kind="story", record_id=7, url="")
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    assert (own.evidence.count(), theirs.evidence.count()) == (1, 1)


def test_two_into_a_new_one_owe_once(plan, old, heir, system):
    duty = DutyFactory(plan=plan)
    first, second = AssignmentFactory(unit=old, duty=duty), AssignmentFactory(unit=heir, duty=duty)
    proof = EvidenceFactory(assignment=second)
    new = reorganising.merge_units([old, heir], into=NewUnit("Phường Long Khánh", "ward"), by=system, **ACT)
    proof.refresh_from_db()
    assert (again(first).unit, again(second).state, proof.assignment) == (new, AssignmentState.WAIVED, first)


def test_without_an_heir_they_are_waived(plan, old, system):
    assignment = AssignmentFactory(unit=old, duty=DutyFactory(plan=plan))
    reorganising.abolish_unit(old, by=system, **ACT)
    assert (again(assignment).state, again(assignment).waive_reason) == (
        AssignmentState.WAIVED, "Phường Xuân An thôi hoạt động từ 20/5/2022.",
    )  # fmt: skip


def test_what_moved_is_not_given_out_again(plan, old, heir, system):
    duty = DutyFactory(plan=plan, target="unit", target__unit=old)
    open_periods(plan, day=DAY, by=system)
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    assert open_periods(plan, day=DAY, by=system) == 0
    assert open_periods(plan, day=date(2022, 6, 1), by=system) == 1
    assert {str(a.unit) for a in duty.assignments.all()} == {"Phường Bảo Vinh"}


def test_the_heir_runs_the_plans_and_takes_the_drafts(plan, old, heir, system):
    running = PlanFactory(issuer=old, standing_agency=old)
    draft = PlanFactory(issuer=old, standing_agency=old, draft=True)
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    running.refresh_from_db()
    draft.refresh_from_db()
    assert (running.issuer, running.standing_agency, draft.issuer, draft.standing_agency) == (old, heir, heir, heir)


def test_the_heir_acknowledges_what_the_unit_had_not(plan, old, heir, system):
    waiting = DeliveryFactory(plan=plan, unit=old)
    other = PlanFactory(issuer=plan.issuer, standing_agency=plan.standing_agency)
    both = [DeliveryFactory(plan=other, unit=unit) for unit in (old, heir)]
    reorganising.merge_units([old], into=heir, by=system, **ACT)
    for delivery in (waiting, *both):
        delivery.refresh_from_db()
    assert (waiting.unit, both[0].unit, both[1].unit) == (heir, old, heir)
