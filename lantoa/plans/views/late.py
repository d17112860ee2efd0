"""The late list with its praise list, and the urging letters made from it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.files.validators import DOCUMENTS
from lantoa.outgoing.queries import paper_of
from lantoa.plans.enums import LetterState
from lantoa.plans.exports import letter_files
from lantoa.plans.exports.letters import urging_subject, urging_text
from lantoa.plans.forms.oversight import LateForm, LetterForm, LetterSearchForm, SentForm
from lantoa.plans.models import UrgingLetter
from lantoa.plans.queries import late, oversight
from lantoa.plans.queries.matrix import late_on
from lantoa.plans.services import letter_bundles
from lantoa.plans.services import letters as services
from lantoa.plans.views.matrix import tabs
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """From the menu: to the late list of the newest plan the person watches."""
    plans = oversight.plans_watched(request.user, oversight.REMINDER_ROLES)
    plan = plans.order_by("-year", "-issued_on", "-pk").first()
    return redirect("plans:late_list", plan.pk) if plan else render(request, "plans/no_plan.html")


def _plan(request: HttpRequest, pk: int):
    watched = oversight.plans_watched(request.user, oversight.REMINDER_ROLES)
    return get_object_or_404(watched.select_related("issuer", "standing_agency"), pk=pk)


@require_safe
def late_list(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    search = LateForm(request.GET, plan=plan)
    search.is_valid()
    due = late.due_assignments(plan, request.user, search.span)
    counted = late.tally_units(due)
    rows = late.late_units(counted)
    if words := fold(search.value("q") or ""):
        names = oversight.names_of([row.unit_id for row in rows])
        rows = [row for row in rows if words in fold(names[row.unit_id])]
    page = paginate(request, rows)
    return render(request, "plans/late_list.html", {
        "plan": plan, "tabs": tabs(request, plan), "search": search, "page": page,
        "units": late.fill_late(page.object_list, due, plan),
        "tally": late.tally(counted), "praise": late.all_on_time(counted), "cure_days": late.median_cure_days(due),
        "may_write": allowed(request.user, "plans.write_letters", plan),
        "open_letters": oversight.letters_visible_to(request.user).filter(plan=plan, state=LetterState.DRAFT).count(),
    })  # fmt: skip


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Letters to the chosen units; without a choice, nothing."""
    plan = get_object_or_404(oversight.plans_run(request.user), pk=pk)
    chosen = [int(value) for value in request.POST.getlist("don-vi") if value.isdecimal()]
    if not chosen:
        messages.warning(request, "Chưa chọn đơn vị nào. Đánh dấu vào ô trước tên đơn vị rồi bấm lại.")
        return redirect("plans:late_list", plan.pk)
    made = services.write_letters(plan, chosen, by=request.user)
    kept = len(set(chosen)) - len(made)
    feedback.done(request, f"Đã soạn {len(made)} công văn." + (f" {kept} đơn vị đã có bản thảo, hoặc không còn trễ." if kept else ""))
    return redirect("plans:letters", plan.pk)


@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    if not allowed(request.user, "plans.view_letter", UrgingLetter(plan=plan)):
        return redirect("plans:late_list", plan.pk)
    search = LetterSearchForm(request.GET)
    search.is_valid()
    rows = oversight.letters_visible_to(request.user).filter(plan=plan)
    if state := search.cleaned_data.get("tinh-trang"):
        rows = rows.filter(state=state)
    if words := fold(search.cleaned_data.get("q", "")):
        names = oversight.names_of(list(rows.order_by().values_list("unit_id", flat=True)))
        rows = rows.filter(unit__in=[unit_id for unit_id, name in names.items() if words in fold(name)])
    page = paginate(request, rows)
    names = oversight.names_of([row.unit_id for row in page])
    for row in page:
        row.unit_name = names[row.unit_id]
    return render(request, "plans/letters.html", {
        "plan": plan, "tabs": tabs(request, plan), "search": search, "page": page, **_bundles(plan),
        "may_write": allowed(request.user, "plans.write_letters", plan),
        "drafts": plan.letters.filter(state=LetterState.DRAFT).count(),
    })  # fmt: skip


def _bundles(plan) -> dict[str, object]:
    rows = list(plan.letter_bundles.select_related("file")[:5])
    return {
        "bundles": rows, "working": any(row.is_working for row in rows), "progress_url": reverse("plans:letter_bundles", args=[plan.pk]),
    }  # fmt: skip


@require_safe
def bundles(request: HttpRequest, pk: int) -> HttpResponse:
    """The bundles alone, asked for each second while the worker is at it."""
    plan = _plan(request, pk)
    require(request.user, "plans.view_letter", UrgingLetter(plan=plan))
    return render(request, "plans/parts/letter_bundles.html", {"plan": plan, **_bundles(plan)})


@require_POST
def ask_for_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(oversight.plans_run(request.user), pk=pk)
    with feedback.refusals_told(request):
        letter_bundles.ask_for_bundle(plan, form=request.POST.get("dang", ""), by=request.user)
    return redirect("plans:letters", plan.pk)


@require_safe
def letter_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The letter as Word or PDF, without number, day and signature."""
    name, content = letter_files.letter_file(_letter(request, pk), form)
    response = HttpResponse(content, content_type=DOCUMENTS[form])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"don-doc-{name.partition('-')[2]}")
    return response


def _letter(request: HttpRequest, pk: int) -> UrgingLetter:
    seen = oversight.letters_visible_to(request.user)
    return get_object_or_404(seen.select_related("plan__issuer", "plan__standing_agency", "unit"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it will stand on paper, and a form to change a draft."""
    found = _letter(request, pk)
    form = LetterForm(request.POST or None, initial={"new_due_on": found.new_due_on, "body": found.body})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_letter(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã lưu công văn.")
            return redirect("plans:letter", found.pk)
    lines = list(found.lines.select_related("assignment__duty"))
    return render(request, "plans/letter.html", {
        "letter": found, "plan": found.plan, "form": form, **_heads(found),
        "lines": lines,
        "no_longer": [line for line in lines if line.assignment.is_done],
        "newly_late": found.state == LetterState.DRAFT
        and found.plan.assignments.filter(late_on(found.written_on), unit=found.unit).exclude(
            pk__in=[line.assignment_id for line in lines]
        ).count(),
        "sent_form": SentForm(initial={"issued_on": clock.today()}), "paper": paper_of("plans.urgingletter", found.pk),
        "may_handle": found.state == LetterState.DRAFT and allowed(request.user, "plans.handle_letter", found),
    })  # fmt: skip


def _heads(found: UrgingLetter) -> dict[str, object]:
    plan = found.plan
    names = oversight.names_of([found.unit_id, plan.issuer_id, plan.standing_agency_id], found.written_on)
    return {
        "unit_name": names[found.unit_id], "issuer_name": names[plan.issuer_id], "agency_name": names[plan.standing_agency_id],
        "subject": urging_subject(plan.citation),
    }  # fmt: skip


@require_safe
def letter_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain text, to paste into the office's own document system."""
    found = _letter(request, pk)
    heads = _heads(found)
    text = urging_text(
        agency=heads["agency_name"], issuer=heads["issuer_name"], place=found.plan.place,
        citation=found.plan.citation, body=found.body, on=found.written_on,
    )  # fmt: skip
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = fold(f"don doc {heads['unit_name']}").replace(" ", "-")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.txt")
    return response


@require_POST
def letter_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of three presses on a draft: sent, not to be sent, drafted anew."""
    found = _letter(request, pk)
    sent = SentForm(request.POST)
    if act == "da-gui" and not sent.is_valid():
        messages.error(request, " ".join(words for errors in sent.errors.values() for words in errors))
        return redirect("plans:letter", found.pk)
    service, words = {
        "da-gui": (partial(services.mark_letter_sent, **(sent.cleaned_data if act == "da-gui" else {})), "Đã ghi: công văn đã gửi."),
        "khong-gui": (services.drop_letter, "Đã bỏ bản thảo này."),
        "soan-lai": (services.redraft_letter, "Đã soạn lại theo tình hình hôm nay."),
    }[act]
    with feedback.refusals_told(request):
        service(found, by=request.user)
        feedback.done(request, words)
    return redirect("plans:letter", found.pk)
