"""Screen 27: choose a feed, see it, copy one line; which sites carry it."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lantoa.channels.embedding import height_of, line_for
from lantoa.channels.forms import EmbedForm
from lantoa.channels.queries import published, sites
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of


@require_safe
@csp_update({"frame-src": ["'self'"]})
def embeds(request: HttpRequest) -> HttpResponse:
    """`luong`, `mau`, `so` in the address say what is chosen; the own unit's feed comes first."""
    require(request.user, "channels.see_embeds")
    own = _own_unit(request)
    groups = published.published_feeds()
    if own is not None:
        groups = [("Đơn vị của tôi", [(f"{published.UNIT}{own.slug}", str(own))]), *groups]
    form = EmbedForm(groups, groups[0][1][0][0], request.GET.dict())
    chosen = form.chosen()
    feed = published.published_feed(chosen["luong"]) or published.published_feed(published.ALL)
    path = f"{reverse('portal:embed', args=[feed.key])}?{urlencode({'mau': chosen['mau'], 'so': chosen['so']})}"
    at = request.build_absolute_uri
    return render(request, "channels/embeds.html", {
        "form": form, "feed": feed, "path": path, "height": height_of(chosen["so"]), "line": line_for(at(path), feed.title, chosen["so"]),
        "rss": at(reverse("portal:feed_rss", args=[feed.key])), "json": at(reverse("portal:feed_json", args=[feed.key])),
        "newest": next(iter(published.published_items(feed, 1)), None), "carrying": sites.sites_carrying(feed.key),
        "linking": sites.sites_linking(),
    })  # fmt: skip


def _own_unit(request: HttpRequest) -> Unit | None:
    unit = next((held.unit_id for held in appointments_of(request.user) if held.unit_id), None)
    return Unit.objects.named_at().filter(pk=unit).first() if unit else None
