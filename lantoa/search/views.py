"""The one search box of the workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.search import queries, registry
from lantoa.search.highlight import marked
from lantoa.ui.forms import SearchForm
from lantoa.ui.paging import paginate


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, label_suffix="")
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    words = queries.asked_words(asked)
    rows = queries.found(words, user=request.user)
    facets = queries.facets(rows)
    chosen = registry.get(request.GET.get("loai", ""))
    page = paginate(request, rows.filter(source=chosen.key) if chosen else rows)
    context = {
        "form": form, "asked": asked, "page": page, "facets": facets, "chosen": chosen, "total": sum(f.count for f in facets),
        "results": [(entry, registry.get(entry.source), marked(entry.title, words), marked(entry.subtitle, words)) for entry in page],
        "try_words": queries.words_known(words, user=request.user) if words and not facets and len(words) > 1 else [],
        "sources": registry.every(),
    }  # fmt: skip
    return render(request, "search/find.html", context)
