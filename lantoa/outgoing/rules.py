"""Who keeps the register. Lists say the same in queries."""

import rules

from lantoa.organisations.models import Unit
from lantoa.outgoing import queries
from lantoa.outgoing.models import Paper


@rules.predicate
def sees_paper(user, paper: Paper | None) -> bool:
    return paper is not None and queries.sees(user, paper)


@rules.predicate
def keeps_book_of(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person keeps any."""
    kept = queries.units_kept(user)
    return bool(kept) if unit is None else unit.pk in kept


@rules.predicate
def keeps_paper(user, paper: Paper | None) -> bool:
    return paper is not None and keeps_book_of(user, paper.unit)


rules.add_perm("outgoing.list_papers", keeps_book_of)
rules.add_perm("outgoing.view_paper", sees_paper)
rules.add_perm("outgoing.enter_paper", keeps_book_of)
rules.add_perm("outgoing.keep_paper", keeps_paper)
