"""The compliance matrix, its exports and the coverage page."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.organisations.queries import has_role
from lantoa.plans.exports.matrix_pdf import write_matrix_pdf
from lantoa.plans.exports.matrix_xlsx import write_matrix_xlsx
from lantoa.plans.forms.oversight import MatrixForm
from lantoa.plans.models import Plan
from lantoa.plans.queries import assigned, oversight
from lantoa.plans.queries.matrix import CELL_WORDS, NOT_OWED, PER_PAGE, Look, Matrix, read_matrix, silent_months
from lantoa.plans.templatetags.plans_matrix import CSS
from lantoa.ui.paging import PARAM, paginate

LEGEND = [*((CSS[kind], words) for kind, words in CELL_WORDS.items()), ("cell-exempt", NOT_OWED)]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_TABS = [
    ("plans:matrix", "Bảng theo dõi", "grid", oversight.MATRIX_ROLES),
    ("plans:coverage", "Độ phủ", "chart", oversight.MATRIX_ROLES),
    ("plans:receipts", "Xác nhận đã nhận", "mail", oversight.RECEIPT_ROLES),
    ("plans:late_list", "Đôn đốc", "clock", oversight.REMINDER_ROLES),
    ("plans:plan_inspections", "Kiểm tra", "eye", oversight.INSPECTION_ROLES),
]


def tabs(request: HttpRequest, plan: Plan) -> list[dict[str, object]]:
    """The pages for watching over a plan that this person's roles open; no query of its own."""
    shown = [(reverse(name, args=[plan.pk]), label, icon) for name, label, icon, roles in _TABS if has_role(request.user, *roles)]
    return [{"url": url, "label": label, "icon": icon, "current": request.path == url} for url, label, icon in shown]


def watched_plan(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(oversight.plans_watched(request.user).select_related("issuer", "standing_agency"), pk=pk)


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """From the menu: to the matrix of the newest plan the person watches."""
    plan = oversight.plans_watched(request.user).order_by("-year", "-issued_on", "-pk").first()
    return redirect("plans:matrix", plan.pk) if plan else render(request, "plans/no_plan.html")


def _read(request: HttpRequest, pk: int, *, per_page: int | None) -> tuple[Plan, MatrixForm, Matrix]:
    plan = watched_plan(request, pk)
    form = MatrixForm(request.GET, plan=plan)
    number = request.GET.get(PARAM, "1")
    matrix = read_matrix(plan, request.user, form.look(), page=int(number) if number.isdecimal() else 1, per_page=per_page)
    form.offer_clusters(matrix.clusters)
    return plan, form, matrix


@require_safe
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    plan, form, found = _read(request, pk, per_page=PER_PAGE)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    sees_proofs = has_role(request.user, *assigned.CONCERNED)
    span = {"ky": found.look.span.code} if found.look.span else {}
    return render(request, "plans/matrix.html", {
        "plan": plan, "form": form, "matrix": found, "tabs": tabs(request, plan), "legend": LEGEND,
        "sums": list(zip(found.columns, found.totals, strict=True)),
        "span_words": span_words(found.look),
        "tasks_link": f"{reverse('plans:assignments')}?{urlencode({'ke-hoach': plan.pk, **span})}" if sees_proofs else "",
        "pager_page": Page([], found.page, Paginator(range(found.units), PER_PAGE)),
        "xlsx_url": reverse("plans:matrix_xlsx", args=[plan.pk]) + query,
        "pdf_url": reverse("plans:matrix_pdf", args=[plan.pk]) + query,
    })  # fmt: skip


@require_safe
def matrix_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    _, _, found = _read(request, pk, per_page=None)
    return _download(write_matrix_xlsx(found, span_words(found.look)), XLSX, found, "xlsx")


@require_safe
def matrix_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    _, _, found = _read(request, pk, per_page=None)
    return _download(write_matrix_pdf(found, span_words(found.look)), "application/pdf", found, "pdf")


@require_safe
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """How much of each clause is done, who has given nothing, which months were silent."""
    plan = watched_plan(request, pk)
    clauses = read_matrix(plan, request.user, Look(by_clause=True), per_page=1)
    months, units = silent_months(plan, request.user)
    return render(request, "plans/coverage.html", {
        "plan": plan, "tabs": tabs(request, plan), "months": months,
        "clauses": list(zip(clauses.columns, clauses.totals, strict=True)),
        "nothing": [unit for unit in units if unit.silent == len(months)],
        "page": paginate(request, units),
    })  # fmt: skip


def span_words(look: Look) -> str:
    return look.span.label if look.span else "từ đầu kế hoạch"


def _download(content: bytes, kind: str, found: Matrix, ending: str) -> HttpResponse:
    name = fold(f"ma tran {found.plan.number} {clock.today():%Y-%m-%d}").replace(" ", "-")
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}")
    return response
