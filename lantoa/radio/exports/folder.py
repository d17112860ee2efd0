"""The folder a station's player pulls from: a list in three tongues (M3U, podcast RSS, JSON) of what is to be played (docs/radio.md)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

from lantoa.core import clock
from lantoa.radio.enums import AiringState
from lantoa.radio.models import Airing, Station
from lantoa.radio.naming import stem_of_airing
from lantoa.radio.queries.published import hearable

VERSION = "lantoa-loa/1"
AHEAD = timedelta(days=8)  # a player that is offline for a week still has its list
BEHIND = timedelta(hours=12)


def to_play(station: Station) -> QuerySet[Airing]:
    """What the player should have: planned, from half a day back to a week ahead, allowed today, with a file; in order of time. One query."""
    now = clock.now()
    return (
        Airing.objects.filter(
            station=station, state=AiringState.PLANNED, starts_at__gte=now - BEHIND, starts_at__lt=now + AHEAD,
            bulletin__in=hearable().filter(mix__file__isnull=False).order_by().values("pk"),
        )
        .select_related("bulletin__mix__file", "station")
        .order_by("starts_at", "pk")
    )  # fmt: skip


def file_name(airing: Airing) -> str:
    return f"{stem_of_airing(airing)}.mp3"


def manifest(station: Station, base: str | None = None) -> dict[str, Any]:
    """The list as data; `base` is the address of this server, for players that want whole addresses."""
    base = settings.SITE_URL.rstrip("/") if base is None else base
    return {
        "format": VERSION, "station": station.code, "name": station.name,
        "report_url": base + reverse("radio_public:report", args=[station.token]),
        "items": [
            {
                "id": airing.pk, "bulletin": airing.bulletin.code, "title": airing.bulletin.title, "priority": airing.bulletin.priority,
                "starts_at": _iso(airing.starts_at), "seconds": round(airing.bulletin.mix.seconds), "repeat": airing.is_repeat,
                "breaks_in": airing.slot_id is None, "file": file_name(airing),
                "url": base + reverse("radio_public:file", args=[station.token, file_name(airing)]),
                "size": airing.bulletin.mix.file.size, "sha256": airing.bulletin.mix.file.sha256,
            }
            for airing in to_play(station)
        ],
    }  # fmt: skip


def playlist(station: Station, base: str) -> str:
    """Extended M3U, in order of time: whole addresses, names in Vietnamese only in the comment lines that old players skip."""
    lines = ["#EXTM3U", f"#PLAYLIST:{station.name}"]
    for item in manifest(station, base)["items"]:
        lines += [f"#EXTINF:{item['seconds']},{item['title']}", item["url"]]
    return "\n".join(lines) + "\n"


def podcast(station: Station, base: str) -> str:
    """RSS 2.0 with the sound as enclosure, the next to play last, as podcast players sort."""
    feed = Rss201rev2Feed(
        title=station.name, link=base + reverse("radio_public:folder", args=[station.token]), description=f"Bản tin phát trên {station.name}",
        language="vi",
    )  # fmt: skip
    for item in manifest(station, base)["items"]:
        feed.add_item(
            title=item["title"], link=item["url"], description=item["title"], unique_id=f"lantoa-{item['id']}", unique_id_is_permalink=False,
            pubdate=datetime.fromisoformat(item["starts_at"]), enclosures=[Enclosure(item["url"], str(item["size"]), "audio/mpeg")],
        )  # fmt: skip
    return feed.writeString("utf-8")


def _iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
