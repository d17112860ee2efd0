"""The rows this room brings to "Việc của tôi"."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.organisations.queries import authorities_of
from lantoa.plans.tasks import TaskRow
from lantoa.selection.enums import RoundState
from lantoa.selection.models import Decision, Round
from lantoa.selection.queries.honours import decisions_to_sign
from lantoa.selection.queries.rounds import SOON, rounds_to_vote, with_unit_name
from lantoa.selection.queries.seen import RUNNING_OWN, own_units
from lantoa.ui.words import day as written_day


def waiting_for_a_ballot(user: User, day: date) -> QuerySet[Round]:
    return rounds_to_vote(user)


def ballots_to_give(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    for found in with_unit_name(rounds_to_vote(user))[:limit]:
        yield TaskRow(
            title=f"Bỏ phiếu: {found}", sentence=f"{found.unit_name}. {found.candidate_count} gương, gửi phiếu trước hạn bên cạnh.", verb="Bỏ phiếu",
            url=reverse("selection:ballot", args=[found.pk]), icon="gavel", due_on=timezone.localtime(found.voting_closes_at).date(), minutes=10,
        )  # fmt: skip


def waiting_for_who_runs_them(user: User, day: date) -> QuerySet[Round] | None:
    """Rounds of the own unit, or of the authority whose standing agency one works in: the list is to be made, the box waits to be opened,
    the result is to be announced."""
    if not (units := own_units(user, RUNNING_OWN) | authorities_of(user)):
        return None
    over = Q(voting_closes_at__lte=clock.now()) | Q(voted_count=F("seat_count"))
    waiting = Q(state=RoundState.OPEN, list_closes_on__lte=day + SOON) | Q(state=RoundState.COUNTED) | Q(over, state=RoundState.VOTING)
    return Round.objects.filter(waiting, unit__in=units).order_by("list_closes_on", "pk")


def rounds_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    if (rounds := waiting_for_who_runs_them(user, day)) is None:
        return
    for found in with_unit_name(rounds)[:limit]:
        sentence, verb, due_on = _what_next(found)
        yield TaskRow(
            title=str(found), sentence=f"{found.unit_name}. {sentence}", verb=verb, url=reverse("selection:round", args=[found.pk]),
            icon="star", due_on=due_on, minutes=5,
        )  # fmt: skip


def _what_next(found: Round) -> tuple[str, str, date]:
    if found.state == RoundState.COUNTED:
        return "Đã kiểm phiếu, chờ công bố.", "Xem, công bố", found.announce_by
    if found.state == RoundState.OPEN:
        return f"Danh sách đang có {found.candidate_count} gương.", "Lập danh sách", found.list_closes_on
    if found.voted_count == found.seat_count:
        return "Mọi thành viên đã bỏ phiếu.", "Kiểm phiếu", found.announce_by
    return f"Hết hạn, mới {found.voted_count}/{found.seat_count} thành viên bỏ phiếu.", "Gia hạn hoặc kiểm phiếu", found.announce_by


def decisions_waiting(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    for found in waiting_for_a_signature(user, day)[:limit]:
        yield TaskRow(
            title=found.subject, sentence=f"{found.honour_count} gương, chờ ký từ ngày {written_day(timezone.localtime(found.submitted_at))}.",
            verb="Xem, ký", url=reverse("selection:decision", args=[found.pk]), icon="pen", due_on=day, minutes=5,
        )  # fmt: skip


def waiting_for_a_signature(user: User, day: date) -> QuerySet[Decision]:
    return decisions_to_sign(user)


SOURCES = {
    ballots_to_give: waiting_for_a_ballot,
    rounds_in_hand: waiting_for_who_runs_them,
    decisions_waiting: waiting_for_a_signature,
}
