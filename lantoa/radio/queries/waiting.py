"""What waits for a person: rows of "Việc của tôi", and the page of whoever keeps the loudspeakers. Never writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.newsroom.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import has_role, visible_units
from lantoa.plans.tasks import TaskRow
from lantoa.radio.enums import AiringState, BulletinState
from lantoa.radio.models import Airing, Bulletin, Station
from lantoa.radio.queries.seen import OWN

LOOK_BACK = timedelta(days=7)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def own_stations(user: User) -> QuerySet[Station]:
    """Stations whose airings the person confirms; an editor's: those of the own office."""
    return Station.objects.filter(unit__in=own_units(user, OWN | {Role.MEDIA_EDITOR}))


def unconfirmed(user: User, day: date) -> QuerySet[Airing]:
    """Airings of the own stations whose hour has come, of the last week, of which nobody has said what became."""
    stations = own_stations(user).order_by().values("pk")
    return Airing.objects.filter(
        state=AiringState.PLANNED, station__in=stations, starts_at__lte=min(clock.now(), midnight(day + timedelta(days=1))),
        starts_at__gte=midnight(day - LOOK_BACK),
    )  # fmt: skip


@dataclass(frozen=True)
class Today:
    """The loudspeaker keeper's page. `late`: from earlier days, `now`: due and not confirmed, `next`: still to come today, `done`."""

    late: list[Airing]
    now: list[Airing]
    next: list[Airing]
    done: list[Airing]
    tomorrow: list[Airing]


def today(user: User, *, stations: QuerySet[Station] | None = None) -> Today:
    """What is to be played at the person's stations today: one query."""
    day, now = clock.today(), clock.now()
    there = own_stations(user) if stations is None else stations
    rows = (
        Airing.objects.filter(station__in=there.order_by().values("pk"), starts_at__lt=midnight(day + timedelta(days=2)))
        .filter(Q(starts_at__gte=midnight(day)) | Q(state=AiringState.PLANNED, starts_at__gte=midnight(day - LOOK_BACK)))
        .exclude(state__in=[AiringState.MOVED])
        .select_related("bulletin__mix__file", "station", "proof")
        .order_by("starts_at", "station", "pk")
    )
    late, due, coming, done, tomorrow = [], [], [], [], []
    for airing in rows:
        on = timezone.localtime(airing.starts_at).date()
        if on > day:
            if airing.state == AiringState.PLANNED:
                tomorrow.append(airing)
        elif airing.state != AiringState.PLANNED:
            done.append(airing)
        elif on < day:
            late.append(airing)
        else:
            (due if airing.starts_at <= now else coming).append(airing)
    return Today(late, due, coming, done, tomorrow)


def to_approve(user: User) -> QuerySet[Bulletin]:
    """Bulletins handed up whose words or sound wait for this person: made by somebody else, at units it approves for."""
    led = Q(unit__in=own_units(user, frozenset({Role.UNIT_LEADER})))
    if has_role(user, Role.MEDIA_EDITOR):
        led |= Q(unit__in=visible_units(user).values("pk"))
    waiting = Q(state=BulletinState.VOICED) | Q(state=BulletinState.DRAFT, asked_at__isnull=False)
    return Bulletin.objects.filter(led, waiting).exclude(made_by=user)


def may_approve(user: User, day: date) -> QuerySet[Bulletin] | None:
    return to_approve(user) if has_role(user, Role.UNIT_LEADER, Role.MEDIA_EDITOR) else None


def may_confirm(user: User, day: date) -> QuerySet[Airing] | None:
    return unconfirmed(user, day) if has_role(user, *OWN, Role.MEDIA_EDITOR) else None


def confirming(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """One row for all that waits to be confirmed, with the oldest day."""
    rows = list(unconfirmed(user, day).select_related("station").order_by("starts_at")[:limit])
    if rows:
        first = rows[0]
        yield TaskRow(
            f"Xác nhận {len(rows)} lượt phát thanh" if len(rows) > 1 else "Xác nhận lượt phát thanh",
            f"{first.station}: phát rồi thì bấm “Đã phát”, không phát được thì ghi lý do.", "Xác nhận", reverse("radio:today"),
            icon="radio", due_on=timezone.localtime(first.starts_at).date(), minutes=1,
        )  # fmt: skip


def approving(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    for bulletin in to_approve(user).order_by("state_since", "pk")[:limit]:
        heard = bulletin.state == BulletinState.VOICED
        yield TaskRow(
            bulletin.title, "Nghe hết bản tin rồi duyệt phát." if heard else "Đọc lời bản tin rồi duyệt.",
            "Nghe và duyệt" if heard else "Duyệt lời", reverse("radio:bulletin", args=[bulletin.pk]), icon="listen" if heard else "text",
            due_on=min(bulletin.day, day) if bulletin.day <= day else bulletin.day, minutes=5,
        )  # fmt: skip


SOURCES = {confirming: may_confirm, approving: may_approve}
