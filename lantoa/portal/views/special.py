"""Pages made from data at once: the year's anniversary of the appeal, a unit's column."""

from collections import Counter
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.movements.queries.published import published_days
from lantoa.newsroom.queries import published as told
from lantoa.organisations.queries.published import published_units
from lantoa.portal import sections
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed
from lantoa.ui.paging import paginate

PER_PAGE = 12
FIRST_YEAR = 1949
# Pieces counted to the day: from a month before it to the end of its month.
FROM, UNTIL = (5, 11), (7, 1)


@require_safe
@asked_again
@reads("trang")
def campaign(request: HttpRequest, year: int) -> HttpResponse:
    """The number is counted from the year, so it is right every year; years to come and years before have none."""
    today = clock.today()
    if not FIRST_YEAR <= year <= today.year + 1:
        raise Http404
    day = sections.APPEAL.replace(year=year)
    span = told.published_stories().filter(published_at__date__gte=date(year, *FROM), published_at__date__lt=date(year, *UNTIL))
    by_unit = Counter(span.order_by().values_list("unit_id", flat=True))
    names = published_units(by_unit)
    page = paginate(request, span, per_page=PER_PAGE)
    page.object_list = dressed(page.object_list)
    return render(request, "portal/campaign.html", {
        "year": year, "years": year - sections.APPEAL.year, "day": day, "appeal": sections.APPEAL, "left": (day - today).days, "page": page,
        "units": sorted(((names[pk], count) for pk, count in by_unit.items() if pk in names), key=lambda row: (-row[1], row[0].name)),
        "days": sorted((row for row in published_days(year) if row.day.month in (5, 6)), key=lambda row: row.day),
    })  # fmt: skip


@require_safe
@asked_again
@reads("trang")
def column(request: HttpRequest, slug: str) -> HttpResponse:
    found = told.published_column(slug)
    if found is None:
        raise Http404
    page = paginate(request, told.published_in(found), per_page=PER_PAGE)
    page.object_list = dressed(page.object_list)
    unit = published_units([found.unit_id]).get(found.unit_id)
    return render(request, "portal/column.html", {"column": found, "unit": unit, "page": page})
