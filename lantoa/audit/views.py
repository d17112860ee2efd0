"""Reading pages of the log: the whole of it for overseers, one object's history for who may see the object."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.audit import queries
from lantoa.audit.forms import LogSearchForm
from lantoa.core.rights import require
from lantoa.ui.paging import paginate

PER_PAGE = 50


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    require(request.user, "audit.view_log")
    search = LogSearchForm(request.GET)
    entries = queries.search(queries.visible_to(request.user), **search.criteria())
    return render(request, "audit/list.html", {"search": search, "page": paginate(request, entries, per_page=PER_PAGE)})


@require_safe
def object_history(request: HttpRequest, model_label: str, pk: str) -> HttpResponse:
    require(request.user, "audit.view_object", (model_label, pk))
    page = paginate(request, queries.entries_about(request.user, model_label, pk), per_page=PER_PAGE)
    return render(request, "audit/object.html", {"page": page, "newest": page.object_list[0]})
