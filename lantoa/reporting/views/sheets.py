"""The report as a workbook: out, and filled in back again, looked through before anything is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core.rights import require
from lantoa.organisations.spreadsheets import MAX_BYTES, Fault
from lantoa.reporting.enums import Source
from lantoa.reporting.exports.sheets import read_sheet, write_sheet
from lantoa.reporting.forms import SheetUploadForm
from lantoa.reporting.queries import boxes as queries
from lantoa.reporting.queries import pages
from lantoa.reporting.services import writing
from lantoa.reporting.views.reports import may_write, report_of
from lantoa.ui import feedback

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = report_of(request, pk)
    answer = HttpResponse(write_sheet(found, queries.boxes_of(found), pages.name_of(found)), content_type=_XLSX)
    name = f"bao-cao-{found.cycle.period}-{found.unit.slug}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through the file; when every row is right it is written, otherwise nothing is and each fault is named with its row."""
    found = report_of(request, pk)
    if not may_write(request, found):
        require(request.user, "reporting.write_report", found)
        return redirect("reporting:report", pk)
    form = SheetUploadForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        boxes = queries.boxes_of(found)
        entries, faults, lines = read_sheet(form.cleaned_data["file"].read(MAX_BYTES + 1), found, boxes)
        with feedback.refusals_on(form):
            if not faults:
                _, refused = writing.write_boxes(found, entries, source=Source.SHEET, dry_run=True, by=request.user)
                faults = [Fault(lines[box], "Số báo cáo", " ".join(said)) for box, said in refused.items()]
            if not faults:
                writing.write_boxes(found, entries, source=Source.SHEET, by=request.user)
                feedback.done(request, f"Đã nhận {len(entries)} ô từ tệp.")
                return redirect("reporting:report", pk)
    faults.sort(key=lambda fault: fault.row)
    return render(request, "reporting/upload.html", {"report": found, "form": form, "faults": faults, "name": pages.name_of(found)})
