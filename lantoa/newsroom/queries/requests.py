"""Requests between units and media: whom one may ask, what waits for whom. Never writes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Avg, Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.newsroom.enums import OPEN_REQUESTS, RequestState
from lantoa.newsroom.models import MediaRequest, RequestNote
from lantoa.newsroom.queries.seen import ASKING, own_units, requests_seen_by
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.organisations.queries import people_in, visible_units
from lantoa.plans.tasks import TaskRow


def media_units(day: date | None = None) -> QuerySet[Unit]:
    """Units where an editor of press or radio works on the day."""
    held = Appointment.objects.at(day or clock.today()).filter(role=Role.MEDIA_EDITOR, unit__isnull=False)
    return Unit.objects.filter(pk__in=held.values("unit"))


def may_ask_each_other(unit: Unit, other: Unit) -> bool:
    """Different units, one of them of the media."""
    return unit.pk != other.pk and media_units().filter(pk__in=[unit.pk, other.pk]).exists()


def units_asked_by(user: User) -> QuerySet[Unit]:
    """Whom the person's own units may ask: the media; media ask any unit they see."""
    media = media_units()
    own = own_units(user, ASKING)
    rows = (
        visible_units(user).open_on(clock.today())
        if media.filter(pk__in=own).exists()
        else visible_units(user).filter(pk__in=media.values("pk"))
    )
    return rows.exclude(pk__in=own) if len(own) == 1 else rows


def own_asking_units(user: User) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=own_units(user, ASKING)).order_by("pk")


def people_of(unit: Unit) -> QuerySet[User]:
    """Who is told of a request: the unit's media editor; where there is none, those who write and lead there."""
    editors = people_in([unit.pk], [Role.MEDIA_EDITOR])
    return editors if editors.exists() else people_in([unit.pk], ASKING)


def locked(request: MediaRequest) -> MediaRequest:
    """The row as it is now, held until the transaction ends."""
    return MediaRequest.objects.select_for_update(of=["self"]).select_related("unit", "asked_unit").get(pk=request.pk)


def notes_of(request: MediaRequest) -> QuerySet[RequestNote]:
    return request.notes.select_related("by")


def figures_of(rows: QuerySet[MediaRequest]) -> dict[str, float | int | None]:
    """Of these requests: how many, answered, answered in time, and the mean hours to an answer. One query."""
    answered = Q(answered_at__isnull=False)
    return rows.order_by().aggregate(
        asked=Count("pk"), answered=Count("pk", filter=answered), hours=Avg("hours_to_answer"),
        in_time=Count("pk", filter=answered & Q(answer_by__gte=TruncDate(F("answered_at")))),
    )  # fmt: skip


# --- Rows of "Việc của tôi" ---------------------------------------------------------------------------------------------


def waiting_requests(user: User, day: date) -> QuerySet[MediaRequest] | None:
    """What the own units were asked and have not answered or handed over, and what they got and have not closed."""
    if not (own := own_units(user, ASKING)):
        return None
    asked = Q(asked_unit__in=own, state__in=[RequestState.ASKED, RequestState.ACCEPTED])
    got = Q(unit__in=own, state=RequestState.HANDED)
    return MediaRequest.objects.filter(asked | got).order_by("answer_by", "pk")


def requests_in_hand(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One query besides the rights."""
    if (rows := waiting_requests(user, day)) is None:
        return
    for request in rows.select_related("unit", "asked_unit")[:limit]:
        verb, due = {
            RequestState.ASKED: ("Trả lời", request.answer_by),
            RequestState.ACCEPTED: ("Bàn giao", request.wanted_on),
            RequestState.HANDED: ("Xem, khép lại", None),
        }[RequestState(request.state)]
        yield TaskRow(
            title=f"Phối hợp: {request.subject[:80]}", sentence=f"{request.unit} đề nghị {request.asked_unit} {request.get_kind_display()}.",
            verb=verb, url=reverse("newsroom:request", args=[request.pk]), icon="mail", due_on=due, minutes=5,
        )  # fmt: skip


def listed(user: User, *, state: str = "", words: str = "") -> QuerySet[MediaRequest]:
    """For the page of requests: the open ones first."""
    rows = requests_seen_by(user).select_related("unit", "asked_unit")
    if state == "mo":
        rows = rows.filter(state__in=OPEN_REQUESTS)
    elif state:
        rows = rows.filter(state=state)
    for word in words.split():
        rows = rows.filter(subject__icontains=word)
    return rows


SOURCES = {requests_in_hand: waiting_requests}
