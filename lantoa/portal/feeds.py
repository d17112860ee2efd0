"""Feeds as RSS 2.0 and JSON Feed 1.1: what stands in them is asked for anew, so what was taken back is gone with the next reading.

No Last-Modified of the items: the newest item that stays would hide that an older one is gone. Whoever asks again is told by the tag of
the whole text (front.pages).
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from lantoa.channels.queries import published
from lantoa.channels.queries.published import Feed, Item
from lantoa.portal.caching import asked_again, reads

MOST = 30
# What XML 1.0 has no place for, whatever a text brings along.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Rss(Rss201rev2Feed):
    """RSS 2.0 in which podcast players find the length of a recording."""

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item.get("seconds"):
            handler.addQuickElement("itunes:duration", str(item["seconds"]))


def for_xml(text: str) -> str:
    return _NO_XML.sub("", text)


@require_safe
@asked_again
@reads()
def rss(request: HttpRequest, key: str = published.ALL) -> HttpResponse:
    """RSS 2.0 to every asker: readers send all kinds of Accept, and those that accept only HTML mean this as well."""
    feed, items = _asked(key)
    at = request.build_absolute_uri
    out = _Rss(
        title=for_xml(f"Lan Tỏa: {feed.title}"),
        link=at(feed.page),
        description=for_xml(feed.about),
        language="vi",
        feed_url=at(request.path),
    )
    for item in items:
        out.add_item(
            title=for_xml(item.title), link=at(item.path), description=for_xml(item.lead or strip_tags(item.body)[:300]), pubdate=item.published,
            unique_id=item.guid, unique_id_is_permalink=False, categories=[item.kind], author_name=for_xml(item.unit),
            enclosures=[Enclosure(at(item.sound.url), str(item.sound.size), item.sound.mime)] if item.sound else [],
            seconds=round(item.sound.seconds) if item.sound else 0,
        )  # fmt: skip
    return HttpResponse(out.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@require_safe
@asked_again
@reads()
def json_feed(request: HttpRequest, key: str = published.ALL) -> JsonResponse:
    """JSON Feed 1.1 (jsonfeed.org)."""
    feed, items = _asked(key)
    at = request.build_absolute_uri
    content = {
        "version": "https://jsonfeed.org/version/1.1", "title": f"Lan Tỏa: {feed.title}", "description": feed.about, "language": "vi",
        "home_page_url": at(feed.page), "feed_url": at(request.path), "items": [_as_json(item, at) for item in items],
    }  # fmt: skip
    response = JsonResponse(content, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"  # public words; a page elsewhere may read them, without anybody's cookies
    return response


@require_safe
@asked_again
@reads()
def list_of_feeds(request: HttpRequest) -> HttpResponse:
    """Every feed there is, with its addresses."""
    return render(request, "portal/feeds.html", {"groups": published.published_feeds()})


def _as_json(item: Item, at) -> dict[str, Any]:
    return {
        "id": item.guid, "url": at(item.path), "title": item.title, "summary": item.lead,
        **({"content_html": item.body} if item.body else {"content_text": item.lead}),
        "date_published": item.published.isoformat(), "date_modified": max(item.changed, item.published).isoformat(),
        "authors": [{"name": item.unit}] if item.unit else [], "tags": [item.kind], "language": "vi",
        **({"image": at(item.image)} if item.image else {}),
        **({"attachments": [{"url": at(item.sound.url), "mime_type": item.sound.mime, "size_in_bytes": item.sound.size,
                             "duration_in_seconds": round(item.sound.seconds)}]} if item.sound else {}),
    }  # fmt: skip


def _asked(key: str) -> tuple[Feed, list[Item]]:
    feed = published.published_feed(key)
    if feed is None:
        raise Http404
    return feed, published.published_items(feed, MOST)


def addresses_of(key: str) -> dict[str, str]:
    """Where a feed is read, in each form."""
    return {
        "rss": reverse("portal:feed_rss", args=[key]), "json": reverse("portal:feed_json", args=[key]), "embed": reverse("portal:embed", args=[key])
    }  # fmt: skip
