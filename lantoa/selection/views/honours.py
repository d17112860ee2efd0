"""Who was honoured: the board and the golden book of a unit, the history of one held up and of a unit."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.exemplars.models import Subject
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import visible_units
from lantoa.selection.exports.golden_book import write_golden_book
from lantoa.selection.honour_forms import BookSearchForm
from lantoa.selection.queries import history as past
from lantoa.selection.queries import honours as queries
from lantoa.selection.queries.awards import same_as
from lantoa.selection.queries.rounds import names_of_units
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _unit_of(request: HttpRequest, slug: str) -> Unit:
    """Named as it is today, or was last."""
    return get_object_or_404(Unit.objects.filter(pk__in=visible_units(request.user).values("pk")), slug=slug)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Bảng vàng of a unit, with that of the units it grew out of."""
    unit = _unit_of(request, slug)
    rows = queries.honours_of_unit(unit)
    search = SearchForm(request.GET)
    search.is_valid()
    if words := search.cleaned_data.get("q"):
        rows = rows.filter(Q(nomination__folded__contains=fold(words)) | Q(achievement__icontains=words)) if fold(words) else rows.none()
    page = paginate(request, rows)
    names = names_of_units({row.nomination.unit_id for row in page})
    for row in page:
        row.came_from = "" if row.nomination.unit_id == unit.pk else names.get(row.nomination.unit_id) or str(row.nomination.unit)
    return render(
        request, "selection/honours/board.html", {"unit": unit, "page": page, "search": search, "has_book": _sees_book(request, unit)}
    )


@require_safe
def golden_book(request: HttpRequest, slug: str) -> HttpResponse:
    """Sổ vàng: what the unit conferred in a year, by number."""
    unit = _unit_of(request, slug)
    require(request.user, "selection.view_golden_book", unit)
    years = queries.golden_years(unit)
    search = BookSearchForm(request.GET, years=years)
    search.is_valid()
    year = search.cleaned_data.get("nam") or (years[0] if years else clock.today().year)
    rows = queries.golden_book(unit, year)
    if words := search.cleaned_data.get("q"):
        rows = rows.filter(Q(nomination__folded__contains=fold(words)) | Q(achievement__icontains=words)) if fold(words) else rows.none()
    page = paginate(request, rows, per_page=50)
    return render(request, "selection/honours/golden_book.html", {"unit": unit, "year": year, "page": page, "search": search})


@require_safe
def golden_book_xlsx(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    unit = _unit_of(request, slug)
    require(request.user, "selection.view_golden_book", unit)
    if year not in queries.golden_years(unit):
        raise Http404
    response = HttpResponse(write_golden_book(unit, year), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-vang-{unit.slug}-{year}.xlsx"'
    return response


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything ever said of one held up, in all units: nominations the person may see, honours (those are public)."""
    subject = get_object_or_404(Subject, pk=pk)
    same = set(same_as({subject.pk}))
    told = paginate(request, past.nominations_of_subjects(request.user, same))
    if not told.paginator.count:
        raise Http404
    honours = list(queries.history_of(subject)[:200])
    names = names_of_units({honour.decision.unit_id for honour in honours})
    for honour in honours:
        honour.form_name = queries.decision_form(honour)
        honour.conferred_by = names.get(honour.decision.unit_id) or str(honour.decision.unit)
    also = [other.name for other in Subject.objects.filter(pk__in=same - {subject.pk}).order_by("pk") if other.name != subject.name]
    return render(request, "selection/honours/history.html", {"subject": subject, "page": told, "honours": honours, "also": also})


@require_safe
def unit_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What a unit and all it grew out of chose and honoured, through mergers and splits."""
    unit = _unit_of(request, slug)
    return render(request, "selection/honours/unit_history.html", {
        "unit": unit, "years": past.years_of(unit), "page": paginate(request, past.honours_in_lineage(unit)), "has_book": _sees_book(request, unit),
    })  # fmt: skip


def _sees_book(request: HttpRequest, unit: Unit) -> bool:
    return allowed(request.user, "selection.view_golden_book", unit)
