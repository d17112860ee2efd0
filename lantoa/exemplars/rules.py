"""Who may put forward, see, verify, approve and stop (product.md §2). Lists say the same in queries.seen.

A right says who; that proposer, verifier and approver are three people, the services say in words.
"""

import rules

from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import seen
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import has_role, reaches, visible_units

# Own unit: UO UL CH(own) GR FP; everywhere in the authority they work under: SA CM CL ME FP.
_NOMINATING_OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS, Role.FRONT_PARTNER})
_NOMINATING_ALL = frozenset(
    {Role.STANDING_AGENCY, Role.COUNCIL_MEMBER, Role.CITY_LEADER, Role.MEDIA_EDITOR, Role.FRONT_PARTNER, Role.CLUSTER_HEAD}
)
_VERIFYING = (Role.UNIT_OFFICER, Role.FRONT_PARTNER)


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *seen.CONCERNED)


@rules.predicate
def nominates_for(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person puts anybody forward at all."""
    if unit is None:
        return has_role(user, *_NOMINATING_OWN, *_NOMINATING_ALL)
    return unit.pk in seen.own_units(user, *_NOMINATING_OWN) or (
        has_role(user, *_NOMINATING_ALL) and visible_units(user).filter(pk=unit.pk).exists()
    )


@rules.predicate
def sees_nomination(user, nomination: Nomination | None) -> bool:
    return nomination is not None and seen.sees(user, nomination)


@rules.predicate
def sees_whole(user, nomination: Nomination | None) -> bool:
    return nomination is not None and seen.sees_whole(user, nomination)


@rules.predicate
def verifies(user, nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.unit_id in seen.own_units(user, *_VERIFYING)


@rules.predicate
def leads_unit(user, nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.unit_id in seen.own_units(user, Role.UNIT_LEADER)


@rules.predicate
def is_standing_agency_over(user, nomination: Nomination | None) -> bool:
    return nomination is not None and reaches(user, nomination.unit, [Role.STANDING_AGENCY])


@rules.predicate
def helps_grow(user, nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.unit_id in seen.own_units(user)


@rules.predicate
def put_it_forward(user, nomination: Nomination | None) -> bool:
    return nomination is not None and (nomination.proposed_by_id == user.pk or nomination.senders.filter(user=user).exists())


@rules.predicate
def handles_some(user) -> bool:
    return has_role(user, *seen.WHOLE)


rules.add_perm("exemplars.list_nominations", is_concerned)
rules.add_perm("exemplars.nominate", nominates_for)
rules.add_perm("exemplars.view_nomination", sees_nomination)
rules.add_perm("exemplars.view_personal", sees_whole)
rules.add_perm("exemplars.edit_nomination", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.verify", verifies | is_standing_agency_over)
rules.add_perm("exemplars.approve", leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.take_consent", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.mentor", helps_grow | is_standing_agency_over)
rules.add_perm("exemplars.hold", leads_unit | is_standing_agency_over)
# What a citizen may do without an account, through the public door; the person's own link proves itself.
rules.add_perm("exemplars.tell", rules.always_allow)
# A room above (selection, newsroom, replication) moves the nomination along: it has asked for the right to its own act.
rules.add_perm("exemplars.move_along", rules.always_allow)
# Verification and consent
rules.add_perm("exemplars.decline", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.withdraw", put_it_forward | verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.send_back", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.attach", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.take_down", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.answer_request", verifies | leads_unit | is_standing_agency_over)
rules.add_perm("exemplars.list_privacy", handles_some)
# The person held up, by the own link: whoever has the token is that person.
rules.add_perm("exemplars.own_link", rules.always_allow)
# The system alone.
rules.add_perm("exemplars.seed", rules.always_deny)
rules.add_perm("exemplars.remind", rules.always_deny)
