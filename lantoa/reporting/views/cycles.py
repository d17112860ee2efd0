"""One cycle: how many came, from whom, who must act now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.documents.writing import to_docx, to_pdf
from lantoa.files.validators import DOCUMENTS
from lantoa.reporting.enums import ReportState
from lantoa.reporting.exports.urging import urging_letter
from lantoa.reporting.forms import CycleSearchForm
from lantoa.reporting.models import Cycle
from lantoa.reporting.queries import late as lateness
from lantoa.reporting.queries import pages, rates, seen
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

_WRITERS = {"docx": to_docx, "pdf": to_pdf}


def cycle_of(request: HttpRequest, pk: int) -> Cycle:
    return get_object_or_404(seen.cycles_of(request.user).select_related("form__authority", "form__agency"), pk=pk)


@require_safe
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    found = cycle_of(request, pk)
    mine = rates.current(seen.visible_to(request.user).filter(cycle=found))
    by_cluster = rates.rates_by_cluster(mine)
    search = CycleSearchForm(request.GET, clusters=[(cluster_id, name) for name, cluster_id, _ in by_cluster if cluster_id])
    search.is_valid()
    rows = _narrowed(seen.named(mine).select_related("cycle__form", "unit", "cluster"), search)
    page = paginate(request, rows.order_by("cluster__order", "unit_name_key", "pk"))
    turns = rates.whose_turn(page.object_list)
    late = seen.named(mine.filter(due_on__lt=clock.today()).exclude(rates.RECEIVED)).select_related("cycle")
    may_decide = bool(seen.tops_of(request.user, seen.DECIDING))
    return render(request, "reporting/cycle.html", {
        "cycle": found, "search": search, "page": page, "rate": rates.sum_up(rate for *_, rate in by_cluster),
        "cure_days": lateness.median_cure_days(mine), "by_cluster": by_cluster if len(by_cluster) > 1 else [],
        "rows": [(report, pages.state_tag(report), turns.get(report.pk)) for report in page], "late": rates.in_words(late.order_by("due_on", "pk")[:50]),
        "may_decide": may_decide, "may_manage": allowed(request.user, "reporting.manage_cycle", found),
        "to_review": search.cleaned_data.get("buoc") == ReportState.SUBMITTED, "to_accept": search.cleaned_data.get("buoc") == ReportState.REVIEWED,
    })  # fmt: skip


@require_safe
def letter(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """One letter to all who are late, as Word or PDF, without number, day and signature."""
    found = cycle_of(request, pk)
    require(request.user, "reporting.manage_cycle", found)
    if form not in _WRITERS:
        raise Http404
    late = lateness.late_in(found, seen.visible_to(request.user))
    if not late:
        feedback.done(request, "Không còn đơn vị nào chậm nộp kỳ này, không cần công văn.")
        return redirect("reporting:cycle", pk)
    content = _WRITERS[form](urging_letter(found, late, on=clock.today()))
    response = HttpResponse(content, content_type=DOCUMENTS[form])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"don-doc-bao-cao-{found.period.lower()}.{form}")
    return response


def _narrowed(rows, search: CycleSearchForm):
    data = search.cleaned_data
    if state := data.get("buoc"):
        match state:
            case "missing":
                rows = rows.filter(due_on__lt=clock.today()).exclude(rates.RECEIVED)
            case "late":
                rows = rows.filter(rates.RECEIVED).exclude(rates.ON_TIME)
            case _:
                rows = rows.filter(state=state)
    if cluster := data.get("cum"):
        rows = rows.filter(cluster=cluster)
    for word in fold(data.get("q", "")).split():
        rows = rows.filter(unit__versions__folded__contains=word).distinct()
    return rows
