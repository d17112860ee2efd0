"""Totals: from the nation down to the unit's report, by period; and all values out, as DHIS2 takes them."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.periods import PeriodKind
from lantoa.core.rights import require
from lantoa.organisations.models import Unit
from lantoa.reporting.exports import dhis2
from lantoa.reporting.models import Indicator
from lantoa.reporting.queries import seen, tree


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """From the menu: to the totals of where the person looks over."""
    require(request.user, "reporting.list_reports")
    node = tree.default_node(request.user)
    if node is None:
        raise Http404
    return redirect("reporting:node", node.slug)


@require_safe
def node(request: HttpRequest, slug: str) -> HttpResponse:
    """`nam`, `loai`: which periods; `chi-tieu`: one indicator, shown for what stands right below; `ky`: only that period."""
    found = get_object_or_404(seen.nodes_of(request.user), slug=slug)
    year, kind, years, kinds = _span(request, found)
    periods = tree.periods_of_year(year, kind)
    chosen = [p for p in periods if p.code == request.GET.get("ky")] or periods
    indicator = (
        Indicator.objects.filter(key=request.GET.get("chi-tieu", ""))
        .select_related("numerator", "denominator")
        .order_by("-valid_from")
        .first()
    )
    latest = tree.last_begun(chosen)
    return render(request, "reporting/node.html", {
        "node": found, "path": tree.path_to(found, latest, request.user), "year": year, "kind": kind, "years": years, "kinds": kinds,
        "periods": chosen, "indicator": indicator, "query": f"nam={year}&loai={kind.value}", "one_period": len(chosen) == 1 and len(periods) > 1,
        "lines": [] if indicator else tree.lines_of(found, chosen),
        "below": tree.below(found, indicator, chosen, request.user) if indicator else [],
        "clusters": tree.by_cluster(found, indicator, chosen, request.user) if indicator else [],
    })  # fmt: skip


def _span(request: HttpRequest, found: Unit) -> tuple[int, PeriodKind, list[int], list[PeriodKind]]:
    """The year and kind of period asked for, where there is something; and what there is to choose from."""
    there = tree.kinds_by_year(found) or {clock.today().year: [PeriodKind.QUARTER]}
    years = list(there)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    kinds = there[year]
    kind = next((k for k in kinds if k.value == request.GET.get("loai")), PeriodKind.QUARTER if PeriodKind.QUARTER in kinds else kinds[0])
    return year, kind, years, kinds


@require_safe
def export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Every accepted value at or below the node in a year, streamed."""
    found = get_object_or_404(seen.nodes_of(request.user), slug=slug)
    require(request.user, "reporting.view_totals", found)
    if form not in dhis2.FORMS:
        raise Http404
    year, *_ = _span(request, found)
    kind, write = dhis2.FORMS[form]
    answer = StreamingHttpResponse(write(dhis2.values_under(found, year)), content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, f"so-lieu-bao-cao-{found.slug}-{year}.{form}")
    return answer
