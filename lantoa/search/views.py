"""The one search box of the workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.accounts.limits import limit
from lantoa.core.text import nfc
from lantoa.search import queries, registry
from lantoa.search.highlight import marked
from lantoa.search.queries import Narrowed
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate


@require_safe
@limit("search.find", "60/m")
def find(request: HttpRequest) -> HttpResponse:
    """Facets count what the words find; the list is that narrowed by the facets chosen."""
    form = SearchForm(request.GET, label_suffix="")
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    result = queries.understood(asked, user=request.user, exact=request.GET.get("dung") == "1")
    words, meant, everything = result.words, result.meant, result.found
    narrowed = _narrowed(request)
    found = queries.find(words, user=request.user, narrowed=narrowed) if narrowed != Narrowed() and everything.keys else everything
    page = paginate(request, found.keys)
    context = {
        "form": form, "asked": asked, "meant": meant, "page": page, "narrowed": narrowed, "found": found, "everything": everything,
        "kinds": queries.facets(everything), "years": queries.years(everything), "units": queries.units(everything),
        "results": [
            (entry, registry.get(entry.source), marked(entry.title, words), marked(entry.subtitle, words))
            for entry in found.entries(page.object_list)
        ],
        "try_words": queries.words_known(words, user=request.user) if not everything.keys and len(words) > 1 else [],
        "sources": registry.officers(),
    }  # fmt: skip
    return render(request, "search/find.html", context)


def _narrowed(request: HttpRequest) -> Narrowed:
    """The facets in the address; what makes no sense is as if it were not there."""
    source = registry.get(request.GET.get("loai", ""))
    year = request.GET.get("nam", "")
    unit = nfc(request.GET.get("noi", ""))[:250]
    return Narrowed(
        source.key if source and not source.public else "", unit, int(year) if len(year) == 4 and year.isascii() and year.isdigit() else 0
    )
