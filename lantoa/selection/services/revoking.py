"""Honours taken back (Luật Thi đua, khen thưởng, Điều 93): false dossier, wrong power, later conviction."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.exemplars.enums import HONOURED_STATES, NominationState
from lantoa.exemplars.services.progress import move_along
from lantoa.outgoing import services as papers
from lantoa.outgoing.queries import paper_of
from lantoa.plans.services import evidence
from lantoa.selection.enums import DecisionState
from lantoa.selection.honour_notices import tell_revoked
from lantoa.selection.models import Decision, Honour
from lantoa.selection.queries.honours import lines_of, locked_decision


@transaction.atomic
def revoke_honour(honour: Honour, *, reason: str, by: User) -> Honour:
    """Take one honour back.

    Effects, in order: the honour with the reason; the nomination, when nothing else honours it, is revoked: whatever is public of it comes
    down (`exemplars.signals.moved`); the sums; the whole decision is revoked with its last honour; a trail line; people are told, and that
    the money goes back to the fund.
    """
    require(by, "selection.revoke_honour", honour.decision)
    decision = locked_decision(honour.decision)
    honour = Honour.objects.select_for_update(of=["self"]).select_related("nomination").get(pk=honour.pk)
    _check(decision, reason)
    if honour.revoked_at:
        raise ValidationError("Biểu dương này đã thu hồi rồi.", code="state")
    _take_back(decision, honour, reason, by)
    decision.save(update_fields=decision.sum_up())
    if not decision.honours.filter(revoked_at__isnull=True).exists():
        _end(decision, reason, by)
    tell_revoked(decision, [honour], by=by)
    return honour


@transaction.atomic
def revoke_decision(decision: Decision, *, reason: str, by: User) -> Decision:
    """Take the whole decision back: each honour in it that still stands, as `revoke_honour` does, then the decision and its proof."""
    require(by, "selection.revoke_honour", decision)
    decision = locked_decision(decision)
    _check(decision, reason)
    standing = [line for line in lines_of(decision) if line.revoked_at is None]
    for honour in standing:
        _take_back(decision, honour, reason, by)
    decision.save(update_fields=decision.sum_up())
    _end(decision, reason, by)
    tell_revoked(decision, standing, by=by)
    return decision


@transaction.atomic
def note_money_returned(honour: Honour, *, returned_on: date, note: str, by: User) -> Honour:
    """The reward is back in the fund. Effects: the day and the voucher; a trail line."""
    require(by, "selection.revoke_honour", honour.decision)
    honour = Honour.objects.select_for_update(of=["self"]).select_related("decision").get(pk=honour.pk)
    if not honour.revoked_at or not honour.amount or honour.returned_on:
        raise ValidationError("Chỉ ghi một lần, cho biểu dương đã thu hồi có kèm tiền.", code="state")
    if returned_on > clock.today() or returned_on < honour.decision.issued_on:
        raise ValidationError({"returned_on": "Ngày về quỹ phải từ ngày ký quyết định đến hôm nay."})
    honour.returned_on, honour.returned_note = returned_on, note
    honour.full_clean(exclude=["decision", "nomination", "subject", "issuer"], validate_constraints=False)
    honour.save(update_fields=["returned_on", "returned_note"])
    trail.record("money_returned", honour.decision, by=by, after={"name": honour.recipient, "amount": honour.amount, "note": note})
    return honour


def _check(decision: Decision, reason: str) -> None:
    if decision.state != DecisionState.SIGNED:
        raise ValidationError("Chỉ thu hồi biểu dương của quyết định đã ký và chưa bị thu hồi.", code="state")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do thu hồi."})


def _take_back(decision: Decision, honour: Honour, reason: str, by: User) -> None:
    honour.revoked_at, honour.revoked_because = clock.now(), reason
    honour.save(update_fields=["revoked_at", "revoked_because"])
    trail.record("revoke", decision, by=by, reason=reason, before={"line": honour.number, "name": honour.recipient})
    others = honour.nomination.honours.filter(revoked_at__isnull=True, decision__state=DecisionState.SIGNED).exists()
    if not others and honour.nomination.state in HONOURED_STATES:
        move_along(honour.nomination, NominationState.REVOKED, reason=reason, by=by)


def _end(decision: Decision, reason: str, by: User) -> None:
    decision.revoked_because = reason
    workflow.move(decision, DecisionState.REVOKED, by=by, reason=reason, also=("revoked_because",))
    if paper := paper_of("selection.decision", decision.pk):
        papers.withdraw_paper(paper, reason=reason, by=by)
    evidence.withdraw_record_proof("decision", decision.pk, reason=f"Quyết định đã thu hồi: {reason}", by=by)
