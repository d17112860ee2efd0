"""The list of reports and cycles, one report, the records behind one of its figures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.plans.queries.assigned import units_led
from lantoa.reporting.enums import WRITABLE_STATES, CycleState
from lantoa.reporting.forms import AnswerForm, DisputeForm, read_entries
from lantoa.reporting.models import UnitReport
from lantoa.reporting.queries import boxes as box_queries
from lantoa.reporting.queries import moved as moving
from lantoa.reporting.queries import pages, rates, seen
from lantoa.reporting.services import writing
from lantoa.reporting.views.steps import steps_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

_SHOWN = 20


def report_of(request: HttpRequest, pk: int) -> UnitReport:
    return seen.know_decider(request.user, get_object_or_404(pages.find(request.user, pk)))


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What one's units have to do, what they handed in, and the cycles with their rates."""
    require(request.user, "reporting.list_reports")
    page = paginate(request, rates.listed_cycles(request.user), per_page=12)
    seen_here = seen.visible_to(request.user).filter(cycle__in=[cycle.pk for cycle in page])
    counted = rates.rates_by_cycle(seen_here)
    return render(request, "reporting/reports.html", {
        "to_do": [(r, pages.state_tag(r)) for r in rates.own_open(request.user)[:20]],
        "done": [(r, pages.state_tag(r)) for r in rates.own_done(request.user)[:8]],
        "page": page, "cycles": [(cycle, counted.get(cycle.pk, rates.Rate())) for cycle in page],
        "follows": seen.follows_others(request.user), "leads": units_led(request.user), "may_manage": allowed(request.user, "reporting.manage_forms"),
    })  # fmt: skip


def may_write(request: HttpRequest, report: UnitReport) -> bool:
    if report.state not in WRITABLE_STATES or report.cycle.state != CycleState.OPEN:
        return False
    return allowed(request.user, "reporting.write_report", report) or allowed(request.user, "reporting.key_in", report)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = report_of(request, pk)
    if request.method == "POST":
        return _save(request, found)
    writing_now = may_write(request, found)
    return _page(request, found, pages.sheet_of(found, writing=writing_now), writing_now)


def _page(request: HttpRequest, found: UnitReport, sheet: pages.Sheet, writing_now: bool) -> HttpResponse:
    steps = steps_of(request.user, found)
    return render(request, "reporting/report.html", {
        "report": found, "sheet": sheet, "may_write": writing_now, "tag": pages.state_tag(found), "name": pages.name_of(found),
        "steps": steps, "turn": rates.whose_turn([found]).get(found.pk),
        "is_own": allowed(request.user, "reporting.write_report", found), "later": getattr(found, "amended_by", None),
        "is_fixed": found.state not in WRITABLE_STATES,
    })  # fmt: skip


def _save(request: HttpRequest, found: UnitReport) -> HttpResponse:
    """Write what was sent; what could not be written is shown again as it was typed. Sent by htmx, only the line that says so."""
    boxes = {box.pk: box for box in box_queries.boxes_of(found)}
    entries, wrong = read_entries(request.POST, boxes)
    try:
        _, refused = writing.write_boxes(found, entries, by=request.user)
    except ValidationError as error:
        if request.headers.get("HX-Request"):
            return render(request, "reporting/parts/saved.html", {"trouble": error.messages})
        messages.error(request, " ".join(error.messages))
        return redirect("reporting:report", found.pk)
    wrong |= refused
    found = report_of(request, found.pk)
    sheet = pages.sheet_of(found, writing=True)
    if request.headers.get("HX-Request"):
        # A box that was refused keeps its old stamp, so that sending the page again does not write over the other officer unseen.
        names = [f"{sheet.rows[pk].short_name}: {' '.join(said)}" for pk, said in wrong.items()]
        return render(request, "reporting/parts/saved.html", {"report": found, "sheet": sheet, "trouble": names, "wrong": wrong})
    if not wrong:
        feedback.done(request, "Đã lưu.")
        return redirect("reporting:report", found.pk)
    for pk, said in wrong.items():
        row = sheet.rows[pk]
        row.errors = said
        row.typed = {"value": request.POST.get(f"so-{pk}", ""), "reason": request.POST.get(f"vi-sao-{pk}", "")}
    return _page(request, found, sheet, True)


@require_safe
def figure(request: HttpRequest, pk: int, box_pk: int) -> HttpResponse:
    """The records behind one figure: as many as it says, in the order they were counted."""
    found = report_of(request, pk)
    box = get_object_or_404(found.boxes.select_related("item__indicator", "disputed_by"), pk=box_pk, item__indicator__isnull=False)
    box.report = found
    page = paginate(request, box.record_ids)
    moved = None if found.state in WRITABLE_STATES else moving.moved_since(box, found)
    return render(request, "reporting/figure.html", {
        "report": found, "box": box, "row": pages.Row(box.item, box), "page": page,
        "lines": pages.records_behind(box, list(page.object_list), moved.gone if moved else ()),
        "moved": moved, "come": pages.records_behind(box, moved.come[:_SHOWN]) if moved else [],
        "divisions": pages.divisions_of(box), "name": pages.name_of(found),
        "form": DisputeForm() if may_write(request, found) and allowed(request.user, "reporting.write_report", found) else None,
    })  # fmt: skip


@require_safe
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    """The period run again over today's records, beside what was signed."""
    found = report_of(request, pk)
    if found.state in WRITABLE_STATES:  # its figures still follow the records
        return redirect("reporting:report", pk)
    return render(request, "reporting/moved.html", {"report": found, "moved": moving.all_moved(found), "name": pages.name_of(found)})


@require_POST
def dispute(request: HttpRequest, pk: int, box_pk: int) -> HttpResponse:
    found = report_of(request, pk)
    box = get_object_or_404(found.boxes.select_related("item__indicator", "report"), pk=box_pk, item__indicator__isnull=False)
    form = DisputeForm(request.POST)
    with feedback.refusals_told(request):
        if "rut" in request.POST:
            writing.withdraw_dispute(box, by=request.user)
            feedback.done(request, "Đã rút lời báo sai.")
        elif form.is_valid():
            writing.dispute(box, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi là số này sai. Sửa số kèm lý do, hoặc rút lại, trước khi trình ký.")
        else:
            messages.error(request, "Ghi số này sai ở đâu rồi bấm lại.")
    return redirect("reporting:figure", pk, box_pk)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = report_of(request, pk)
    form = AnswerForm(request.POST)
    key = request.POST.get("cau-hoi", "")
    known = {question.key for question in pages.questions_of(found)}
    with feedback.refusals_told(request):
        if key in known and form.is_valid():
            writing.answer(found, key, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi câu trả lời.")
        else:
            messages.error(request, "Ghi một câu trả lời rồi bấm lại.")
    return redirect(f"{reverse('reporting:report', args=[pk])}#cau-hoi")
