"""The verification page (screen 7): criteria as cards, sources, the locality's word. Made for a phone on a visit."""

from collections.abc import Callable, Iterator

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.forms.files import ReasonForm
from lantoa.exemplars.forms.verifying import ConfirmationForm, CriterionForm, SourceForm
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries import files
from lantoa.exemplars.queries.people import obstacle_to_checking
from lantoa.exemplars.services import verifying
from lantoa.exemplars.views.common import UNFINISHED, seen_or_404
from lantoa.ui.feedback import done, refusals_on


@require_safe
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.verify", shown)
    return _page(request, shown)


@require_POST
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards that were changed, with one press: what can be kept is kept, the others come back with what was typed."""
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.verify", shown)
    kept, unfinished = 0, {}
    for card, key, form in _cards(shown, request.POST):
        if not form.has_changed():
            continue
        if form.is_valid():
            with refusals_on(form):
                verifying.set_criterion(shown, card.criterion, **form.cleaned_data, by=request.user)
        if form.errors:
            unfinished[key] = form
        else:
            kept += 1
    if kept:
        done(request, f"Đã lưu {kept} tiêu chí.")
    elif not unfinished:
        messages.info(request, "Chưa có tiêu chí nào thay đổi. Chọn kết quả, ghi dựa vào đâu rồi lưu.")
    return _page(request, seen_or_404(request, pk), unfinished) if unfinished else redirect("exemplars:verify", pk)


def _cards(shown: Nomination, data: QueryDict | None = None) -> Iterator[tuple[files.CriterionCard, str, CriterionForm]]:
    for card in files.criterion_cards(shown):
        key = card.criterion.value.replace(".", "-").lower()  # "ii-1-5e"
        initial = {"result": card.check.result, "grounds": card.check.grounds} if card.check else {}
        yield card, key, CriterionForm(data, initial=initial, prefix=key)


@require_POST
def source(request: HttpRequest, pk: int) -> HttpResponse:
    form = SourceForm(request.POST, auto_id="nguon-%s")
    return _keep(request, pk, form, "nguon", "Đã thêm nguồn xác minh.", lambda shown, given: verifying.add_source(
        shown, **given, by=request.user))  # fmt: skip


@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    form = ConfirmationForm(request.POST, auto_id="xac-nhan-%s")
    return _keep(request, pk, form, "xac-nhan", "Đã ghi xác nhận.", lambda shown, given: verifying.add_confirmation(
        shown, **given, by=request.user))  # fmt: skip


@require_POST
def remove_finding(request: HttpRequest, pk: int, kind: str, finding_pk: int) -> HttpResponse:
    """A source or confirmation entered wrongly."""
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.verify", shown)
    rows = {"nguon": shown.sources, "xac-nhan": shown.confirmations}.get(kind)
    if rows is None:
        raise Http404
    finding = get_object_or_404(rows.select_related("nomination__unit"), pk=finding_pk)
    form = ReasonForm(request.POST, label="Vì sao bỏ", auto_id=f"bo-{kind}-{finding_pk}-%s")
    return _keep(request, pk, form, f"bo-{kind}-{finding_pk}", "Đã bỏ. Nội dung và lý do còn trong nhật ký.",
                 lambda shown, given: verifying.remove_finding(finding, reason=given["reason"], by=request.user))  # fmt: skip


def _keep(request: HttpRequest, pk: int, form: forms.Form, key: str, said: str, run: Callable[[Nomination, dict], object]) -> HttpResponse:
    shown = seen_or_404(request, pk)
    require(request.user, "exemplars.verify", shown)
    if form.is_valid():
        with refusals_on(form):
            run(shown, form.cleaned_data)
    if form.errors:
        return _page(request, seen_or_404(request, pk), {key: form})
    done(request, said)
    return redirect(reverse("exemplars:verify", args=[pk]) + f"#{key.removeprefix('bo-').split('-')[0] if key.startswith('bo-') else key}")


def _page(request: HttpRequest, shown: Nomination, unfinished: dict[str, forms.Form] | None = None) -> HttpResponse:
    unfinished = unfinished or {}
    today = {"learned_on": clock.today(), "confirmed_on": clock.today()}
    obstacle, is_open = obstacle_to_checking(shown, request.user), shown.state == NominationState.SCREENING
    cards = [(card, key, unfinished.get(key, form)) for card, key, form in _cards(shown)]

    def with_removal(rows, kind):
        for row in rows.select_related("added_by"):
            key = f"bo-{kind}-{row.pk}"
            yield row, unfinished.get(key) or ReasonForm(label="Vì sao bỏ", auto_id=f"{key}-%s"), key in unfinished

    return render(request, "exemplars/verify.html", {
        "nomination": shown, "reading": files.read_for(shown, whole=True), "cards": cards, "checklist": files.checklist(shown),
        "writing": is_open and not obstacle,
        "sources": list(with_removal(shown.sources, "nguon")), "confirmations": list(with_removal(shown.confirmations, "xac-nhan")),
        "source_form": unfinished.get("nguon") or SourceForm(initial=today, auto_id="nguon-%s"), "source_back": "nguon" in unfinished,
        "confirmation_form": unfinished.get("xac-nhan") or ConfirmationForm(initial=today, auto_id="xac-nhan-%s"),
        "confirmation_back": "xac-nhan" in unfinished, "obstacle": obstacle, "is_open": is_open,
    }, status=UNFINISHED if unfinished else 200)  # fmt: skip
