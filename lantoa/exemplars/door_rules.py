"""Who keeps a draft, takes in a workbook, and takes the list away (product.md §2)."""

import rules

from lantoa.accounts.models import CITIZEN_USERNAME
from lantoa.exemplars.models import Draft, NominationBook
from lantoa.exemplars.queries import seen
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role

_IMPORTING = (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.STANDING_AGENCY)


@rules.predicate
def holds_draft(user, draft: Draft | None) -> bool:
    """An officer's draft is its writer's alone; a citizen's belongs to whoever has its key, which the public page has asked for."""
    if draft is None:
        return False
    return draft.user_id == user.pk if draft.user_id else user.username == CITIZEN_USERNAME


@rules.predicate
def imports(user) -> bool:
    return has_role(user, *_IMPORTING)


@rules.predicate
def brought_book(user, book: NominationBook | None) -> bool:
    return book is not None and book.brought_by_id == user.pk


@rules.predicate
def sees_some_whole(user) -> bool:
    return has_role(user, *seen.WHOLE)


rules.add_perm("exemplars.keep_draft", holds_draft)
rules.add_perm("exemplars.import_nominations", imports)
rules.add_perm("exemplars.view_book", brought_book & imports)
rules.add_perm("exemplars.export_personal", sees_some_whole)
# The worker has been sent by who had the right.
rules.add_perm("exemplars.hear_recording", rules.always_deny)
# The clock alone.
rules.add_perm("exemplars.sweep_drafts", rules.always_deny)
