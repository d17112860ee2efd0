"""Standing still while something is being looked into, and going on (NĐ 152/2025, Điều 4)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars import masking, telling
from lantoa.exemplars.enums import CLOSED_STATES, HoldCause
from lantoa.exemplars.models import Hold, Nomination
from lantoa.exemplars.queries.locking import locked
from lantoa.exemplars.signals import hold_changed


@transaction.atomic
def hold(nomination: Nomination, *, cause: HoldCause, reason: str, by: User) -> Hold:
    """Stop everything about the nomination and hide what is public of it.

    Effects, in order: the hold; `held_since`; a trail line; whoever works on the file is told; after the commit `signals.hold_changed`.
    """
    require(by, "exemplars.hold", nomination)
    nomination, reason = locked(nomination), masking.keepable(reason).strip()
    if nomination.state in CLOSED_STATES:
        raise ValidationError(f"Hồ sơ {nomination.code} đã dừng, không cần tạm dừng nữa.", code="closed")
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do tạm dừng."})
    if nomination.holds.filter(cause=cause, released_at__isnull=True).exists():
        raise ValidationError("Hồ sơ đang tạm dừng vì lý do này rồi. Tải lại trang để xem.", code="held")
    found = Hold.objects.create(nomination=nomination, cause=cause, reason=reason, added_by=by)
    if not nomination.held_since:
        nomination.held_since = clock.now()
        nomination.save(update_fields=["held_since"])
    trail.record("hold", nomination, by=by, reason=reason, after={"vì": found.get_cause_display()})
    telling.tell("nomination_held", nomination, to=telling.handlers(nomination.unit), reason=found.get_cause_display(), by=by)
    _announce(nomination)
    return found


@transaction.atomic
def release(found: Hold, *, reason: str, by: User) -> Hold:
    """Looked into and cleared. What is public comes back when no other hold is open and the consents still hold.

    Effects, in order: the hold ends; `held_since` is emptied when it was the last; a trail line; people are told; after the commit
    `signals.hold_changed`.
    """
    require(by, "exemplars.hold", found.nomination)
    nomination = locked(found.nomination)
    found = Hold.objects.select_for_update(of=["self"]).get(pk=found.pk)
    if found.released_at:
        raise ValidationError("Đã thôi tạm dừng trước đó. Tải lại trang để xem.", code="released")
    if not reason.strip():
        raise ValidationError({"release_reason": "Hãy ghi lý do thôi tạm dừng."})
    found.released_at, found.released_by, found.release_reason = clock.now(), by, masking.keepable(reason).strip()
    found.save(update_fields=["released_at", "released_by", "release_reason"])
    if not nomination.holds.filter(released_at__isnull=True).exists():
        nomination.held_since = None
        nomination.save(update_fields=["held_since"])
    trail.record("release", nomination, by=by, reason=found.release_reason, before={"vì": found.get_cause_display()})
    telling.tell("nomination_released", nomination, to=telling.handlers(nomination.unit), reason=found.release_reason, by=by)
    _announce(nomination)
    return found


def _announce(nomination: Nomination) -> None:
    transaction.on_commit(lambda: hold_changed.send(Nomination, nomination=nomination), robust=True)
