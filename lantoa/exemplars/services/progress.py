"""How a verified nomination goes on: moved by the rooms above, each of which has asked for the right to its own act."""

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, workflow
from lantoa.core.rights import require
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.locking import check_not_held, locked
from lantoa.exemplars.signals import moved

S = NominationState
# The column that keeps the moment of a step.
_MOMENT = {S.SHORTLISTED: "shortlisted_at", S.SELECTED: "selected_at", S.HONOURED: "honoured_at", S.PUBLISHED: "published_at"}


@transaction.atomic
def move_along(nomination: Nomination, to: NominationState, *, reason: str = "", by: User) -> Nomination:
    """Move to `to` along the table of enums. A held nomination only moves back or out.

    Effects, in order: the state with the moment of the step; a trail line. Raises ValidationError, in words. Whoever listens to
    `signals.moved` (search, newsroom, figures) hears of it after the commit.
    """
    require(by, "exemplars.move_along", nomination)
    nomination = locked(nomination)
    if to in (S.SHORTLISTED, S.SELECTED, S.HONOURED, S.PUBLISHED, S.REPLICATING) and nomination.state not in (S.PUBLISHED, S.REPLICATING):
        check_not_held(nomination)
    also = []
    if field := _MOMENT.get(to):
        setattr(nomination, field, clock.now())
        also.append(field)
    if to in (S.REVOKED, S.WITHDRAWN, S.NOT_ELIGIBLE):
        nomination.end_reason = reason
        also.append("end_reason")
    came_from = nomination.state
    workflow.move(nomination, to, by=by, reason=reason, also=tuple(also))
    transaction.on_commit(lambda: moved.send(Nomination, nomination=nomination, came_from=came_from), robust=True)
    return nomination
