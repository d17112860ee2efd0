"""Who may see, prove, hand in, approve, accept, return and waive a duty. What each role is for stands in queries.assigned.

A right says who; whether it is time for it, and that nobody approves what they wrote, the services say in words.
"""

import rules

from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, has_role
from lantoa.plans.models import Assignment, Plan
from lantoa.plans.queries import assigned

_OPENING = frozenset({Role.STANDING_AGENCY, Role.UNIT_LEADER, Role.CITY_LEADER})


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *assigned.CONCERNED)


@rules.predicate
def sees_assignment(user, assignment: Assignment | None) -> bool:
    return assignment is not None and assigned.sees(user, assignment)


@rules.predicate
def works_for_unit(user, assignment: Assignment | None) -> bool:
    return assignment is not None and assignment.unit_id in assigned.units_worked_for(user)


@rules.predicate
def leads_unit(user, assignment: Assignment | None) -> bool:
    return assignment is not None and assignment.unit_id in assigned.units_led(user)


@rules.predicate
def runs_its_plan(user, assignment: Assignment | None) -> bool:
    return assignment is not None and assigned.runs_plan(user, assignment.plan)


@rules.predicate
def carries_out_plan(user, plan: Plan | None) -> bool:
    """Whoever may set the plan going: at the office that runs it or at the authority that issued it."""
    return plan is not None and any(
        a.role in _OPENING and a.unit_id in (plan.standing_agency_id, plan.issuer_id) for a in appointments_of(user)
    )


rules.add_perm("plans.list_assignments", is_concerned)
rules.add_perm("plans.view_assignment", sees_assignment)
rules.add_perm("plans.give_proof", works_for_unit)
rules.add_perm("plans.submit", works_for_unit)
rules.add_perm("plans.approve", leads_unit)
rules.add_perm("plans.return", leads_unit | runs_its_plan)
rules.add_perm("plans.accept", runs_its_plan)
rules.add_perm("plans.waive", runs_its_plan)
rules.add_perm("plans.open_periods", carries_out_plan)
# A record proves a duty by itself; the room it belongs to has asked for the right to make it.
rules.add_perm("plans.add_record_proof", rules.always_allow)
# The clock alone.
rules.add_perm("plans.mark_late", rules.always_deny)
