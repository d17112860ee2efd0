"""Decisions: the list, drafting, one decision with its papers, submitting, signing."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.documents import writing
from lantoa.organisations.models import Unit
from lantoa.outgoing.services import take_in_signed
from lantoa.selection.enums import DecisionState
from lantoa.selection.exports import decision as decision_paper
from lantoa.selection.exports import submission
from lantoa.selection.forms import ReasonForm
from lantoa.selection.honour_forms import (
    AddLinesForm,
    DecisionSearchForm,
    DraftDecisionForm,
    EditDecisionForm,
    LineForm,
    SignDecisionForm,
    SignedFileForm,
)
from lantoa.selection.models import Decision, Honour
from lantoa.selection.queries import awards
from lantoa.selection.queries import honours as queries
from lantoa.selection.queries.rounds import names_of_units
from lantoa.selection.services import honours as services
from lantoa.selection.views.shared import READ_OR_POST, round_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAPERS = {"quyet-dinh": decision_paper.draft, "to-trinh": submission.draft}
_SHAPES = {"docx": (writing.to_docx, _WORD), "pdf": (writing.to_pdf, PDF)}
MOST_OFFERED = 500


def decision_of(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(queries.visible_to(request.user).select_related("unit", "round", "signed_file"), pk=pk)


def line_of(found: Decision, pk: int) -> Honour:
    return get_object_or_404(queries.lines_of(found), pk=pk)


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.list_rounds")
    rows = queries.visible_to(request.user)
    search = DecisionSearchForm(request.GET)
    search.is_valid()
    data = search.cleaned_data
    if data.get("buoc"):
        rows = rows.filter(state=data["buoc"])
    if data.get("nam"):
        rows = rows.filter(issued_year=data["nam"])
    if words := data.get("q"):
        named = Honour.objects.filter(nomination__folded__contains=fold(words)) if fold(words) else Honour.objects.none()
        rows = rows.filter(Q(number__icontains=words) | Q(subject__icontains=words) | Q(pk__in=named.values("decision")))
    page = paginate(request, rows.order_by("-created_at", "-pk"))
    names = names_of_units(row.unit_id for row in page)
    for row in page:
        row.unit_name = names.get(row.unit_id, "")
    return render(request, "selection/honours/decisions.html", {
        "page": page, "search": search, "may_draft": allowed(request.user, "selection.draft_decision"),
        "books": queries.deciding_units(request.user).named_at(clock.today())[:5], "may_set": allowed(request.user, "selection.set_awards"),
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision from what a round chose."""
    found = round_of(request, pk)
    return _drafting(request, found.unit, found)


@require_safe
def choose_unit(request: HttpRequest) -> HttpResponse:
    """Whose decision: straight on where there is only one."""
    require(request.user, "selection.draft_decision")
    units = list(queries.deciding_units(request.user).named_at(clock.today()))
    if len(units) == 1:
        return redirect("selection:compose_decision", units[0].slug)
    return render(request, "selection/honours/choose_unit.html", {"units": units})


@require_http_methods(READ_OR_POST)
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    """A decision from nominations picked by hand."""
    return _drafting(request, get_object_or_404(queries.deciding_units(request.user), slug=slug), None)


def _drafting(request: HttpRequest, unit: Unit, found) -> HttpResponse:
    require(request.user, "selection.draft_decision", unit)
    rows = queries.may_be_honoured(unit)
    picked = rows.filter(candidacies__round=found).values_list("pk", flat=True)[:MOST_OFFERED] if found else []
    forms = awards.forms_on(clock.today(), unit)
    form = DraftDecisionForm(
        request.POST or None, nominations=rows, award_forms=forms,
        initial={"nominations": list(picked), "form": "giay_khen", "decider": f"Chủ tịch Ủy ban nhân dân {names_of_units([unit.pk]).get(unit.pk, unit)}"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            made = services.draft_decision(unit, list(data.pop("nominations")), round=found, **data, by=request.user)
            feedback.done(request, "Đã soạn quyết định. Xem lại danh sách, tải về rồi trình ký.")
            return redirect("selection:decision", made.pk)
    return render(request, "selection/honours/draft.html", {"round": found, "form": form, "unit": unit, "has_any": rows.exists()})


@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    day = found.issued_on or clock.today()
    may_draft = allowed(request.user, "selection.draft_decision", found.unit)
    unsigned = found.state in (DecisionState.DRAFT, DecisionState.SUBMITTED)
    lines = paginate(request, queries.lines_of(found), per_page=50)
    return render(request, "selection/honours/decision.html", {
        "decision": found, "page": lines, "unit_name": names_of_units([found.unit_id], day).get(found.unit_id, ""),
        "is_draft": found.state == DecisionState.DRAFT, "is_signed": found.state == DecisionState.SIGNED, "unsigned": unsigned,
        "may_sign": allowed(request.user, "selection.sign_decision", found), "may_draft": may_draft,
        "rule": awards.form_on(found.form, day, found.unit), "salary": awards.salary_on(day, found.unit),
        "warnings": queries.warnings_for(found) if unsigned and may_draft else [],
        "to_return": sum(line.amount for line in lines if line.revoked_at and not line.returned_on),
    })  # fmt: skip


@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The decision or the submission as a file; `?xem` shows a PDF in the browser."""
    found = decision_of(request, pk)
    stem, _, shape = name.partition(".")
    if stem not in _PAPERS or shape not in _SHAPES or not found.honours.exists():
        raise Http404
    write, mime = _SHAPES[shape]
    response = HttpResponse(write(_PAPERS[stem](found)), content_type=mime)
    where = "inline" if "xem" in request.GET and mime == PDF else "attachment"
    response["Content-Disposition"] = f'{where}; filename="{stem}-{found.pk}.{shape}"'
    return response


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.draft_decision", found.unit)
    form = EditDecisionForm(
        request.POST or None, award_forms=awards.forms_on(clock.today(), found.unit),
        initial={name: getattr(found, name) for name in ("form", "decider", "subject", "merit", "fund")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_decision(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa quyết định.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/edit.html", {"decision": found, "form": form})


@require_http_methods(READ_OR_POST)
def add_lines(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.draft_decision", found.unit)
    rows = queries.may_be_honoured(found.unit)
    form = AddLinesForm(request.POST or None, nominations=rows)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.add_lines(found, form.cleaned_data["nominations"], by=request.user)
            feedback.done(request, "Đã thêm vào quyết định.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/add_lines.html", {"decision": found, "form": form, "has_any": rows.exists()})


@require_http_methods(READ_OR_POST)
def edit_line(request: HttpRequest, pk: int, honour_pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.draft_decision", found.unit)
    line = line_of(found, honour_pk)
    form = LineForm(request.POST or None, initial={name: getattr(line, name) for name in ("recipient", "details", "achievement")})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_line(line, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa dòng này.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/edit_line.html", {"decision": found, "line": line, "form": form})


@require_POST
def remove_line(request: HttpRequest, pk: int, honour_pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    return _act(request, found, lambda: services.remove_line(line_of(found, honour_pk), by=request.user), "Đã bỏ khỏi danh sách.")


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    return _act(request, found, lambda: services.submit_decision(found, by=request.user), "Đã trình. Người ký nhận được thông báo.")


@require_http_methods(READ_OR_POST)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.sign_decision", found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.return_decision(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã trả lại người soạn.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/send_back.html", {"decision": found, "form": form})


@require_http_methods(READ_OR_POST)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.sign_decision", found)
    form = SignDecisionForm(request.POST or None, request.FILES or None, initial={"issued_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            upload = data.pop("signed_file")
            stored, examined = take_in_signed(upload, by=request.user) if upload else (None, None)
            services.sign_decision(found, **data, signed_file=stored, examined=examined, by=request.user)
            feedback.done(request, "Đã ghi quyết định đã ký. Số sổ vàng đã cấp; in giấy khen được rồi.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/sign.html", {"decision": found, "form": form, "warnings": queries.warnings_for(found)})


@require_http_methods(READ_OR_POST)
def signed_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed PDF, brought back later."""
    found = decision_of(request, pk)
    require(request.user, "selection.sign_decision", found)
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.keep_signed_file(found, *take_in_signed(form.cleaned_data["signed_file"], by=request.user), by=request.user)
            feedback.done(request, "Đã giữ bản đã ký, kèm dấu kiểm SHA-256.")
            return redirect("selection:decision", pk)
    return render(request, "selection/honours/signed_file.html", {"decision": found, "form": form})


@require_http_methods(READ_OR_POST)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_of(request, pk)
    require(request.user, "selection.draft_decision", found.unit)
    if request.method == "POST":
        return _act(request, found, lambda: services.drop_decision(found, by=request.user), "Đã bỏ bản dự thảo.")
    return render(request, "selection/honours/drop.html", {"decision": found})


def _act(request: HttpRequest, found: Decision, act, words: str) -> HttpResponse:
    """Do it and go back to the decision, with the words or with what was refused."""
    with feedback.refusals_told(request):
        act()
        feedback.done(request, words)
    return redirect("selection:decision", found.pk)
