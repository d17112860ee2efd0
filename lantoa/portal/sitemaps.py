"""Public addresses for search engines. A room with public pages adds its sitemap here when its pages are mounted."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from lantoa.exemplars.queries.published import published_nominations
from lantoa.movements.queries.published import published_movements
from lantoa.newsroom.queries.published import published_stories
from lantoa.organisations.queries.published import published_localities
from lantoa.plans.queries.published import published_documents


class PageSitemap(Sitemap):
    """Pages that stand by themselves."""

    changefreq = "daily"

    def items(self) -> list[str]:
        return [f"portal:{name}" for name in ("home", "stories", "movements", "models", "units", "board", "documents", "listen")]

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


class ExemplarSitemap(Sitemap):
    limit = 5000

    def items(self):
        return published_nominations()

    def location(self, item) -> str:
        return reverse("portal:exemplar", args=[item.code.lower()])


class UnitSitemap(Sitemap):
    limit = 5000

    def items(self):
        return published_localities()

    def location(self, item) -> str:
        return reverse("portal:unit", args=[item.slug])


class DocumentSitemap(Sitemap):
    def items(self):
        return published_documents()

    def location(self, item) -> str:
        return reverse("portal:document", args=[item.pk])


SITEMAPS = {
    "pages": PageSitemap, "stories": StorySitemap, "exemplars": ExemplarSitemap, "movements": MovementSitemap, "units": UnitSitemap,
    "documents": DocumentSitemap,
}  # fmt: skip
