"""What every service about an assignment does the same way: move it and tell the rooms above, count its proof."""

from lantoa.accounts.models import User
from lantoa.core.workflow import move
from lantoa.plans import done_rules
from lantoa.plans.enums import AssignmentState
from lantoa.plans.models import Assignment
from lantoa.plans.signals import assignment_moved

_MOST = 32767  # what the columns for counts hold


def recount(assignment: Assignment, *, by: User) -> None:
    """Ask the duty's rule again and keep its two numbers. The caller holds the lock, and the right to what changed the proof."""
    proofs = list(assignment.evidence.filter(withdrawn_at__isnull=True).order_by("created_at", "pk"))
    done, needed = (min(number, _MOST) for number in done_rules.count(assignment, proofs))
    assignment.done_count, assignment.needed_count = done, needed
    assignment.save(update_fields=["done_count", "needed_count"])


def move_on(assignment: Assignment, to: AssignmentState, *, by: User, reason: str = "", also: tuple[str, ...] = ()) -> None:
    """Move the locked assignment and tell the rooms above."""
    came_from = assignment.state
    move(assignment, to, by=by, reason=reason, also=also)
    assignment_moved.send(sender=Assignment, assignment=assignment, from_state=came_from, to_state=to, by=by)
