"""Public addresses for search engines. A room with public pages adds its sitemap here when its pages are mounted."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from lantoa.movements.queries.published import published_movements
from lantoa.newsroom.queries.published import published_stories


class PageSitemap(Sitemap):
    """Pages that stand by themselves."""

    changefreq = "daily"

    def items(self) -> list[str]:
        return ["portal:home", "portal:stories", "portal:movements"]

    def location(self, item: str) -> str:
        return reverse(item)


class StorySitemap(Sitemap):
    limit = 5000

    def items(self):
        return published_stories()

    def location(self, item) -> str:
        return reverse("portal:story", args=[item.slug])

    def lastmod(self, item):
        return item.live.created_at


class MovementSitemap(Sitemap):
    def items(self):
        return published_movements()

    def location(self, item) -> str:
        return reverse("portal:movement", args=[item.slug])


SITEMAPS = {"pages": PageSitemap, "stories": StorySitemap, "movements": MovementSitemap}
