"""Who may see and change units, clusters and appointments (product.md §2, row "Users, units, settings").

Seeing: the facts of a unit (name, kind, parents, documents, clusters, who works there) are for all staff of the same authority:
everything that ever stood under it, what became of that, and what stands above it. `queries.visible_units` is the same rule for lists.

Changing: an administrator everywhere; a standing agency below its authority, not the authority itself; a leader invites officers
of the own unit. Nobody appoints themselves, and nobody gives what reaches further than they do.
"""

import rules

from lantoa.organisations import queries
from lantoa.organisations.enums import REACH, Reach, Role
from lantoa.organisations.models import Appointment, Cluster, Unit

# What a standing agency may not hand out: the whole system.
_SYSTEM_ROLES = {role for role, reach in REACH.items() if reach is Reach.SYSTEM}
# Roles whose holder may let somebody else act for a while.
DELEGABLE = {Role.UNIT_LEADER, Role.CLUSTER_HEAD, Role.STANDING_AGENCY, Role.CITY_LEADER}


@rules.predicate
def is_administrator(user) -> bool:
    return queries.has_role(user, Role.ADMINISTRATOR)


@rules.predicate
def is_standing_agency(user) -> bool:
    return queries.has_role(user, Role.STANDING_AGENCY)


@rules.predicate
def is_leader(user) -> bool:
    return queries.has_role(user, Role.UNIT_LEADER)


@rules.predicate
def holds_any_appointment(user) -> bool:
    return bool(queries.appointments_of(user))


@rules.predicate
def sees_unit(user, unit: Unit) -> bool:
    return queries.visible_units(user).filter(pk=unit.pk).exists()


@rules.predicate
def sees_cluster(user, cluster: Cluster) -> bool:
    return queries.visible_clusters(user).filter(pk=cluster.pk).exists()


@rules.predicate
def sees_appointment(user, appointment: Appointment) -> bool:
    return queries.visible_appointments(user).filter(pk=appointment.pk).exists()


@rules.predicate
def stands_over(user, unit: Unit | None) -> bool:
    """A standing agency whose authority stands above the unit: today, or on the day of the unit's life nearest to today."""
    return unit is not None and queries.stands_above(user, unit)


@rules.predicate
def is_standing_agency_of(user, authority: Unit | None) -> bool:
    """A standing agency of this very authority or of one above it."""
    return authority is not None and (queries.is_authority_of(user, authority) or queries.stands_above(user, authority))


@rules.predicate
def is_not_self(user, appointment: Appointment) -> bool:
    return appointment.user_id != user.pk


@rules.predicate
def gives_within_reach(user, appointment: Appointment) -> bool:
    """A standing agency gives a post whose whole reach lies within its own."""
    role = Role(appointment.role)
    if role in _SYSTEM_ROLES:
        return False
    if appointment.cluster_id:
        return is_standing_agency_of(user, appointment.cluster.authority)
    if appointment.unit_id is None:
        return False
    if REACH[role] is Reach.OWN or role == Role.STANDING_AGENCY:
        # A standing agency at an office below reaches the office's parent, which must be the own authority or below it.
        return queries.stands_above(user, appointment.unit)
    return is_standing_agency_of(user, appointment.unit)


@rules.predicate
def leads_and_invites(user, appointment: Appointment) -> bool:
    """A leader takes in officers at the own unit."""
    if appointment.role != Role.UNIT_OFFICER or appointment.unit_id is None:
        return False
    return queries.reaches(user, appointment.unit, [Role.UNIT_LEADER])


@rules.predicate
def is_holder(user, appointment: Appointment) -> bool:
    return appointment.user_id == user.pk


@rules.predicate
def gave_it_away(user, appointment: Appointment) -> bool:
    """The one who delegated it may take it back."""
    return appointment.delegated_by is not None and appointment.delegated_by.user_id == user.pk


@rules.predicate
def is_delegable(user, appointment: Appointment) -> bool:
    """Power that was itself delegated is not passed on."""
    return appointment.role in DELEGABLE and appointment.delegated_by_id is None


rules.add_perm("organisations.view_unit", sees_unit)
rules.add_perm("organisations.view_cluster", sees_cluster)
rules.add_perm("organisations.view_appointment", sees_appointment)
rules.add_perm("organisations.manage_unit", is_administrator | stands_over)
rules.add_perm("organisations.reorganise", is_administrator | stands_over)
# The object is the parent the new unit is to stand under; None is a new top of the tree.
rules.add_perm("organisations.found_unit", is_administrator | is_standing_agency_of)
# The object is the authority whose clusters these are.
rules.add_perm("organisations.manage_clusters", is_administrator | is_standing_agency_of)
# The object is an appointment, perhaps not yet saved.
rules.add_perm("organisations.appoint", is_not_self & (is_administrator | gives_within_reach | leads_and_invites))
# Whether there is anybody at all the person might appoint: the page opens, each appointment is asked for by "appoint".
rules.add_perm("organisations.invite", is_administrator | is_standing_agency | is_leader)
rules.add_perm("organisations.end_appointment", is_administrator | gives_within_reach | leads_and_invites | gave_it_away)
rules.add_perm("organisations.delegate", is_holder & is_delegable)
rules.add_perm("organisations.import_units", is_administrator | is_standing_agency)
# Whether the menu offers the pages of units at all.
rules.add_perm("organisations.browse", holds_any_appointment)
