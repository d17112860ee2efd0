"""Who decides about nominations that may tell of the same. Lists say the same in queries.duplicates.

A unit decides for its own files; of two units each decides about its own side and asks the other before two become one; the standing
agency above both decides where they disagree.
"""

import rules

from lantoa.exemplars.models import Nomination, Suspicion
from lantoa.exemplars.queries import duplicates
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role


@rules.predicate
def decides_for_some(user) -> bool:
    return has_role(user, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.STANDING_AGENCY)


@rules.predicate
def acts_for_nomination(user, nomination: Nomination | None) -> bool:
    return nomination is not None and duplicates.acts_for(user, nomination)


@rules.predicate
def acts_for_either(user, suspicion: Suspicion | None) -> bool:
    return suspicion is not None and bool(duplicates.acts_for_which(user, suspicion))


@rules.predicate
def acts_for_both(user, suspicion: Suspicion | None) -> bool:
    return suspicion is not None and len(duplicates.acts_for_which(user, suspicion)) == 2


@rules.predicate
def was_asked(user, suspicion: Suspicion | None) -> bool:
    return suspicion is not None and duplicates.was_asked(user, suspicion)


rules.add_perm("exemplars.list_suspicions", decides_for_some)
rules.add_perm("exemplars.view_suspicion", acts_for_either)
rules.add_perm("exemplars.suspect", acts_for_nomination)
rules.add_perm("exemplars.decide_duplicate", acts_for_either)
rules.add_perm("exemplars.merge", acts_for_both)
rules.add_perm("exemplars.answer_duplicate", was_asked)
# Looking is part of receiving and of correcting: whoever did that has asked for the right to it.
rules.add_perm("exemplars.check_duplicates", rules.always_allow)
# The clock alone.
rules.add_perm("exemplars.check_all_duplicates", rules.always_deny)
