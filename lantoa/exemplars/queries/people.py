"""Who proposed, who verified: nobody verifies or approves what they wrote (product.md §2). Never writes.

The citizens' user never acts, so what a citizen told has only the verifier and the approver to be kept apart.
"""

from lantoa.accounts.models import User
from lantoa.exemplars.models import Nomination


def proposers_of(nomination: Nomination) -> set[int]:
    """Ids of the accounts that put it forward, those of merged ones included."""
    return {nomination.proposed_by_id, *nomination.senders.filter(user__isnull=False).values_list("user_id", flat=True)}


def verifiers_of(nomination: Nomination) -> set[int]:
    """Ids of everybody who set a criterion, brought a source or a confirmation, or handed it to the leader."""
    found = {nomination.checked_by_id} if nomination.checked_by_id else set()
    for rows in (nomination.criteria, nomination.sources, nomination.confirmations):
        found |= set(rows.values_list("added_by_id", flat=True))
    return found


def obstacle_to_checking(nomination: Nomination, user: User) -> str:
    if user.pk in proposers_of(nomination):
        return "Đồng chí là người giới thiệu hồ sơ này, nên người khác trong đơn vị phải xác minh."
    return ""


def obstacle_to_approving(nomination: Nomination, user: User) -> str:
    if user.pk in proposers_of(nomination):
        return "Đồng chí là người giới thiệu hồ sơ này, nên lãnh đạo khác hoặc Cơ quan Thường trực phải duyệt."
    if user.pk in verifiers_of(nomination):
        return "Đồng chí đã tham gia xác minh hồ sơ này, nên người khác phải duyệt."
    return ""
