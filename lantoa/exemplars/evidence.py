"""A verified nomination as proof of duties: the kind, and the news by which the other parts of this room keep it true."""

from django.dispatch import receiver
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.exemplars.enums import VERIFIED_STATES
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.services.steps import EVIDENCE
from lantoa.exemplars.signals import moved
from lantoa.plans.evidence_kinds import EvidenceKind, Source
from lantoa.plans.services.evidence import withdraw_record_proof

KIND = EvidenceKind(EVIDENCE, "đề cử", "star", source=Source.RECORD, url=lambda pk: reverse("exemplars:nomination", args=[pk]))


@receiver(moved, dispatch_uid="exemplars.proof")
def cross_out_proof(sender, nomination: Nomination, came_from: str, **kwargs) -> None:
    """Merged, withdrawn or revoked by another part of this room or a room above: it proves nothing any longer. Twice is once."""
    if came_from in VERIFIED_STATES and nomination.state not in VERIFIED_STATES:
        reason = f"Hồ sơ {nomination.code}: {nomination.get_state_display()}."
        withdraw_record_proof(EVIDENCE, nomination.pk, reason=reason, by=User.objects.system())
