"""The leader's dashboard, its slides for the meeting room, and the records behind one of its figures."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.plans import figures
from lantoa.plans.queries.assignments import my_tasks
from lantoa.plans.queries.oversight import names_of
from lantoa.reporting.queries import dashboard as queries
from lantoa.reporting.queries import seen
from lantoa.reporting.queries.citywide import rows_of
from lantoa.ui.paging import paginate

DECISIONS_SHOWN = 4


def _authority(request: HttpRequest) -> Unit:
    """The one asked for, or the first the person looks over."""
    require(request.user, "reporting.view_dashboard")
    tops = seen.tops_of(request.user, seen.SEEING_ALL)
    asked = request.GET.get("noi", "")
    return get_object_or_404(Unit, pk=int(asked) if asked.isdecimal() and int(asked) in tops else min(tops))


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    authority, day = _authority(request), clock.today()
    window = queries.window_of(request.GET.get("ky", ""), day)
    rows = [row for group in my_tasks(request.user, day) for row in group.rows]
    return render(request, "reporting/city/dashboard.html", {
        "authority": authority, "name": names_of([authority.pk])[authority.pk], "today": day, "window": window, "windows": queries.WINDOWS,
        "found": queries.dashboard_of(authority.pk, window, day), "decisions": rows[:DECISIONS_SHOWN], "more": max(0, len(rows) - DECISIONS_SHOWN),
    })  # fmt: skip


@require_safe
def slides(request: HttpRequest) -> HttpResponse:
    """One fact a page, dark and large; plain links, and keys where scripts run. Nobody's own tasks are shown to a room."""
    authority, day = _authority(request), clock.today()
    window = queries.window_of(request.GET.get("ky", ""), day)
    found = queries.dashboard_of(authority.pk, window, day)
    count = len(found.said) + len(found.charts)
    asked = request.GET.get("trang", "1")
    at = min(max(int(asked) if asked.isdecimal() else 1, 1), count)
    said = found.said[at - 1] if at <= len(found.said) else None
    return render(request, "reporting/city/slides.html", {
        "authority": authority, "name": names_of([authority.pk])[authority.pk], "today": day, "window": window, "said": said,
        "shown": None if said else found.charts[at - 1 - len(found.said)], "at": at, "count": count, "earlier": at - 1, "later": at + 1 if at < count else 0,
    })  # fmt: skip


@require_safe
def city_figure(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The records behind a figure of the whole city: as many as it says."""
    authority = get_object_or_404(Unit, pk=pk)
    require(request.user, "reporting.view_dashboard", authority)
    if not figures.is_known(key):
        raise Http404
    figure = figures.of(key)
    try:
        start, end = (date.fromisoformat(request.GET.get(name, "")) for name in ("tu", "den"))
    except ValueError:
        start = end = clock.today()
    rows = rows_of(figure, authority.pk, (start, end))
    page = paginate(request, rows.select_related(*figure.related).order_by("-pk"))
    units = dict(rows.filter(pk__in=[row.pk for row in page]).order_by().values_list("pk", figure.unit))
    names = names_of(set(units.values()))
    lines = [(figure.title(row), figure.url(row) if figure.url else "", names.get(units.get(row.pk), "")) for row in page]
    return render(request, "reporting/city/figure.html", {
        "figure": figure, "authority": authority, "name": names_of([pk])[pk], "start": start, "end": end, "page": page, "lines": lines,
    })  # fmt: skip
