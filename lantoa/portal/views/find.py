"""One box for everything that is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.accounts.limits import limit
from lantoa.movements.queries.published import published_movements
from lantoa.search import public
from lantoa.ui.paging import paginate

PER_PAGE = 20


@require_safe
@limit("portal.find", "60/m")
def find(request: HttpRequest) -> HttpResponse:
    """Facets by kind, movement, unit and year. Kept by nobody: what is asked is the reader's own affair, what is found may be taken back."""
    names = {row.slug: row.short_name or row.name for row in published_movements()}
    answer = public.answer(request.GET, names)
    page = paginate(request, answer.found.keys, per_page=PER_PAGE)
    chosen = answer.narrowed
    groups = [
        ("Loại", "loai", answer.kinds, chosen.source), ("Phong trào", "phong_trao", answer.themes, chosen.theme),
        ("Nơi", "noi", answer.units, chosen.unit), ("Năm", "nam", answer.years, str(chosen.year or "")),
    ]  # fmt: skip
    facets = [
        (label, public.address_with(request.GET, **{name: ""}), value,
         [(facet, public.address_with(request.GET, **{name: facet.key}), facet.key == value) for facet in found])
        for label, name, found, value in groups if found
    ]  # fmt: skip
    response = render(request, "portal/find.html", {
        "answer": answer, "page": page, "hits": answer.hits(list(page.object_list)), "facets": facets,
        "exactly": public.address_with(request.GET, dung="1"), "all_of_it": public.address_with(request.GET, loai="", phong_trao="", noi="", nam=""),
        "suggestions": [(word, public.address_with(request.GET, q=word, loai="", phong_trao="", noi="", nam="")) for word in answer.suggestions],
    })  # fmt: skip
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
