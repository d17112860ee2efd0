"""A feed as a page that stands inside other people's pages: one line to copy, no script, no cookie, own style (product.md, screen 27)."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from lantoa.channels.embedding import COLOURS, DEFAULT_COLOUR, DEFAULT_COUNT, MOST
from lantoa.channels.queries import published
from lantoa.portal.caching import asked_again, reads


@require_safe
@asked_again
@reads("mau", "so")
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": ["'none'"], "form-action": ["'none'"], "connect-src": ["'none'"]})
def embed(request: HttpRequest, key: str) -> HttpResponse:
    """`mau`: a colour by its name; `so`: how many stories, 1 to 10. What is neither is taken as not said."""
    feed = published.published_feed(key)
    if feed is None:
        raise Http404
    colour = request.GET.get("mau", "")
    count = request.GET.get("so", "")
    count = int(count) if count.isascii() and count.isdigit() and len(count) <= 2 else DEFAULT_COUNT
    response = render(request, "portal/embed.html", {
        "feed": feed, "items": published.published_items(feed, max(1, min(count, MOST))),
        "colour": colour if colour in COLOURS else DEFAULT_COLOUR,
    })  # fmt: skip
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Referrer-Policy"] = "no-referrer"
    return response
