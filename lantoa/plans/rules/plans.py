"""Who may see, draw up, sign, set going, acknowledge and end a plan (product.md §2). Each unit answers for its own plan."""

import rules

from lantoa.organisations.enums import Role
from lantoa.plans.models import Delivery, Plan
from lantoa.plans.queries import plans

# Product table: UL ME FP FI; the standing agency and the authority themselves are units that receive plans, too.
_ACKNOWLEDGING = (Role.UNIT_LEADER, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.FINANCE, Role.CITY_LEADER, Role.STANDING_AGENCY)


@rules.predicate
def sees_plan(user, plan: Plan | None) -> bool:
    return plan is not None and plans.sees(user, plan)


@rules.predicate
def holds_office(user) -> bool:
    return bool(plans.appointments_of(user))


@rules.predicate
def runs_plan(user, plan: Plan | None) -> bool:
    """Works at the office that runs the plan; a unit's own plan is run by the unit, not by the city's office."""
    return plan is not None and not is_unit_plan(plan) and plan.standing_agency_id in plans.units_of(user, Role.STANDING_AGENCY)


@rules.predicate
def drafts_for_issuer(user, plan: Plan | None) -> bool:
    return plan is not None and is_unit_plan(plan) and plan.issuer_id in plans.units_of(user, *plans.DRAFTING)


@rules.predicate
def leads_issuer(user, plan: Plan | None) -> bool:
    return plan is not None and plan.issuer_id in plans.units_of(user, Role.CITY_LEADER, Role.UNIT_LEADER)


@rules.predicate
def may_start_plan(user, plan: Plan | None) -> bool:
    """Without a plan: whether the person draws up plans of an authority at all. With one not saved yet: this very one."""
    authorities = plans.authorities_run_by(user)
    return bool(authorities) if plan is None else authorities.get(plan.issuer_id) == plan.standing_agency_id


@rules.predicate
def acknowledges_for_unit(user, delivery: Delivery | None) -> bool:
    return delivery is not None and delivery.unit_id in plans.units_of(user, *_ACKNOWLEDGING)


def is_unit_plan(plan: Plan) -> bool:
    """A unit's plan answers a plan run by the same office; a city's plan answers one run elsewhere, or none."""
    return plan.answers_id is not None and plan.answers.standing_agency_id == plan.standing_agency_id


rules.add_perm("plans.list_plans", holds_office)
rules.add_perm("plans.view_plan", sees_plan)
rules.add_perm("plans.create_plan", may_start_plan)
rules.add_perm("plans.draft_unit_plan", drafts_for_issuer)
rules.add_perm("plans.edit_plan", runs_plan | drafts_for_issuer)
rules.add_perm("plans.sign_plan", runs_plan | leads_issuer)
rules.add_perm("plans.send_back_plan", runs_plan | leads_issuer)
rules.add_perm("plans.activate_plan", runs_plan)
rules.add_perm("plans.manage_plan", runs_plan)
rules.add_perm("plans.acknowledge_plan", acknowledges_for_unit)
