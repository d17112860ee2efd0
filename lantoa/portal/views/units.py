"""Units before the public: what was done and told there, and the honour board. Old addresses lead to the heirs."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lantoa.exemplars.queries import published as exemplars
from lantoa.movements.queries.published import published_joined
from lantoa.newsroom.queries import published as told
from lantoa.organisations.queries import published
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed
from lantoa.selection.queries.published import published_honours
from lantoa.ui.paging import paginate

ON_A_BOARD = 60


@require_safe
@asked_again
@reads()
def units(request: HttpRequest) -> HttpResponse:
    """Wards and communes, then the other units that have something to show."""
    localities = list(published.published_localities())
    known = {unit.pk for unit in localities}
    shown = {deed for deed in exemplars.published_places() if deed not in known}
    others = sorted(published.published_units(shown).values(), key=lambda unit: unit.name)
    tally = exemplars.published_by_unit(known | shown)
    return render(request, "portal/units.html", {
        "localities": [(unit, tally.get(unit.pk, 0)) for unit in localities], "others": [(unit, tally.get(unit.pk, 0)) for unit in others],
    })  # fmt: skip


def _asked(slug: str) -> published.PublishedUnit:
    found = published.published_unit(slug)
    if found is None:
        raise Http404
    return found


@require_safe
@asked_again
@reads()
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    found = _asked(slug)
    if heir := published.published_heir(found):
        return redirect("portal:unit", heir.slug)
    lineage = published.published_lineage(found)
    stories = dressed(told.published_stories().filter(unit__in=lineage)[:6])
    versions, successions = published.published_past(found)
    return render(request, "portal/unit.html", {
        "unit": found, "exemplars": exemplars.published_exemplars(units=lineage, limit=12), "stories": stories,
        "honours": list(published_honours(found.pk)[:8]), "movements": list(published_joined(lineage)[:12]),
        "columns": list(told.published_columns().filter(unit__in=lineage)[:12]),
        "versions": list(versions), "successions": list(successions),
    })  # fmt: skip


@require_safe
@asked_again
@reads("trang")
def board(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Who was honoured, by month, the newest first: of one unit, or of all. Prints on A3."""
    found = _asked(slug) if slug else None
    if found and (heir := published.published_heir(found)):
        return redirect("portal:unit_board", heir.slug)
    page = paginate(request, published_honours(found.pk if found else None), per_page=ON_A_BOARD)
    rows = list(page.object_list)
    names = published.published_units(row["unit_id"] for row in rows)
    for row in rows:
        row["unit"] = names.get(row["unit_id"])
    months = [(month, list(lines)) for month, lines in groupby(rows, key=lambda row: (row["issued_on"].year, row["issued_on"].month))]
    return render(request, "portal/board.html", {"unit": found, "page": page, "months": months})
