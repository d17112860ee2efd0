"""Cutting a list into pages; the number stands in the address as `trang`."""

from collections.abc import Sequence
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PARAM = "trang"
PER_PAGE = 25


class CappedPaginator(Paginator):
    """Counts no further than `most`: in a list of hundreds of thousands nobody reads page 8.000, and counting them all is what is slow."""

    def __init__(self, rows: QuerySet, per_page: int, *, most: int):
        super().__init__(rows, per_page)
        self.most = most

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: self.most + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def is_capped(self) -> bool:
        """Whether there are more than are counted."""
        return self._counted > self.most


def paginate(request: HttpRequest, rows: QuerySet | Sequence, *, per_page: int = PER_PAGE, most: int | None = None) -> Page:
    """The page asked for; nonsense gives the first, too high a number the last. Two queries: count (to `most`, if given) and rows."""
    paginator = CappedPaginator(rows, per_page, most=most) if most else Paginator(rows, per_page)
    return paginator.get_page(request.GET.get(PARAM))
