"""Sổ văn bản đi: the list, one paper, entering it, its signed copy coming back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.outgoing import queries, services, sources
from lantoa.outgoing.enums import PaperState
from lantoa.outgoing.exports import write_register_xlsx
from lantoa.outgoing.forms import NewPaperForm, PaperForm, PaperSearchForm, SignedPaperForm, WithdrawForm
from lantoa.outgoing.models import Paper
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

READ_OR_POST = ["GET", "HEAD", "POST"]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _paper(request: HttpRequest, pk: int) -> Paper:
    return get_object_or_404(queries.visible_to(request.user).select_related("unit", "signed_file", "entered_by"), pk=pk)


def _searched(request: HttpRequest):
    seen = queries.visible_to(request.user)
    search = PaperSearchForm(request.GET, years=queries.years_of(seen))
    search.is_valid()
    asked = search.cleaned_data
    rows = queries.listed(
        seen, words=asked.get("q", ""), kind=asked.get("loai", ""), year=asked.get("nam"), unsigned=asked.get("ban_ky") == "chua"
    )
    return search, rows.select_related("unit")


def _name(papers) -> None:
    """Set `unit_name` on each, as of the day it was issued under: one query."""
    versions = UnitVersion.objects.filter(unit__in={paper.unit_id for paper in papers}).order_by("valid_from")
    held: dict[int, list[UnitVersion]] = {}
    for version in versions:
        held.setdefault(version.unit_id, []).append(version)
    for paper in papers:
        names = [v.name for v in held.get(paper.unit_id, []) if v.valid_from <= paper.issued_on] or [str(paper.unit)]
        paper.unit_name = names[-1]


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    require(request.user, "outgoing.list_papers")
    search, rows = _searched(request)
    page = paginate(request, rows)
    _name(page.object_list)
    return render(request, "outgoing/papers.html", {"search": search, "page": page, "query": request.GET.urlencode()})


@require_safe
def papers_xlsx(request: HttpRequest) -> HttpResponse:
    require(request.user, "outgoing.list_papers")
    rows = list(_searched(request)[1])
    _name(rows)
    answer = HttpResponse(write_register_xlsx(rows, clock.today()), content_type=_XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"so-van-ban-di-{clock.today():%Y-%m-%d}.xlsx")
    return answer


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    _name([found])
    keeps = found.state == PaperState.ISSUED and allowed(request.user, "outgoing.keep_paper", found)
    return render(request, "outgoing/paper.html", {
        "paper": found, "source_url": sources.url_of(found.source, found.source_id), "signatures": found.read_signatures,
        "may_sign": keeps and not found.signed_file_id, "may_edit": keeps and not found.signed_file_id and not found.source,
        "may_withdraw": keeps and not found.source,
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def enter(request: HttpRequest) -> HttpResponse:
    require(request.user, "outgoing.enter_paper")
    units = Unit.objects.named_at().filter(pk__in=queries.units_kept(request.user)).order_by("name_key")
    form = NewPaperForm(
        request.POST or None, units=[(unit.pk, unit.name or str(unit)) for unit in units], initial={"issued_on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        unit = get_object_or_404(units, pk=values.pop("unit"))
        with feedback.refusals_on(form):
            made = services.enter_paper(unit, **values, by=request.user)
            feedback.done(request, f"Đã ghi sổ: {made}.")
            return redirect("outgoing:paper", made.pk)
    last = queries.last_order(units[0], clock.today().year) if len(units) == 1 else 0
    return render(request, "outgoing/enter.html", {"form": form, "last": last})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    require(request.user, "outgoing.keep_paper", found)
    form = PaperForm(request.POST or None, initial={name: getattr(found, name) for name in PaperForm.base_fields})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_paper(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa.")
            return redirect("outgoing:paper", pk)
    return render(request, "outgoing/edit.html", {"paper": found, "form": form})


@require_http_methods(READ_OR_POST)
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed PDF comes back: looked at first, then kept."""
    found = _paper(request, pk)
    require(request.user, "outgoing.keep_paper", found)
    form = SignedPaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            stored, examined = services.take_in_signed(form.cleaned_data["signed_file"], by=request.user)
            services.keep_signed(found, stored, examined, by=request.user)
            feedback.done(request, "Đã nhận bản đã ký. Tệp được giữ nguyên cùng mã SHA-256.")
            return redirect("outgoing:paper", pk)
    return render(request, "outgoing/signed.html", {"paper": found, "form": form})


@require_http_methods(READ_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    require(request.user, "outgoing.keep_paper", found)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.withdraw_paper(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi thu hồi. Số văn bản không dùng lại.")
            return redirect("outgoing:paper", pk)
    return render(request, "outgoing/withdraw.html", {"paper": found, "form": form})
