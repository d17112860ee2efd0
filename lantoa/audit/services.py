"""Writing the log. Reached through `core.trail.record`, whose caller has asked for the right and holds the transaction."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from lantoa.audit import actors
from lantoa.audit.models import ChainHead, Entry
from lantoa.core import clock, visitor


@transaction.atomic
def append_entry(
    *, action: str, obj: models.Model | None, by: Any, unit: models.Model | None, reason: str, from_state: str, to_state: str,
    before: dict, after: dict,
) -> Entry:  # fmt: skip
    """Add one line at the end of the chain.

    Effects, in order: the head is locked until the caller's transaction ends, so that two writers never follow the same line; the
    line is added; the head moves to it. Three short statements, whatever the length of the log: an act on thousands of rows
    writes one line with their count in `after`, not thousands of lines.
    """
    head = ChainHead.objects.select_for_update().get(pk=1)
    person = by if getattr(by, "pk", None) else None
    entry = Entry(
        position=head.length + 1,
        at=clock.now(),
        actor=person,
        actor_name=_text(person, 120),
        actor_role=_text(actors.role_of(person), 300) if person else "",
        unit_id=unit.pk if unit else None,
        unit_name=_text(unit, 200),
        address=visitor.address(),
        action=action,
        model=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_text=_text(obj, 300),
        from_state=from_state,
        to_state=to_state,
        reason=_text(reason),
        before=_canonical(before),
        after=_canonical(after),
        previous_hash=head.last_hash,
    )
    entry.hash = entry.sealed()
    entry.save(force_insert=True)
    head.length, head.last_hash = entry.position, entry.hash
    head.save(update_fields=["length", "last_hash"])
    return entry


def ensure_head() -> None:
    """An empty log has its head. A log whose head is missing is left as it is: that is for `verify_audit` to report."""
    if not Entry.objects.exists():
        ChainHead.objects.get_or_create(pk=1)


def _text(thing: Any, length: int | None = None) -> str:
    """As it reads, at most `length` letters; without NUL, which PostgreSQL does not keep: the hash must be over what is kept."""
    return str(thing).replace("\x00", "")[:length] if thing else ""


def _canonical(values: dict) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=_Encoder)
    return text.replace("\\u0000", "")


class _Encoder(DjangoJSONEncoder):
    """Anything without a JSON form of its own is written as it reads; a line must never fail for the sake of a label."""

    def default(self, value):
        try:
            return super().default(value)
        except TypeError:
            return str(value)
