"""What becomes of unsigned decisions when their unit is merged away."""

from datetime import date

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.organisations.models import Unit
from lantoa.selection.enums import UNSIGNED_STATES, DecisionState
from lantoa.selection.models import Decision


@transaction.atomic
def hand_over_unsigned(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """To the successor as drafts, for it to look over and submit anew; without one they are dropped. Signed ones stay with who signed.

    The right was asked for by the reorganisation. Effects, for each: the unit and decider or no more lines; the state; a trail line.
    """
    for decision in Decision.objects.select_for_update().filter(unit=from_unit, state__in=UNSIGNED_STATES).order_by("pk"):
        if decision.state == DecisionState.SUBMITTED:
            workflow.move(decision, DecisionState.DRAFT, by=by, reason="Đơn vị được sắp xếp lại.")
        if to_unit is None:
            decision.honours.all().delete()
            decision.save(update_fields=decision.sum_up())
            workflow.move(decision, DecisionState.DROPPED, by=by, reason="Đơn vị giải thể.")
            continue
        version = to_unit.version_on(max(day, clock.today())) or to_unit.version_on(day)
        decision.unit, decision.decider = to_unit, f"Chủ tịch Ủy ban nhân dân {version.name if version else to_unit}"[:200]
        decision.save(update_fields=["unit", "decider"])
        trail.record("hand_over", decision, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})
