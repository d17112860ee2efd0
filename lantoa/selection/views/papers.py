"""The minutes: what is still to be written, the look on the page, the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core.rights import allowed
from lantoa.core.text import strip_marks
from lantoa.documents import writing
from lantoa.selection.exports import minutes as document
from lantoa.selection.forms import MinutesForm
from lantoa.selection.queries import seen
from lantoa.selection.services import counting
from lantoa.selection.views.shared import READ_OR_POST, round_of
from lantoa.ui import feedback

_FILES = {
    "docx": (writing.to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (writing.to_pdf, "application/pdf"),
}


@require_http_methods(READ_OR_POST)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    if found.began_at is None:
        raise Http404
    recused = seen.is_recused(request.user, found)
    may_write = not recused and allowed(request.user, "selection.run_round", found)
    form = MinutesForm(request.POST or None, instance=found) if may_write else None
    if request.method == "POST" and form and form.is_valid():
        with feedback.refusals_on(form):
            counting.write_minutes(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi. Tải biên bản để in, ký.")
            return redirect("selection:minutes", pk)
    return render(request, "selection/minutes.html", {
        "round": found, "form": form, "recused": recused, "is_counted": found.counted_at is not None,
        "may_read": not recused and seen.may_see_numbers(request.user, found),
    })  # fmt: skip


@require_safe
def minutes_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    found = round_of(request, pk)
    if (
        form not in _FILES
        or found.counted_at is None
        or seen.is_recused(request.user, found)
        or not seen.may_see_numbers(request.user, found)
    ):
        raise Http404
    write, mime = _FILES[form]
    name = strip_marks(f"bien-ban-binh-chon-{found.period}-{found.unit.slug}").lower()
    response = HttpResponse(write(document.draft(found)), content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
