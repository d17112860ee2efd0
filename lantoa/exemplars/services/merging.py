"""Two files of one deed become one. Called by services.duplicates, which asked for the right and decided which one stays."""

from django.core.exceptions import ValidationError

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.workflow import can_move
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.services.steps import step

# Facts the kept file takes over where it says nothing.
_TAKEN_OVER = (
    "honorific", "gender", "birth_date", "birth_year", "is_minority", "is_direct_worker", "occupation", "head_name", "member_count", "hamlet",
    "address", "phone", "field", "area", "breadth", "movement_id", "title", "result", "happened_on", "happened_until", "beneficiaries", "value",
)  # fmt: skip
_PRIVATE = {"phone", "address", "birth_date", "hamlet"}  # the log says that they were taken over, not what they say
# What belongs to a file and moves with the deed. Consents and criteria: only what the kept file does not have itself.
_MOVED = ("senders", "attachments", "sources", "confirmations", "mentoring", "own_links", "data_requests", "takedowns")


def merge(kept: Nomination, gone: Nomination, *, by: User) -> Nomination:
    """Give the kept file everything of the other one, which is MERGED from then on.

    Effects, in order: both rows locked, the lower id first; facts the kept one lacks; senders (each keeps the credit and the code, which
    leads to the kept file), attachments, sources, confirmations, mentoring, own links and requests; consents and criteria the kept one
    lacks; open holds; files merged into it before; the state; a trail line on each. Raises ValidationError, in words.
    """
    rows = {row.pk: row for row in Nomination.objects.select_for_update(of=["self"]).filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    kept, gone = rows[kept.pk], rows[gone.pk]
    if not can_move(gone, NominationState.MERGED):
        raise ValidationError(
            f"Hồ sơ {gone.code} đang ở bước “{gone.get_state_display()}” nên không gộp vào hồ sơ khác được. "
            "Chọn giữ hồ sơ này và gộp hồ sơ kia vào, hoặc trả hồ sơ về bước xác minh trước.",
            code="state",
        )
    taken = _take_facts(kept, gone)
    for name in _MOVED:
        getattr(gone, name).update(nomination=kept)
    _move_consents(kept, gone)
    _move_criteria(kept, gone)
    if gone.held_since and not kept.held_since:
        kept.held_since = gone.held_since
        kept.save(update_fields=["held_since"])
    gone.holds.update(nomination=kept)
    Nomination.objects.filter(merged_into=gone).update(merged_into=kept)
    gone.merged_into = kept
    step(gone, NominationState.MERGED, reason=f"Cùng một việc với hồ sơ {kept.code}.", also=("merged_into",), by=by)
    trail.record("take_in", kept, by=by, after={"merged": gone.code, **taken})
    return kept


def _take_facts(kept: Nomination, gone: Nomination) -> dict[str, str]:
    """Fill what the kept file leaves empty; returns it for the log. Days of the deed go together."""
    taken = {}
    for name in _TAKEN_OVER:
        value = getattr(gone, name)
        if value in (None, "") or getattr(kept, name) not in (None, ""):
            continue
        if name == "happened_until" and "happened_on" not in taken:
            continue
        setattr(kept, name, value)
        taken[name] = "đã ghi" if name in _PRIVATE else str(value)
    if taken:
        kept.save(update_fields=[name.removesuffix("_id") for name in taken])
    return taken


def _move_consents(kept: Nomination, gone: Nomination) -> None:
    """Valid ones move unless the same person's same purpose is there; withdrawn ones move always: they are history."""
    there = set(kept.consents.filter(withdrawn_at__isnull=True).values_list("purpose", "relation"))
    for consent in gone.consents.all():
        if consent.withdrawn_at or (consent.purpose, consent.relation) not in there:
            consent.nomination = kept
            consent.save(update_fields=["nomination"])


def _move_criteria(kept: Nomination, gone: Nomination) -> None:
    seen = set(kept.criteria.exclude(result="").values_list("criterion", flat=True))
    for check in gone.criteria.exclude(result=""):
        if check.criterion not in seen:
            kept.criteria.filter(criterion=check.criterion).delete()  # an empty card
            check.nomination = kept
            check.save(update_fields=["nomination"])
