"""What anybody may hear: bulletins that have been on air and in which every part may still be told today. Never writes.

The consents are asked for at each reading, in the query: a bulletin with a part whose person took the consent back is gone with that
commit, whether or not the radio has taken it down yet.

    published_bulletins()                      the newest first; `.mix` holds seconds, chapters, transcript, captions
    published_bulletin("BT-0042")              one, or None
    sound_of(bulletin)                         address, length, bytes, SHA-256 of its MP3; None when it was read live
    published_telling(story_ids)               where each story can be heard: {story id: Telling}
    published_programmes()                     when the loudspeakers speak today
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse

from lantoa.core import clock
from lantoa.organisations.models import Unit
from lantoa.radio.enums import ON_AIR_STATES
from lantoa.radio.models import Bulletin, BulletinPart, Slot, Station
from lantoa.radio.queries.bulletins import untellable_parts

MIME = "audio/mpeg"


@dataclass(frozen=True)
class Sound:
    """The MP3 of a bulletin for a player or an enclosure. `url` and `captions_url` are paths; `size` in bytes."""

    url: str
    captions_url: str
    seconds: float
    size: int
    sha256: str
    mime: str = MIME


@dataclass(frozen=True)
class Telling:
    """Where a story is told: in which bulletin, from which second to which."""

    bulletin: Bulletin
    sound: Sound
    start: float
    end: float


@dataclass(frozen=True)
class Programme:
    """An hour of the day at which one station or several speak; `station` names it where it is one."""

    starts_at: time
    name: str
    stations: int
    station: str


def hearable() -> QuerySet[Bulletin]:
    """Approved for air, with every part that stands still allowed: what stations may be given. Not yet: that it has been on air."""
    silent = untellable_parts().filter(bulletin=OuterRef("pk"))
    return Bulletin.objects.filter(~Exists(silent), state__in=ON_AIR_STATES, mix__isnull=False).select_related("mix__file", "unit")


def published_bulletins(unit: Unit | None = None) -> QuerySet[Bulletin]:
    """Bulletins whose first hour on air has come, the newest first; of one unit, or all."""
    rows = hearable().filter(public_from__lte=clock.now()).order_by("-public_from", "-pk")
    return rows if unit is None else rows.filter(unit=unit)


def published_recordings(unit: Unit | None = None) -> QuerySet[Bulletin]:
    """Those of them that can be heard here: with a file, for feeds and the listen page."""
    return published_bulletins(unit).filter(mix__file__isnull=False)


def published_bulletin(code: str) -> Bulletin | None:
    return published_bulletins().filter(code=code.upper()).first()


def sound_of(bulletin: Bulletin) -> Sound | None:
    """The MP3 of a bulletin out of these queries; None when it was read out live."""
    if bulletin.mix is None or bulletin.mix.file is None:
        return None
    code, file = bulletin.code.lower(), bulletin.mix.file
    return Sound(
        reverse("radio_public:sound", args=[code]),
        reverse("radio_public:captions", args=[code]),
        bulletin.mix.seconds,
        file.size,
        file.sha256,
    )


def published_telling(story_ids: Iterable[int]) -> dict[int, Telling]:
    """For the listen bar of stories: the newest recording in which each is told. One query."""
    parts = (
        BulletinPart.objects.filter(
            story__in=list(story_ids),
            removed_at__isnull=True,
            withdrawn_at__isnull=True,
            bulletin__in=published_recordings().order_by().values("pk"),
        )
        .select_related("bulletin__mix__file", "bulletin__unit")
        .order_by("bulletin__public_from", "pk")
    )
    found = {}
    for part in parts:
        chapter = next((c for c in part.bulletin.mix.chapters if c["part"] == part.pk), None)
        if chapter and (sound := sound_of(part.bulletin)):
            found[part.story_id] = Telling(part.bulletin, sound, chapter["start"], chapter["end"])
    return found


def published_programmes(day: date | None = None) -> list[Programme]:
    """When the loudspeakers speak on that day (today), hours that are off on it left out. One query."""
    day = day or clock.today()
    slots = (
        Slot.objects.at(day).filter(weekday=day.weekday(), station__in=Station.objects.at(day).values("pk")).exclude(exceptions__day=day)
    )
    rows = (
        slots.order_by("starts_at", "programme").values("starts_at", "programme").annotate(count=Count("station"), one=Min("station__name"))
    )
    return [Programme(row["starts_at"], row["programme"], row["count"], row["one"] if row["count"] == 1 else "") for row in rows]
