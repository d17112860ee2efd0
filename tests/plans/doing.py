"""One ward with an officer and a leader, a second ward, the office that runs the plan: the ground of the tests about doing duties."""

from types import SimpleNamespace

from lantoa.organisations.enums import Role
from lantoa.plans.enums import TargetKind
from tests.factories import AssignmentFactory, ClauseFactory, ClusterFactory, DutyFactory, PlanFactory, UnitFactory, person_with


def make_ground() -> SimpleNamespace:
    plan = PlanFactory()
    city, office = plan.issuer, plan.standing_agency
    vinh = UnitFactory(name="Phường Bảo Vinh", parent=city)
    an = UnitFactory(name="Phường Xuân An", parent=city)
    clause = ClauseFactory(plan=plan, ref="II.1-4", text="Thường xuyên tuyên truyền bằng nhiều hình thức.")
    duty = DutyFactory(plan=plan, code="U05", title="Nhiều hình thức", target=TargetKind.MEMBERS, clauses=[clause])
    return SimpleNamespace(
        plan=plan, city=city, office=office, vinh=vinh, an=an, clause=clause, duty=duty,
        cluster=ClusterFactory(authority=city, units=[vinh, an]),
        officer=person_with(Role.UNIT_OFFICER, vinh),
        second_officer=person_with(Role.UNIT_OFFICER, vinh),
        leader=person_with(Role.UNIT_LEADER, vinh),
        agency=person_with(Role.STANDING_AGENCY, office),
        may=AssignmentFactory(duty=duty, unit=vinh),
    )  # fmt: skip
