"""Public addresses for search engines. A room with public pages adds its sitemap here when its pages are mounted."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PageSitemap(Sitemap):
    """Pages that stand by themselves."""

    changefreq = "daily"

    def items(self) -> list[str]:
        return ["portal:home"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"pages": PageSitemap}
