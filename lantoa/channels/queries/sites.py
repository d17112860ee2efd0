"""Who carries us. Never writes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, QuerySet

from lantoa.channels.models import SiteSeen
from lantoa.channels.queries.published import UNIT
from lantoa.core import clock
from lantoa.organisations.models import Unit

ALIVE_DAYS = 30  # a site not heard of for longer counts as gone (duty U07: "seen in the last 30 days")
MOST = 50


@dataclass(frozen=True)
class Site:
    host: str
    first: date
    last: date
    days: int

    @property
    def is_alive(self) -> bool:
        return (clock.today() - self.last).days < ALIVE_DAYS

    @property
    def ago(self) -> str:
        days = (clock.today() - self.last).days
        return {0: "hôm nay", 1: "hôm qua"}.get(days, f"{days} ngày trước")


def sites_carrying(key: str) -> list[Site]:
    """Sites with an embed of the feed, the one heard of last first."""
    return _sites(SiteSeen.objects.filter(place=key))


def sites_linking() -> list[Site]:
    """Sites whose readers came by a link, the one heard of last first."""
    return _sites(SiteSeen.objects.filter(place=""))


def carried_by(unit: Unit, since: date | None = None) -> int:
    """Figure: how many sites carried the unit's feed from the day on (the last thirty days when not said)."""
    since = since or clock.today() - timedelta(days=ALIVE_DAYS - 1)
    return SiteSeen.objects.filter(place=f"{UNIT}{unit.slug}", day__gte=since).aggregate(n=Count("host", distinct=True))["n"]


def last_carried(unit: Unit) -> date | None:
    """When a site last called the unit's feed."""
    return SiteSeen.objects.filter(place=f"{UNIT}{unit.slug}").aggregate(last=Max("day"))["last"]


def _sites(rows: QuerySet[SiteSeen]) -> list[Site]:
    found = rows.order_by().values_list("host").annotate(first=Min("day"), last=Max("day"), days=Count("day", distinct=True))
    return [Site(*row) for row in found.order_by("-last", "host")[:MOST]]
