"""Many at once from a workbook: template, bringing one, what the check found, taking it in."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import require
from lantoa.exemplars import books as workbook
from lantoa.exemplars.enums import BookState
from lantoa.exemplars.forms.importing import BookForm
from lantoa.exemplars.models import NominationBook
from lantoa.exemplars.queries.drafting import units_to_nominate_for
from lantoa.exemplars.services import importing
from lantoa.exemplars.views.common import UNFINISHED
from lantoa.organisations.models import Unit
from lantoa.ui.feedback import done, refusals_on
from lantoa.ui.paging import paginate

_FAULTS_A_PAGE = 100
_ALIKE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def books(request: HttpRequest) -> HttpResponse:
    """Bring one; those brought before."""
    require(request.user, "exemplars.import_nominations")
    form = BookForm(request.POST or None, request.FILES or None, units=units_to_nominate_for(request.user))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            unit = get_object_or_404(Unit, pk=form.cleaned_data["unit"])
            book = importing.bring_book(form.cleaned_data["upload"], unit=unit, by=request.user)
            return redirect("exemplars:book", book.pk)
    rows = NominationBook.objects.filter(brought_by=request.user).select_related("file", "unit").defer("faults", "alike")
    return render(
        request, "exemplars/books.html", {"form": form, "page": paginate(request, rows)}, status=UNFINISHED if form.errors else 200
    )


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook, with the units this person may put forward for in its drop-down."""
    require(request.user, "exemplars.import_nominations")
    content = workbook.write_template([name for _, name in units_to_nominate_for(request.user)])
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="mau-gioi-thieu.xlsx"'
    return response


@require_safe
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """What the check found, row by row; while the worker is at it, how far it is."""
    found = _seen(request, pk)
    faults = [{"row": row, "column": column, "words": words} for row, column, words in found.faults]
    return render(request, "exemplars/book.html", {
        **_progress(found), "page": paginate(request, faults, per_page=_FAULTS_A_PAGE), "alike": found.alike[:_ALIKE], "most": importing.MOST_FAULTS,
    })  # fmt: skip


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks again by itself; when the worker is done the page is loaded anew."""
    found = _seen(request, pk)
    response = render(request, "exemplars/parts/book_progress.html", _progress(found))
    if not _is_working(found):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    try:
        importing.take_in(found, by=request.user)
    except ValidationError as error:
        done(request, " ".join(error.messages))
        return redirect("exemplars:book", pk)
    done(request, "Đang nhập. Có thể rời trang này, việc nhập vẫn chạy.")
    return redirect("exemplars:book", pk)


def _seen(request: HttpRequest, pk: int) -> NominationBook:
    found = get_object_or_404(NominationBook.objects.select_related("file", "unit", "brought_by"), pk=pk)
    require(request.user, "exemplars.view_book", found)
    return found


def _is_working(found: NominationBook) -> bool:
    return found.state in (BookState.CHECKING, BookState.TAKING)


def _progress(found: NominationBook) -> dict:
    total = found.row_count if found.state == BookState.TAKING else 0
    return {"book": found, "working": _is_working(found), "per_cent": round(100 * found.done_count / total) if total else None}
