"""The list of nominations, its files, and the pipeline."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.exemplars import masking
from lantoa.exemplars.exports import nominations as exports
from lantoa.exemplars.forms.lists import ListForm
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import lists, pipeline
from lantoa.exemplars.queries.seen import visible_to
from lantoa.exemplars.services.exporting import note_export
from lantoa.ui.paging import paginate

_SHOWN = 140  # letters of the deed on a line


def _search(request: HttpRequest) -> ListForm:
    return ListForm(request.GET, units=lists.offered_units(request.user), movements=lists.offered_movements(request.user))


def _found(request: HttpRequest, search: ListForm, known: lists.Known) -> QuerySet[Nomination]:
    return lists.ordered(lists.narrowed(visible_to(request.user, ids=known), search.wanted()), search.order)


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """Rows, narrowed and ordered as the address says. Ten queries at most besides the frame, however many rows there are."""
    require(request.user, "exemplars.list_nominations")
    search, known = _search(request), lists.Known()
    page = paginate(request, _found(request, search, known).values_list("pk", flat=True), most=lists.MOST_COUNTED)
    rows = page.object_list = lists.rows_of(page.object_list, search.order, request.user, known)
    now = clock.now()
    for row in rows:
        _dress(row, now)
    return render(request, "exemplars/list.html", {
        "page": page, "search": search, "may_nominate": allowed(request.user, "exemplars.nominate"),
        "may_import": allowed(request.user, "exemplars.import_nominations"), "here": "list",
    })  # fmt: skip


def _dress(row: Nomination, now: datetime) -> None:
    """What a line shows besides its columns."""
    words = row.title or row.deed
    row.says = (words if row.is_whole else masking.text(words))[:_SHOWN]
    row.days, row.age = max((now - row.state_since).days, 0), lists.age_kind(row, now)


@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the list as a file, narrowed by the same address; a line in the log says so."""
    require(request.user, "exemplars.list_nominations")
    search = _search(request)
    rows = _found(request, search, lists.Known())
    personal = allowed(request.user, "exemplars.export_personal")
    asked = "&".join(f"{name}={request.GET[name]}" for name in search.changed_data if name in request.GET)
    note_export(kind=kind, asked=asked, personal=personal, by=request.user)
    whole = lists.whole_units(request.user)
    name = f"ho-so-gioi-thieu-{clock.today():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(
            exports.write_xlsx(rows, personal=personal, whole=whole), as_attachment=True, filename=name,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )  # fmt: skip
    response = StreamingHttpResponse(exports.csv_lines(rows, personal=personal, whole=whole), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def flow(request: HttpRequest) -> HttpResponse:
    """The pipeline: how many have come how far, where they wait, whom they are about, and where there is nothing."""
    require(request.user, "exemplars.list_nominations")
    search = _search(request)
    wanted = search.wanted()
    found = pipeline.pipeline(request.user, unit=wanted.unit, period=wanted.period or f"{clock.today().year}-Y")
    return render(request, "exemplars/pipeline.html", {"search": search, "found": found, "here": "flow"})
