"""Who may see, run, vote in and announce a round. An administrator neither votes nor reads ballots: no rule here names that role."""

import rules

from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import authorities_of, has_role, reaches, units_reached, visible_units
from lantoa.selection.models import Council, Decision, Round
from lantoa.selection.queries import honours, seen


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *seen.CONCERNED)


@rules.predicate
def sees_round(user, found: Round | None) -> bool:
    return found is not None and seen.sees(user, found)


@rules.predicate
def runs_round(user, found: Round | None) -> bool:
    return found is not None and seen.runs(user, found)


@rules.predicate
def runs_rounds_of(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person runs any at all."""
    if unit is None:
        return has_role(user, *seen.RUNNING_OWN, Role.STANDING_AGENCY)
    return (
        unit.pk in seen.own_units(user, seen.RUNNING_OWN) or unit.pk in authorities_of(user) or reaches(user, unit, [Role.STANDING_AGENCY])
    )


@rules.predicate
def is_on_the_roll(user, found: Round | None) -> bool:
    """Who was made an administrator after the roll was called has lost the vote."""
    return found is not None and seen.seat_of(user, found) is not None and not has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def announces(user, found: Round | None) -> bool:
    """The unit's leader its own, the city's leaders and the standing agency the authority's."""
    if found is None:
        return False
    return (
        found.unit_id in seen.own_units(user, frozenset({Role.UNIT_LEADER, Role.CITY_LEADER}))
        or found.unit_id in authorities_of(user)
        or units_reached(user, [Role.STANDING_AGENCY]).filter(pk=found.unit_id).exists()
    )


@rules.predicate
def keeps_council(user, council: Council | None) -> bool:
    return council is not None and _keeps_councils_of(user, council.unit_id)


@rules.predicate
def sees_council(user, council: Council | None) -> bool:
    return council is not None and seen.councils_of(user).filter(pk=council.pk).exists()


@rules.predicate
def keeps_councils_of(user, unit: Unit | None) -> bool:
    if unit is None:
        return has_role(user, Role.UNIT_LEADER, Role.STANDING_AGENCY)
    return _keeps_councils_of(user, unit.pk)


@rules.predicate
def sets_rules_of(user, authority: Unit | None) -> bool:
    return bool(authorities_of(user)) if authority is None else authority.pk in authorities_of(user)


@rules.predicate
def sees_decision(user, decision: Decision | None) -> bool:
    return decision is not None and honours.sees(user, decision)


@rules.predicate
def drafts_decisions_of(user, unit: Unit | None) -> bool:
    """The unit its own; the standing agency its authority's. Without a unit: whether the person drafts any."""
    if unit is None:
        return has_role(user, *honours.DRAFTING, Role.STANDING_AGENCY)
    return unit.pk in seen.own_units(user, honours.DRAFTING) or unit.pk in authorities_of(user)


@rules.predicate
def signs_decision(user, decision: Decision | None) -> bool:
    """The unit's leader and the Front's its own, the city's leader the city's. Who drafts does not sign (product.md §2)."""
    return decision is not None and decision.unit_id in seen.own_units(user, honours.SIGNING)


@rules.predicate
def sees_golden_book_of(user, unit: Unit | None) -> bool:
    """Whoever sees the facts of the unit: the book holds what decisions say, and those are public."""
    return unit is not None and is_concerned(user) and visible_units(user).filter(pk=unit.pk).exists()


def _keeps_councils_of(user, unit_id: int) -> bool:
    return (
        unit_id in seen.own_units(user, frozenset({Role.UNIT_LEADER}))
        or unit_id in authorities_of(user)
        or units_reached(user, [Role.STANDING_AGENCY]).filter(pk=unit_id).exists()
    )


rules.add_perm("selection.list_rounds", is_concerned)
rules.add_perm("selection.view_round", sees_round)
rules.add_perm("selection.open_round", runs_rounds_of)
rules.add_perm("selection.run_round", runs_round)
rules.add_perm("selection.vote", is_on_the_roll)
rules.add_perm("selection.announce_round", announces)
rules.add_perm("selection.view_council", sees_council)
rules.add_perm("selection.found_council", keeps_councils_of)
rules.add_perm("selection.keep_council", keeps_council)
rules.add_perm("selection.set_scheme", sets_rules_of)
rules.add_perm("selection.view_decision", sees_decision)
rules.add_perm("selection.draft_decision", drafts_decisions_of)
rules.add_perm("selection.sign_decision", signs_decision)
rules.add_perm("selection.revoke_honour", signs_decision)
rules.add_perm("selection.view_golden_book", sees_golden_book_of)
rules.add_perm("selection.set_awards", sets_rules_of)
# What every installation needs is laid down after each migration.
rules.add_perm("selection.seed", rules.always_deny)
# The clock opens what is due and counts what has closed.
rules.add_perm("selection.run_clock", rules.always_deny)
