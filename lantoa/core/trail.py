"""Where every service says what it did. The room `audit` listens and writes it down in the same transaction."""

from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

# Sent with: action, obj, by, unit, reason, from_state, to_state, before, after (the last two: dicts of plain values).
recorded = Signal()


def record(
    action: str,
    obj: models.Model | None,
    *,
    by: Any,
    unit: models.Model | None = None,
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    before: dict | None = None,
    after: dict | None = None,
) -> None:
    """Write one line of the audit log about `obj` (None for an act without an object, such as a refused sign-in).

    Must run inside a transaction: an act and its line stand or fall together. `unit` is the unit concerned when the object
    itself does not say it (by an attribute `audit_unit`).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"trail.record({action!r}) outside a transaction")
    recorded.send(
        sender=type(obj) if obj is not None else None,
        action=action,
        obj=obj,
        by=by,
        unit=unit if unit is not None else getattr(obj, "audit_unit", None),
        reason=reason,
        from_state=from_state,
        to_state=to_state,
        before=before or {},
        after=after or {},
    )
