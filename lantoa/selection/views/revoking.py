"""Taking back: one honour, a whole decision, the money."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.selection.forms import ReasonForm
from lantoa.selection.honour_forms import MoneyReturnedForm
from lantoa.selection.services import revoking as services
from lantoa.selection.views.decisions import decision_of, line_of
from lantoa.selection.views.shared import READ_OR_POST
from lantoa.ui import feedback


@require_http_methods(READ_OR_POST)
def revoke(request: HttpRequest, pk: int, honour_pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.revoke_honour", found)
    honour = line_of(found, honour_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.revoke_honour(honour, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã thu hồi. Bài về gương này được gỡ; tiền thưởng và giấy khen cần thu lại.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/revoke.html", {"decision": found, "what": f"biểu dương {honour.recipient}", "form": form})


@require_http_methods(READ_OR_POST)
def revoke_all(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.revoke_honour", found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.revoke_decision(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã thu hồi cả quyết định. Các bài được gỡ; tiền thưởng và giấy khen cần thu lại.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/revoke.html", {"decision": found, "what": f"cả quyết định {found.number}", "form": form})


@require_http_methods(READ_OR_POST)
def money_returned(request: HttpRequest, pk: int, honour_pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.revoke_honour", found)
    honour = line_of(found, honour_pk)
    if not honour.revoked_at:
        raise Http404
    form = MoneyReturnedForm(request.POST or None, initial={"returned_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.note_money_returned(honour, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi tiền về quỹ.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/money_returned.html", {"decision": found, "honour": honour, "form": form})
