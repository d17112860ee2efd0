"""The one place where a record changes its state.

A room writes its states as TextChoices with a table of allowed moves in its enums.py:

    class PlanState(TextChoices):
        DRAFT = "draft", "dự thảo"
        ...
    PLAN_MOVES = {PlanState.DRAFT: {PlanState.IN_REVIEW}, ...}

and names them on the model: `state_moves = PLAN_MOVES`. The model's field is `state`.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from lantoa.core import clock, trail


def can_move(obj: models.Model, to: str) -> bool:
    return to in obj.state_moves.get(obj.state, ())


def move(obj: models.Model, to: str, *, by: Any, reason: str = "", also: tuple[str, ...] = ()) -> datetime:
    """Move `obj` to the state `to` and write the trail; returns the moment.

    `also` names fields the caller has set on `obj` to be saved with the state (a date that a CheckConstraint ties to it).
    The caller holds the transaction and the row lock. Raises ValidationError, in words, when the move is not allowed.
    """
    if not can_move(obj, to):
        label = type(obj)._meta.get_field("state").choices
        words = dict(label)
        raise ValidationError(
            f"{obj._meta.verbose_name.capitalize()} đang ở bước “{words[obj.state]}” nên không chuyển sang “{words[to]}” được. "
            "Tải lại trang để thấy tình trạng mới nhất.",
            code="move",
        )
    came_from, moment = obj.state, clock.now()
    obj.state = to
    fields = ["state", *also]
    if hasattr(obj, "state_since"):
        obj.state_since = moment
        fields.append("state_since")
    obj.save(update_fields=fields)
    trail.record("move", obj, by=by, reason=reason, from_state=came_from, to_state=to)
    return moment
