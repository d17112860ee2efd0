"""Handing in, approving, accepting, returning, waiving: who, when, told to whom; once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from lantoa.core import clock
from lantoa.core.rights import Refused, allowed
from lantoa.notifications.models import Notice
from lantoa.organisations.enums import Role
from lantoa.plans.enums import AssignmentState, PlanState
from lantoa.plans.models import Assignment
from lantoa.plans.queries.assigned import version_of
from lantoa.plans.queries.assignments import visible_to
from lantoa.plans.services.assignments import (
    accept_assignment,
    accept_assignments,
    add_proof,
    approve_assignment,
    recall_assignment,
    reopen_assignment,
    return_assignment,
    start_assignment,
    submit_assignment,
    waive_assignment,
)
from tests.factories import AssignmentFactory, DutyFactory, EvidenceFactory, UnitFactory, person_with
from tests.plans.doing import make_ground
from tests.plans.watching import make_world

DAY = date(2022, 5, 20)


@pytest.fixture
def ground(db):
    with clock.at(DAY):
        yield make_ground()


def told(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("kind", flat=True))


def with_proof(ground, **fields) -> Assignment:
    """A duty of the ward with one proof of the officer's, one needed."""
    assignment = AssignmentFactory(duty=ground.duty, unit=ground.vinh, **{"period": "2022-M04", "done_count": 1, **fields})
    EvidenceFactory(assignment=assignment, added_by=ground.officer)
    return assignment


def again(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


class TestSubmit:
    def test_to_the_leader(self, ground):
        assignment = with_proof(ground, started=True)
        submit_assignment(assignment, by=ground.officer)
        found = again(assignment)
        assert (found.state, found.submitted_by, found.submitted_at.date()) == (AssignmentState.SUBMITTED, ground.officer, DAY)
        assert (told(ground.leader), told(ground.officer)) == (["plans.assignment_submitted"], [])

    def test_not_without_proof(self, ground):
        EvidenceFactory(assignment=ground.may, withdrawn=True)
        with pytest.raises(ValidationError) as refused:
            submit_assignment(ground.may, by=ground.officer)
        assert refused.value.code == "no_proof"

    def test_too_little_proof_needs_a_reason(self, ground):
        assignment = with_proof(ground, started=True, needed_count=2)
        with pytest.raises(ValidationError) as refused:
            submit_assignment(assignment, by=ground.officer)
        assert refused.value.message_dict["shortfall_reason"][0].startswith("Mới có 1/2")
        submit_assignment(assignment, shortfall_reason="Loa hỏng từ ngày 3/5.", by=ground.officer)
        assert again(assignment).shortfall_reason == "Loa hỏng từ ngày 3/5."

    def test_not_of_a_plan_that_is_over(self, ground):
        assignment = with_proof(ground, started=True)
        ground.plan.state = PlanState.CLOSED
        ground.plan.save()
        with pytest.raises(ValidationError) as refused:
            submit_assignment(assignment, by=ground.officer)
        assert refused.value.code == "not_active"

    def test_taken_back_before_the_leader_decided(self, ground):
        assignment = with_proof(ground, submitted=True)
        recall_assignment(assignment, by=ground.officer)
        found = again(assignment)
        assert (found.state, found.submitted_at) == (AssignmentState.IN_PROGRESS, None)

    def test_not_taken_back_after(self, ground):
        with pytest.raises(ValidationError):
            recall_assignment(with_proof(ground, approved=True), by=ground.officer)

    def test_started_without_proof(self, ground):
        start_assignment(ground.may, by=ground.officer)
        assert again(ground.may).state == AssignmentState.IN_PROGRESS


class TestApprove:
    def test_by_the_leader(self, ground):
        assignment = with_proof(ground, submitted=True, submitted_by=ground.officer)
        approve_assignment(assignment, by=ground.leader)
        found = again(assignment)
        assert (found.state, found.approved_by, found.approved_at.date()) == (AssignmentState.APPROVED, ground.leader, DAY)

    def test_nobody_approves_what_they_handed_in(self, ground):
        assignment = with_proof(ground, submitted=True, submitted_by=ground.leader)
        with pytest.raises(ValidationError) as refused:
            approve_assignment(assignment, by=ground.leader)
        assert refused.value.code == "own_work"

    def test_nor_what_they_gave_proof_for(self, ground):
        both = person_with(Role.UNIT_LEADER, ground.vinh)
        assignment = with_proof(ground, submitted=True, submitted_by=ground.officer)
        EvidenceFactory(assignment=assignment, added_by=both)
        with pytest.raises(ValidationError) as refused:
            approve_assignment(assignment, by=both)
        assert refused.value.code == "own_work"

    def test_not_on_what_one_has_not_seen(self, ground):
        assignment = with_proof(ground, submitted=True, submitted_by=ground.officer)
        seen = version_of(assignment)
        EvidenceFactory(assignment=assignment, added_by=ground.officer)
        with pytest.raises(ValidationError) as refused:
            approve_assignment(assignment, seen=seen, by=ground.leader)
        assert refused.value.code == "changed"
        approve_assignment(assignment, seen=version_of(assignment), by=ground.leader)


class TestAccept:
    def test_by_the_agency(self, ground):
        assignment = with_proof(ground, approved=True, approved_by=ground.leader)
        accept_assignment(assignment, by=ground.agency)
        assert (again(assignment).state, again(assignment).accepted_at.date()) == (AssignmentState.ACCEPTED, DAY)

    def test_not_before_the_leader(self, ground):
        with pytest.raises(ValidationError) as refused:
            accept_assignment(with_proof(ground, submitted=True), by=ground.agency)
        assert refused.value.code == "move"

    def test_not_what_one_approved(self, ground):
        with pytest.raises(ValidationError) as refused:
            accept_assignment(with_proof(ground, approved=True, approved_by=ground.agency), by=ground.agency)
        assert refused.value.code == "own_work"

    def test_many_at_once_names_what_is_left(self, ground):
        good = [with_proof(ground, approved=True, period=f"2022-M0{n}") for n in (6, 7)]
        early = with_proof(ground, submitted=True, period="2022-M08")
        accepted, left = accept_assignments([*good, early], by=ground.agency)
        assert (accepted, len(left), again(early).state) == (2, 1, AssignmentState.SUBMITTED)


class TestReturn:
    def test_by_the_leader_tells_the_officers(self, ground):
        assignment = with_proof(ground, submitted=True)
        return_assignment(assignment, reason="Ảnh mờ.", by=ground.leader)
        found = again(assignment)
        assert (found.state, found.return_reason) == (AssignmentState.RETURNED, "Ảnh mờ.")
        assert (told(ground.officer), told(ground.second_officer), told(ground.leader)) == (
            ["plans.assignment_returned"], ["plans.assignment_returned"], [],
        )  # fmt: skip

    @pytest.mark.parametrize("trait", ["approved", "accepted"])
    def test_by_the_agency_tells_the_leader_too_and_voids_the_approval(self, ground, trait):
        assignment = with_proof(ground, **{trait: True}, approved_by=ground.leader)
        return_assignment(assignment, reason="Thiếu ngày phát.", by=ground.agency)
        found = again(assignment)
        assert (found.state, found.approved_by, found.approved_at, found.accepted_at) == (AssignmentState.RETURNED, None, None, None)
        assert told(ground.leader) == ["plans.assignment_returned"]

    def test_each_in_turn(self, ground):
        with pytest.raises(ValidationError) as early:
            return_assignment(with_proof(ground, submitted=True), reason="Thiếu.", by=ground.agency)
        with pytest.raises(ValidationError) as late:
            return_assignment(with_proof(ground, accepted=True, period="2022-M06"), reason="Thiếu.", by=ground.leader)
        assert (early.value.code, late.value.code) == ("turn", "turn")

    def test_needs_a_reason(self, ground):
        with pytest.raises(ValidationError) as refused:
            return_assignment(with_proof(ground, submitted=True), reason="  ", by=ground.leader)
        assert list(refused.value.error_dict) == ["reason"]

    def test_and_handed_in_again(self, ground):
        assignment = with_proof(ground, returned=True)
        submit_assignment(assignment, by=ground.officer)
        assert again(assignment).state == AssignmentState.SUBMITTED


class TestWaive:
    def test_and_asked_for_after_all(self, ground):
        waive_assignment(ground.may, reason="Không có đài.", by=ground.agency)
        assert (again(ground.may).state, again(ground.may).waive_reason) == (AssignmentState.WAIVED, "Không có đài.")
        reopen_assignment(ground.may, reason="Đã có đài mới.", by=ground.agency)
        assert (again(ground.may).state, again(ground.may).waive_reason) == (AssignmentState.ASSIGNED, "")
        assert told(ground.leader) == ["plans.assignment_waived", "plans.assignment_reopened"]

    @pytest.mark.parametrize("service", [waive_assignment, reopen_assignment])
    def test_needs_a_reason(self, ground, service):
        with pytest.raises(ValidationError) as refused:
            service(ground.may, reason="", by=ground.agency)
        assert list(refused.value.error_dict) == ["reason"]


# --- Rights (product.md §2, row "Duty proof") --------------------------------------------------------------------------------

SEE, GIVE, SUBMIT, APPROVE, RETURN, ACCEPT, WAIVE = (
    f"plans.{word}" for word in ("view_assignment", "give_proof", "submit", "approve", "return", "accept", "waive")
)
ALL = {SEE, GIVE, SUBMIT, APPROVE, RETURN, ACCEPT, WAIVE}
DOES, LEADS, RUNS = {SEE, GIVE, SUBMIT}, {SEE, APPROVE, RETURN}, {SEE, RETURN, ACCEPT, WAIVE}


@pytest.mark.parametrize(
    ("role", "place", "rights"),
    [
        (Role.UNIT_OFFICER, "vinh", DOES), (Role.GRASSROOTS, "vinh", DOES), (Role.MEDIA_EDITOR, "vinh", DOES),
        (Role.FRONT_PARTNER, "vinh", DOES), (Role.UNIT_LEADER, "vinh", LEADS), (Role.CLUSTER_HEAD, "east", {SEE}),
        (Role.STANDING_AGENCY, "office", RUNS), (Role.CITY_LEADER, "city", {SEE}),
        (Role.COUNCIL_MEMBER, "city", set()), (Role.ADMINISTRATOR, "office", set()), (Role.UPPER_VIEWER, "province", set()),
        (Role.FINANCE, "vinh", set()),
        # the sibling, the parent, the neighbour city, the province above
        (Role.UNIT_OFFICER, "an", set()), (Role.UNIT_LEADER, "an", set()), (Role.CLUSTER_HEAD, "law", set()),
        (Role.UNIT_OFFICER, "city", set()), (Role.UNIT_LEADER, "city", set()), (Role.UNIT_OFFICER, "office", set()),
        (Role.STANDING_AGENCY, "other_office", set()), (Role.CITY_LEADER, "other_city", set()), (Role.CITY_LEADER, "province", {SEE}),
    ],
)  # fmt: skip
def test_rights_of_each_role(db, role, place, rights):
    with clock.at(DAY):
        world = make_world()
        person = person_with(role, getattr(world, place))
        assert {permission for permission in ALL if allowed(person, permission, world.vinh_may)} == rights


@pytest.mark.parametrize("role", Role)
def test_the_rule_and_the_list_agree(db, role):
    """For every role at every place, the list holds exactly what may be seen."""
    with clock.at(DAY):
        world = make_world()
        rows = list(Assignment.objects.all())
        places = [world.east, world.law] if role == Role.CLUSTER_HEAD else [
            world.province, world.city, world.other_city, world.office, world.other_office, world.vinh, world.an, world.police, world.far,
        ]  # fmt: skip
        for place in places:
            person = person_with(role, place)
            seen = set(visible_to(person))
            assert seen == {row for row in rows if allowed(person, SEE, row)}, place


def test_an_office_does_its_own_duties(ground):
    own = AssignmentFactory(duty=DutyFactory(plan=ground.plan), unit=ground.office)
    leader = person_with(Role.UNIT_LEADER, ground.office)
    assert {p for p in ALL if allowed(ground.agency, p, own)} == DOES | RUNS
    add_proof(own, kind="note", note="Đã tham mưu.", by=ground.agency)
    submit_assignment(own, by=ground.agency)
    approve_assignment(own, by=leader)
    with pytest.raises(ValidationError):
        accept_assignment(own, by=ground.agency)
    accept_assignment(own, by=person_with(Role.STANDING_AGENCY, ground.office))


def test_a_unit_sees_what_its_predecessor_did(ground):
    old = UnitFactory(name="Phường Cũ", parent=ground.city, closed_on=date(2022, 5, 1))
    done = AssignmentFactory(duty=ground.duty, unit=old, accepted=True)
    assert done not in visible_to(ground.officer)
    old.successions.create(kind="merge", successor=ground.vinh, takes_effect_on=date(2022, 5, 1), legal_document="NQ 1")
    assert done in visible_to(ground.officer)


@pytest.mark.parametrize(
    ("service", "needs"),
    [
        (start_assignment, {}), (submit_assignment, {}), (recall_assignment, {}), (approve_assignment, {}), (accept_assignment, {}),
        (return_assignment, {"reason": "Thiếu."}), (waive_assignment, {"reason": "Miễn."}), (reopen_assignment, {"reason": "Giao lại."}),
    ],
)  # fmt: skip
def test_a_stranger_finds_nothing(ground, service, needs):
    with pytest.raises(Refused):
        service(ground.may, **needs, by=person_with(Role.UNIT_OFFICER, ground.an))


# --- At once ------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer: there is nothing to race")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [2, 4, 50])
def test_submitted_many_times_at_once_is_submitted_once(times):
    with clock.at(DAY):
        ground = make_ground()
        assignment = with_proof(ground, started=True)

    def press(_):
        try:
            with clock.at(DAY):
                submit_assignment(assignment, by=ground.officer)
            return True
        except ValidationError:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(min(times, 10)) as pool:
        results = list(pool.map(press, range(times)))
    assert (sum(results), told(ground.leader)) == (1, ["plans.assignment_submitted"])
