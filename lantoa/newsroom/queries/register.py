"""The register of what went out, and royalties, as their pages list them. Never writes."""

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core.text import fold
from lantoa.newsroom.models import Publication, Royalty
from lantoa.newsroom.queries.seen import register_seen_by, visible_to
from lantoa.organisations.models import Unit


def listed(
    user: User, *, words: str = "", channel: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Publication]:
    """Newest first; the words are looked for in the story's address and the place."""
    rows = register_seen_by(user).select_related("story").order_by("-went_out_at", "-pk")
    if channel:
        rows = rows.filter(channel=channel)
    if words:
        rows = rows.filter(Q(story__slug__contains=fold(words).replace(" ", "-")) | Q(place__icontains=words))
    if since:
        rows = rows.filter(went_out_at__date__gte=since)
    return rows.filter(went_out_at__date__lte=until) if until else rows


def royalties(user: User, *, words: str = "", since: date | None = None, until: date | None = None) -> QuerySet[Royalty]:
    """What is noted for stories the person sees, newest first."""
    rows = Royalty.objects.filter(story__in=visible_to(user).values("pk")).select_related("story").order_by("-created_at", "-pk")
    if words:
        rows = rows.filter(Q(to_whom__icontains=words) | Q(story__slug__contains=fold(words).replace(" ", "-")))
    if since:
        rows = rows.filter(created_at__date__gte=since)
    return rows.filter(created_at__date__lte=until) if until else rows


def newest_rule(unit: Unit) -> str:
    """The rule last named for a royalty of the unit: offered, never assumed."""
    return Royalty.objects.filter(story__unit=unit).order_by("-pk").values_list("rule", flat=True).first() or ""
