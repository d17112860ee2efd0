"""Giấy khen: the template of the year with its test sheet; printing at once or, when many, by the worker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.selection.enums import ISSUED_STATES, PrintMode, PrintState
from lantoa.selection.exports import certificates as papers
from lantoa.selection.honour_forms import TemplateForm
from lantoa.selection.models import CertificateTemplate
from lantoa.selection.queries.honours import deciding_units
from lantoa.selection.services import printing as services
from lantoa.selection.views.decisions import PDF, decision_of
from lantoa.selection.views.shared import READ_OR_POST
from lantoa.ui import feedback

_WORKING = (PrintState.WAITING, PrintState.RUNNING)


@require_safe
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    may_print = allowed(request.user, "selection.draft_decision", found.unit)
    return render(request, "selection/honours/certificates.html", {
        "decision": found, "template": papers.template_of(found), "modes": PrintMode.choices, "may_print": may_print,
        "at_once": found.honour_count <= services.AT_ONCE, "limit": services.AT_ONCE, "ready": found.state in ISSUED_STATES and found.honour_count > 0,
        "year": (found.issued_on or clock.today()).year, **_prints(found),
    })  # fmt: skip


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The prints alone, asked for each second while the worker is at it."""
    found = decision_of(request, pk)
    return render(request, "selection/honours/parts/prints.html", {"decision": found, **_prints(found)})


@require_safe
def file(request: HttpRequest, pk: int, mode: str) -> HttpResponse:
    """All certificates as one PDF, made while one waits."""
    found = decision_of(request, pk)
    if mode not in PrintMode.values or not 0 < found.honour_count <= services.AT_ONCE:
        raise Http404
    return _pdf(papers.write_certificates(found, mode), f"giay-khen-{found.pk}-{mode}.pdf")


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    mode = request.POST.get("mode", "")
    if mode not in PrintMode.values:
        raise Http404
    with feedback.refusals_told(request):
        services.ask_for_print(found, mode=mode, by=request.user)
    return redirect("selection:certificates", pk)


@require_http_methods(READ_OR_POST)
def template(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """How a unit prints in a year."""
    unit = get_object_or_404(deciding_units(request.user), slug=slug)
    require(request.user, "selection.draft_decision", unit)
    if not 2000 <= year <= 2100:
        raise Http404
    kept = CertificateTemplate.objects.filter(unit=unit, year=year).first()
    form = TemplateForm(request.POST or None, initial=TemplateForm.shown(kept))
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("mode", "has_emblem", "authority", "post")}
        with feedback.refusals_on(form):
            services.set_template(unit, year=year, **data, offsets=form.offsets, by=request.user)
            feedback.done(request, "Đã lưu mẫu. In tờ thử, áp lên phôi soi trước đèn; lệch bao nhiêu chỉnh bấy nhiêu.")
            return redirect("selection:certificate_template", slug, year)
    return render(request, "selection/honours/template.html", {
        "unit": unit, "year": year, "form": form, "kept": kept, "years": [clock.today().year, clock.today().year + 1],
    })  # fmt: skip


@require_safe
def test_sheet(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    unit = get_object_or_404(deciding_units(request.user), slug=slug)
    kept = CertificateTemplate.objects.filter(unit=unit, year=year).first()
    return _pdf(papers.write_test_sheet(unit, kept, f"Chủ tịch Ủy ban nhân dân {unit}"), "to-in-thu.pdf")


def _prints(found) -> dict:
    rows = list(found.prints.select_related("file")[:10])
    for row in rows:
        row.is_working = row.state in _WORKING
        row.per_cent = row.done_count * 100 // row.total if row.total else 0
    return {
        "prints": rows,
        "working": any(row.is_working for row in rows),
        "progress_url": reverse("selection:print_progress", args=[found.pk]),
    }


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
