"""One step of a nomination, as every service of this room takes it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import workflow
from lantoa.exemplars.enums import VERIFIED_STATES, NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.files import version_of
from lantoa.exemplars.signals import moved
from lantoa.plans.services.evidence import add_record_proof, withdraw_record_proof

EVIDENCE = "nomination"  # kind of proof for duties such as U06


def step(nomination: Nomination, to: NominationState, *, reason: str = "", also: tuple[str, ...] = (), by: User) -> None:
    """Move the locked nomination. The caller asked for the right.

    Effects, in order: the state; a trail line; what it proves for duties of its unit appears with VERIFIED and is crossed out when it
    is verified no longer; after the commit `signals.moved`.
    """
    came_from = nomination.state
    workflow.move(nomination, to, by=by, reason=reason, also=also)
    if to == NominationState.VERIFIED and came_from == NominationState.CHECKED:
        add_record_proof(EVIDENCE, nomination.pk, nomination.unit, title=f"{nomination.code} {nomination.name}", by=by)
    elif came_from in VERIFIED_STATES and to not in VERIFIED_STATES:
        withdraw_record_proof(EVIDENCE, nomination.pk, reason=f"Hồ sơ {nomination.code}: {nomination.get_state_display()}.", by=by)
    transaction.on_commit(lambda: moved.send(Nomination, nomination=nomination, came_from=came_from), robust=True)


def check_unchanged(nomination: Nomination, seen: str, *, by: User) -> None:
    """Refuse a decision about what has changed since `seen` (queries.files.version_of); empty: nothing was said about it."""
    if seen and seen != version_of(nomination):
        raise ValidationError(
            f"Trong lúc đồng chí xem, hồ sơ {nomination.code} đã có người sửa. Tải lại trang, xem chỗ mới rồi bấm lại.", code="changed"
        )
