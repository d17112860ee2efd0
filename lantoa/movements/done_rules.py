"""The done-rule of duty U04 (II.1 ý 3 of plan 449): a piece about each movement that applies; for the others, the reason.

A duty may choose it as "Mỗi phong trào đều có bài". The movements are those launched that the duty's own sentences name, or, where
none is tied to them, all that its plan names.
"""

from collections.abc import Sequence

from lantoa.movements import pieces
from lantoa.movements.enums import MovementState, RegistrationState
from lantoa.movements.models import Movement, Registration
from lantoa.movements.services.proof import RULE
from lantoa.plans import done_rules
from lantoa.plans.done_rules import DoneRule, Params
from lantoa.plans.models import Assignment, Evidence


def movements_of(assignment: Assignment) -> list[int]:
    """Ids of the movements the duty is about. At most two queries."""
    running = Movement.objects.filter(state__in=[MovementState.LAUNCHED, MovementState.CLOSED], clause__plan=assignment.plan_id)
    named = running.filter(clause__duties=assignment.duty_id).distinct()
    return list(named.values_list("pk", flat=True)) or list(running.values_list("pk", flat=True))


def each_movement(assignment: Assignment, evidence: Sequence[Evidence], params: Params) -> tuple[int, int]:
    """(movements answered for, movements). One is, when the unit says with a reason that it does not apply, or published about it.

    Proof given by hand says not which movement it is about, so each piece stands for one not covered otherwise. Without any movement
    on record, the number the duty was given stands.
    """
    movements = movements_of(assignment)
    given = len([proof for proof in evidence if proof.kind != "nil" and proof.record_id is None])
    needed = len(movements) or max(1, int(params.get("min", 1)))
    if any(proof.kind == "nil" for proof in evidence):
        return needed, needed
    declined = set(
        Registration.objects.filter(
            movement__in=movements, unit=assignment.unit_id, state=RegistrationState.NOT_APPLICABLE
        ).values_list("movement_id", flat=True)
    )  # fmt: skip
    covered = declined | pieces.covered(assignment.unit_id, movements, assignment.period_start, assignment.period_end)
    return min(needed, len(covered) + given), needed


def register() -> None:
    done_rules.register(
        DoneRule(
            RULE, "Mỗi phong trào đều có bài", lambda p: "mỗi phong trào có ít nhất một bài, hoặc có lý do không áp dụng", each_movement
        )
    )
