"""What the pages of bulletins show. Never writes."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to
from lantoa.newsroom.enums import LIVE_STATES, StoryState
from lantoa.newsroom.models import Story
from lantoa.newsroom.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import has_role, visible_units
from lantoa.radio.enums import ON_AIR_STATES, AiringState
from lantoa.radio.models import Airing, Bulletin, BulletinPart, Listening, Mix, Station
from lantoa.radio.queries import seen
from lantoa.radio.rules import MAKERS

TELLABLE_STATES = (StoryState.APPROVED, StoryState.SCHEDULED, *LIVE_STATES)
MOST_WORDS = 600  # syllables of one bulletin (product.md §2): more than three minutes tires who listens in the street
RECENT = timedelta(days=60)


def may_be_told() -> Q:
    """Condition on a story: approved or live, about nobody or about somebody honoured, not held, who agrees to the radio today."""
    told = Nomination.objects.filter(agreed_to(Purpose.RADIO), state__in=HONOURED_STATES, held_since__isnull=True)
    return Q(state__in=TELLABLE_STATES) & (Q(nomination__isnull=True) | Q(nomination__in=told.order_by().values("pk")))


def untellable_parts() -> QuerySet[BulletinPart]:
    """Parts still standing whose story may not be told on the radio today."""
    silent = Story.objects.filter(pk=OuterRef("story")).exclude(may_be_told())
    return BulletinPart.objects.filter(Exists(silent), story__isnull=False, removed_at__isnull=True, withdrawn_at__isnull=True)


def standing(parts_of: Bulletin) -> QuerySet[BulletinPart]:
    """The parts that are read out, in order."""
    rows = parts_of.parts.filter(removed_at__isnull=True, withdrawn_at__isnull=True)
    return rows.select_related("script", "take", "story").order_by("place", "pk")


def stories_to_choose(bulletin: Bulletin, user: User) -> QuerySet[Story]:
    """Stories that may be told, of the authority, not in the bulletin yet: the newest first. Each says how often it was on before."""
    there = BulletinPart.objects.filter(bulletin=bulletin, removed_at__isnull=True, story__isnull=False).values("story")
    rows = Story.objects.filter(may_be_told()).exclude(pk__in=there)
    if has_role(user, Role.MEDIA_EDITOR) or bulletin.unit_id not in own_units(user, MAKERS):
        rows = rows.filter(unit__in=visible_units(user).values("pk"))
    else:  # a ward tells its own first, and what the public may read of others anyway
        rows = rows.filter(Q(unit=bulletin.unit_id) | Q(state__in=LIVE_STATES, unit__in=visible_units(user).values("pk")))
    uses = Count("bulletin_parts", filter=Q(bulletin_parts__removed_at__isnull=True, bulletin_parts__bulletin__approved_at__isnull=False))
    return rows.annotate(told_before=uses).select_related("nomination").order_by("-approved_at", "-pk")


def locked(bulletin: Bulletin) -> Bulletin:
    """The row as it is now, held until the transaction ends."""
    return Bulletin.objects.select_for_update(of=["self"]).select_related("unit", "mix__file").get(pk=bulletin.pk)


def listed(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """With the number of stories and of airings, for lists."""
    standing_stories = Q(parts__removed_at__isnull=True, parts__withdrawn_at__isnull=True, parts__story__isnull=False)
    return rows.select_related("mix").annotate(story_count=Count("parts", filter=standing_stories, distinct=True))


def name_units(rows: Iterable, day: date | None = None) -> None:
    """Put `unit_name` on rows that have `unit_id`, as of the day: one query."""
    rows = list(rows)
    names = dict(
        UnitVersion.objects.at(day or clock.today())
        .filter(unit__in={row.unit_id for row in rows})
        .order_by()
        .values_list("unit_id", "name")
    )
    for row in rows:
        row.unit_name = names.get(row.unit_id, "")


def units_made_for(user: User) -> QuerySet[Unit]:
    """Units for which the person may make a bulletin; an editor's own office first."""
    found = Unit.objects.filter(pk__in=own_units(user, MAKERS | {Role.MEDIA_EDITOR}))
    if has_role(user, Role.MEDIA_EDITOR):
        found = found | visible_units(user)
    return found.open_on(clock.today()).distinct()


def announced_as(unit: Unit) -> str:
    """The name the greeting says: the unit's own station, or the station of the unit."""
    own = Station.objects.at(clock.today()).filter(unit=unit).order_by("pk").first()
    return own.name if own else f"Đài Truyền thanh {unit}"


def script_seconds(bulletin: Bulletin) -> float:
    """How long the words take to read, as estimated."""
    return standing(bulletin).aggregate(total=Sum("script__seconds"))["total"] or 0.0


def mix_at_work(bulletin: Bulletin) -> Mix | None:
    """The newest mix that is not done: waiting, running or failed."""
    newest = bulletin.mixes.order_by("-pk").first()
    return newest if newest is not None and newest.pk != bulletin.mix_id else None


def listening_of(mix: Mix | None, user: User) -> Listening | None:
    return Listening.objects.filter(mix=mix, user=user).first() if mix else None


def first_unit(user: User, units: QuerySet[Unit]) -> Unit | None:
    """The unit to propose: the person's own."""
    return units.filter(pk__in=own_units(user, MAKERS | {Role.MEDIA_EDITOR})).first()


def airings_of(bulletin: Bulletin, user: User, most: int = 40) -> list[Airing]:
    """Where and when it is on, as far as the person may see, in order of time."""
    rows = seen.airings_visible_to(user).filter(bulletin=bulletin).exclude(state=AiringState.MOVED)
    return list(rows.select_related("station").order_by("starts_at", "station__name", "pk")[:most])


def stations_scheduled(user: User, day: date | None = None) -> QuerySet[Station]:
    """Stations open on the day on which the person may plan airings."""
    found = Q(unit__in=own_units(user, seen.KEEPING_OWN))
    if has_role(user, Role.MEDIA_EDITOR):
        found |= Q(unit__in=visible_units(user).values("pk"))
    return Station.objects.at(day or clock.today()).filter(found).order_by("name", "pk")


def to_schedule(user: User) -> QuerySet[Bulletin]:
    """Bulletins approved for air that the person sees, in which every part may be told: the newest first."""
    silent = untellable_parts().filter(bulletin=OuterRef("pk"))
    rows = seen.visible_to(user).filter(~Exists(silent), state__in=ON_AIR_STATES, mix__isnull=False, day__gte=clock.today() - RECENT)
    return rows.select_related("mix").order_by("-day", "-pk")
