"""Cutting a list into pages; the number stands in the address as `trang`."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PARAM = "trang"
PER_PAGE = 25


def paginate(request: HttpRequest, rows: QuerySet | Sequence, *, per_page: int = PER_PAGE) -> Page:
    """The page asked for; nonsense gives the first, too high a number the last. Two queries: count and rows."""
    return Paginator(rows, per_page).get_page(request.GET.get(PARAM))
