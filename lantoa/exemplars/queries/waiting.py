"""What verification and consent leave for people to do: rows of "Việc của tôi", the pages of takedowns and requests. Never writes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.exemplars.enums import CLOSED_STATES, OPEN_STATES, VERIFIED_STATES, NominationState
from lantoa.exemplars.models import DataRequest, MentoringEntry, Nomination, Takedown
from lantoa.exemplars.queries.seen import HANDLING, handled_units, own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of
from lantoa.plans.tasks import TaskRow

_WORKING = (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER)
_CHECKING = (Role.UNIT_OFFICER, Role.FRONT_PARTNER)


def in_hand(unit: Unit) -> QuerySet[Nomination]:
    """What the unit has open or goes on with, and would hand over."""
    return Nomination.objects.filter(unit=unit, state__in=[*OPEN_STATES, *VERIFIED_STATES])


def count_in_hand(unit: Unit, day: date) -> int:
    return in_hand(unit).count()


def takedowns_of(user: User) -> QuerySet[Takedown]:
    """Takedowns of the nominations the person sees whole."""
    return _handled(Takedown.objects.all(), user).select_related("nomination", "done_by", "proof_file")


def requests_of(user: User) -> QuerySet[DataRequest]:
    """What people asked about their data, in the nominations the person sees whole."""
    return _handled(DataRequest.objects.all(), user).select_related("nomination", "answered_by")


def _handled(rows: QuerySet, user: User) -> QuerySet:
    """By the unit, not by a list of nominations: an agency handles hundreds of thousands, and few of them are to be taken down."""
    return rows.filter(handled_units(user, field="nomination__unit")) if _concerned(user) else rows.none()


def _concerned(user: User, day: date | None = None) -> bool:
    return any(a.role in HANDLING or a.role == Role.STANDING_AGENCY for a in appointments_of(user, day))


# --- Rows of "Việc của tôi" -------------------------------------------------------------------------------------------------


def waiting_for_check(user: User, day: date) -> QuerySet[Nomination] | None:
    """What came in and what is being checked by somebody else than its proposer, held ones left out."""
    units = own_units(user, *_CHECKING, day=day)
    if not units:
        return None
    waiting = Nomination.objects.filter(unit__in=units, state__in=[NominationState.RECEIVED, NominationState.SCREENING], held_since=None)
    return waiting.exclude(proposed_by=user).order_by("received_at", "pk")


def to_check(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """For who checks. One query."""
    if (waiting := waiting_for_check(user, day)) is None:
        return
    for nomination in waiting[:limit]:
        fresh = nomination.state == NominationState.RECEIVED
        yield TaskRow(
            title=f"{'Nhận xác minh' if fresh else 'Xác minh tiếp'} {nomination.code}, {nomination.name}",
            sentence=nomination.return_reason[:160] or nomination.title or nomination.deed[:160],
            verb="Xem, nhận xác minh" if fresh else "Xác minh tiếp", icon="search",
            url=reverse("exemplars:nomination" if fresh else "exemplars:verify", args=[nomination.pk]), minutes=3 if fresh else 15,
        )  # fmt: skip


def waiting_for_approval(user: User, day: date) -> QuerySet[Nomination] | None:
    if not (units := own_units(user, Role.UNIT_LEADER, day=day)):
        return None
    return Nomination.objects.filter(unit__in=units, state=NominationState.CHECKED).order_by("state_since", "pk")


def to_approve(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """For leaders: what waits for their yes. One query."""
    if (waiting := waiting_for_approval(user, day)) is None:
        return
    for nomination in waiting[:limit]:
        yield TaskRow(
            title=f"Duyệt hồ sơ {nomination.code}, {nomination.name}", sentence=nomination.title or nomination.deed[:160], verb="Xem, duyệt",
            url=reverse("exemplars:nomination", args=[nomination.pk]), icon="check", minutes=5,
        )  # fmt: skip


def waiting_for_mentoring(user: User, day: date) -> QuerySet[MentoringEntry] | None:
    """Help that was promised for a day, and not yet followed by another entry."""
    if not (units := own_units(user, *_WORKING, day=day)):
        return None
    after = MentoringEntry.objects.filter(nomination=OuterRef("nomination")).filter(
        Q(happened_on__gt=OuterRef("happened_on")) | Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
    )
    promised = MentoringEntry.objects.filter(~Exists(after), nomination__unit__in=units, next_on__isnull=False)
    return promised.exclude(nomination__state__in=CLOSED_STATES).select_related("nomination").order_by("next_on", "pk")


def to_mentor(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query."""
    if (promised := waiting_for_mentoring(user, day)) is None:
        return
    for entry in promised[:limit]:
        yield TaskRow(
            title=f"Bồi dưỡng {entry.nomination.name}", sentence=entry.next_step, verb="Ghi lần bồi dưỡng", icon="leaf",
            url=reverse("exemplars:nomination", args=[entry.nomination_id]) + "#boi-duong", due_on=entry.next_on, minutes=3,
        )  # fmt: skip


def waiting_to_disappear(user: User, day: date) -> QuerySet[Takedown] | None:
    return takedowns_of(user).filter(done_at__isnull=True).order_by("due_at", "pk") if _concerned(user, day) else None


def to_take_down(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """What has to disappear. One query besides the rights."""
    if (waiting := waiting_to_disappear(user, day)) is None:
        return
    for takedown in waiting[:limit]:
        due = timezone.localtime(takedown.due_at)
        yield TaskRow(
            title=f"Gỡ bỏ theo ý người được nêu: {takedown.nomination.code}", verb="Gỡ, ghi lại", icon="trash",
            sentence=f"{takedown.where}. Xong trước {due:%H:%M} ngày {due.day}/{due.month}.", url=reverse("exemplars:takedowns"),
            due_on=due.date(), tag=("late", "Gấp"), minutes=5,
        )  # fmt: skip


def waiting_for_answer(user: User, day: date) -> QuerySet[DataRequest] | None:
    return requests_of(user).filter(answered_at__isnull=True).order_by("answer_by", "pk") if _concerned(user, day) else None


def to_answer(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """What people asked about their data. One query besides the rights."""
    if (waiting := waiting_for_answer(user, day)) is None:
        return
    for request in waiting[:limit]:
        yield TaskRow(
            title=f"Trả lời người được nêu: {request.nomination.code}", sentence=f"Muốn {request.get_kind_display()}: {request.text[:120]}",
            verb="Xem, trả lời", url=reverse("exemplars:data_requests"), icon="mail", minutes=10,
            due_on=request.answer_by if request.acknowledged_at else request.acknowledge_by,
        )  # fmt: skip


SOURCES = {
    to_take_down: waiting_to_disappear,
    to_answer: waiting_for_answer,
    to_approve: waiting_for_approval,
    to_check: waiting_for_check,
    to_mentor: waiting_for_mentoring,
}
