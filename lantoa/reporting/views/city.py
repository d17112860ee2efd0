"""The city's reports: the list, one with its sections and figures, its files, and the records behind a figure."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.core.text import strip_marks
from lantoa.documents import writing
from lantoa.organisations.models import Unit
from lantoa.plans import figures
from lantoa.plans.queries.oversight import names_of
from lantoa.reporting.city_enums import EDITABLE, OUT, TOLD, CityState, Extract, Part
from lantoa.reporting.city_forms import BeginForm, ExtractForm
from lantoa.reporting.exports import city_document
from lantoa.reporting.models import CityReport, CitySection, Form, Indicator
from lantoa.reporting.queries import city_figures, city_seen, seen
from lantoa.reporting.services.city import drafting, editing
from lantoa.reporting.views.city_steps import steps_of
from lantoa.ui import feedback
from lantoa.ui.charts import Bar, Stage, bars, river
from lantoa.ui.paging import paginate

_FILES = {
    "docx": (writing.to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (writing.to_pdf, "application/pdf"),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def city_report_of(request: HttpRequest, pk: int) -> CityReport:
    rows = city_seen.visible_to(request.user).select_related(
        "authority", "agency", "submitted_by", "returned_by", "approved_by", "paper", "amends"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def city_reports(request: HttpRequest) -> HttpResponse:
    """The list, and the form that has a period drafted."""
    require(request.user, "reporting.list_city_reports")
    may_write = allowed(request.user, "reporting.write_city_report")
    form = BeginForm(request.POST if request.method == "POST" else None) if may_write else None
    if request.method == "POST":
        require(request.user, "reporting.write_city_report")
        if form.is_valid():
            authority = Unit.objects.get(pk=min(seen.tops_of(request.user, seen.DECIDING)))
            agency = Form.objects.filter(authority=authority).select_related("agency").order_by("pk").first()
            with feedback.refusals_on(form):
                made = drafting.begin_report(authority, agency=agency.agency if agency else authority, **form.cleaned_data, by=request.user)
                return redirect("reporting:city_report", made.pk)
    page = paginate(request, city_seen.visible_to(request.user).select_related("authority").order_by("-counts_to", "-edition", "-pk"))
    names = names_of({row.authority_id for row in page})
    return render(request, "reporting/city/reports.html", {
        "page": page, "rows": [(row, names[row.authority_id]) for row in page], "form": form,
    })  # fmt: skip


@require_safe
def city_report(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, city_report_of(request, pk))


def _page(request: HttpRequest, report: CityReport, *, wrong: dict[int, tuple[str, list[str]]] | None = None) -> HttpResponse:
    """`wrong`: by section, what was typed and why it was not taken."""
    told = city_figures.told(report)
    may_edit = report.state in EDITABLE and allowed(request.user, "reporting.write_city_report", report.authority)
    parts = []
    for section in report.sections.select_related("held_by", "changed_by").order_by("order"):
        section.report = report
        holder = editing.holder_of(section)
        typed, errors = (wrong or {}).get(section.pk, ("", []))
        parts.append({
            "section": section, "figures": [told[key] for key in TOLD.get(Part(section.part), ()) if key in told], "holder": holder,
            "mine": may_edit and holder == request.user, "stamp": editing.stamp_of(section), "typed": typed, "errors": errors,
        })  # fmt: skip
    writes = allowed(request.user, "reporting.write_city_report", report.authority)
    return render(request, "reporting/city/report.html", {
        "report": report, "name": names_of([report.authority_id])[report.authority_id], "parts": parts, "may_edit": may_edit, "writes": writes,
        "steps": steps_of(request.user, report), "charts": _charts(report, told), "later": getattr(report, "amended_by", None),
        "questions": city_figures.changed(report) if may_edit else [], "extracts": Extract.choices if report.state in OUT else [],
        "working": report.state == CityState.DRAFTING,
    })  # fmt: skip


def _charts(report: CityReport, told: dict) -> list:
    ways = [("Giới thiệu", "proposed"), ("Xác minh", "verified"), ("Được chọn", "selected"), ("Biểu dương", "honoured")]
    found = (
        [river([Stage(name, told[key].value) for name, key in ways if key in told], what="Gương, mô hình")] if "proposed" in told else []
    )
    if clusters := report.snapshot.get("clusters"):
        shares = [
            Bar(name, round(100 * on_time / expected), f"{on_time} trên {expected} đơn vị")
            for name, expected, _, on_time in clusters
            if expected
        ]
        found.append(bars(shares, what="Tỷ lệ đơn vị gửi báo cáo đúng hạn", unit="%"))
    return found


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the draft is; once done, the page is asked for anew."""
    report = city_report_of(request, pk)
    response = render(
        request, "reporting/city/parts/progress.html", {"report": report, "working": report.state == CityState.DRAFTING, "parts": len(Part)}
    )
    if report.state != CityState.DRAFTING:
        response["HX-Redirect"] = reverse("reporting:city_report", args=[pk])
    return response


@require_POST
def section(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Take a section to write in, save it as one writes, let go of it, or put the machine's words back."""
    report = city_report_of(request, pk)
    found = get_object_or_404(CitySection.objects.select_related("report__authority", "held_by", "changed_by"), report=report, part=part)
    by_htmx, text = request.headers.get("HX-Request"), request.POST.get("text")
    try:
        if "may" in request.POST:
            editing.take_draft(found, by=request.user)
        elif text is None:
            editing.take_section(found, by=request.user)
        else:
            found = editing.write_section(
                found, text=text[:20_000], seen=request.POST.get("seen", ""), let_go="xong" in request.POST, by=request.user
            )
    except ValidationError as error:
        if by_htmx:
            return render(request, "reporting/city/parts/saved.html", {"section": found, "trouble": error.messages})
        return _page(request, report, wrong={found.pk: (text or "", error.messages)})
    if by_htmx:
        return render(request, "reporting/city/parts/saved.html", {"section": found, "stamp": editing.stamp_of(found)})
    if "xong" in request.POST:
        feedback.done(request, f"Đã lưu phần “{found}”.")
    return redirect(f"{reverse('reporting:city_report', args=[pk])}#phan-{part}")


@require_safe
def city_source(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What one figure of the report is made of: a line for each unit, or the records themselves."""
    report = city_report_of(request, pk)
    indicator = get_object_or_404(Indicator.objects.at(report.counts_to), key=key)
    entry = report.snapshot.get("figures", {}).get(key)
    if entry is None:
        raise Http404
    rows = entry.get("ids", []) if report.snapshot["source"] == "records" else city_figures.behind(report, key)
    page = paginate(request, rows)
    if report.snapshot["source"] == "records":
        figure = figures.of(indicator.figure)
        records = {row.pk: row for row in figures.records(figure, list(page.object_list))}
        lines = [(figure.title(records[i]), figure.url(records[i]) if figure.url else "", "") for i in page.object_list if i in records]
    else:
        names = names_of({box.report.unit_id for box in page})
        lines = [(names.get(box.report.unit_id, ""), reverse("reporting:figure", args=[box.report_id, box.pk]), box.value) for box in page]
    return render(
        request, "reporting/city/source.html", {"report": report, "indicator": indicator, "entry": entry, "page": page, "lines": lines}
    )


@require_safe
def city_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The document to go on editing, the PDF, or the workbook."""
    report = city_report_of(request, pk)
    if report.state == CityState.DRAFTING or form not in (*_FILES, "xlsx"):
        raise Http404
    if form == "xlsx":
        return _file(report, city_document.workbook(report), _XLSX, "xlsx", "so-lieu")
    write, mime = _FILES[form]
    return _file(report, write(city_document.draft(report)), mime, form, "bao-cao")


def _file(report: CityReport, content: bytes, mime: str, form: str, what: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    name = strip_marks(f"{what}-{report.period}-{report.authority.slug}").lower()
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest, pk: int, to: str) -> HttpResponse:
    """An extract of an issued report: chosen sections, its own addressee and recipients."""
    report = city_report_of(request, pk)
    require(request.user, "reporting.write_city_report", report.authority)
    if to not in Extract.values or report.state not in OUT:
        raise Http404
    form = ExtractForm(request.POST) if request.method == "POST" else ExtractForm.starting(Extract(to))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        write, mime = _FILES[data["kind"]]
        draft = city_document.draft(report, parts=data["parts"], addressee=data["addressee"], recipients=data["recipients"])
        draft.number = ""  # a document of its own: the clerk numbers it
        return _file(report, write(draft), mime, data["kind"], f"trich-{to}")
    return render(request, "reporting/city/extract.html", {"report": report, "form": form, "to": Extract(to).label})
