"""New stories for other sites and for readers: RSS 2.0 and JSON Feed 1.1, made anew at each asking."""

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.newsroom.queries import published
from lantoa.portal.caching import asked_again

MOST = 30


class NewStories(Feed):
    """RSS 2.0."""

    title = "Lan Tỏa: gương người tốt, việc tốt"
    description = "Chuyện người thật, việc thật đã xác minh, được người trong chuyện đồng ý."
    language = "vi"

    def link(self) -> str:
        return reverse("portal:stories")

    def items(self):
        return list(published.published_stories()[:MOST])

    def item_title(self, item) -> str:
        return item.live.title

    def item_description(self, item) -> str:
        return item.live.lead

    def item_link(self, item) -> str:
        return reverse("portal:story", args=[item.slug])

    def item_pubdate(self, item):
        return item.published_at

    def item_categories(self, item) -> list[str]:
        return [item.get_kind_display()]


@require_safe
@asked_again
def json_feed(request: HttpRequest) -> JsonResponse:
    """JSON Feed 1.1 (jsonfeed.org)."""
    items = [
        {
            "id": (address := request.build_absolute_uri(reverse("portal:story", args=[story.slug]))), "url": address,
            "title": story.live.title, "summary": story.live.lead, "content_html": story.live.body,
            "date_published": story.published_at.isoformat(), "tags": [story.get_kind_display()],
        }
        for story in published.published_stories()[:MOST]
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": NewStories.title, "description": NewStories.description,
        "language": "vi", "home_page_url": request.build_absolute_uri(reverse("portal:stories")),
        "feed_url": request.build_absolute_uri(), "items": items,
    }  # fmt: skip
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})
