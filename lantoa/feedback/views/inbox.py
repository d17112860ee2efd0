"""The officers' side: letters to the unit, the answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.feedback.forms import AnswerForm, CloseForm, LetterSearchForm
from lantoa.feedback.models import Letter
from lantoa.feedback.queries import seen
from lantoa.feedback.services import letters as services
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Those that wait, the soonest due first; others by choice, the newest first."""
    require(request.user, "feedback.browse")
    search = LetterSearchForm(request.GET or None, label_suffix="")
    data = search.cleaned_data if search.is_valid() else {}
    state = data.get("tinh_trang") or "received"
    rows = seen.visible_to(request.user)
    rows = rows if state == "tat-ca" else rows.filter(state=state)
    if words := data.get("q"):
        rows = rows.filter(text__icontains=words)
    page = paginate(request, rows.order_by("due_on", "pk") if state == "received" else rows.order_by("-state_since", "-pk"))
    names = seen.unit_names({row.unit_id for row in page})
    for row in page:
        row.unit_name = names.get(row.unit_id, "")
    return render(request, "feedback/inbox.html", {"page": page, "search": search, "state": state})


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """What was read most in thirty days."""
    require(request.user, "feedback.browse")
    return render(request, "feedback/visits.html", {"rows": seen.visits(clock.today())})


def _seen(request: HttpRequest, pk: int) -> Letter:
    return get_object_or_404(seen.visible_to(request.user).select_related("unit", "answered_by"), pk=pk)


def _page(request: HttpRequest, letter: Letter, **forms) -> HttpResponse:
    open_ = letter.state != "answered" and allowed(request.user, "feedback.answer_letter", letter)
    context = {
        "letter": letter,
        "answer_form": AnswerForm() if open_ else None,
        "close_form": CloseForm() if letter.state == "received" else None,
    }
    return render(request, "feedback/letter.html", {**context, **forms})


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


@require_http_methods(["POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _seen(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.answer_letter(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã trả lời. Người gửi đọc được bằng mã.")
            return redirect("feedback:letter", pk)
    return _page(request, found, answer_form=form)


@require_http_methods(["POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _seen(request, pk), CloseForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.close_letter(found, reason=form.cleaned_data["reason"], by=request.user)
            feedback.done(request, "Đã xếp lại, có ghi lý do.")
            return redirect("feedback:inbox")
    return _page(request, found, close_form=form)
