"""Papers that are public: plans with their points and the original file, decisions to honour with their lists."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lantoa.organisations.queries.published import published_units
from lantoa.plans.queries import published
from lantoa.portal.caching import asked_again, reads
from lantoa.selection.queries.published import published_decisions, published_honours
from lantoa.ui.paging import paginate


@require_safe
@asked_again
@reads("trang")
def documents(request: HttpRequest) -> HttpResponse:
    """Plans, then decisions, the newest first."""
    page = paginate(request, published_decisions())
    return render(request, "portal/documents.html", {"plans": list(published.published_documents()[:40]), "page": page})


@require_safe
@asked_again
@reads()
def document(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(published.published_documents(), pk=pk)
    issuer = published_units([plan.issuer_id]).get(plan.issuer_id)
    return render(request, "portal/document.html", {
        "plan": plan, "issuer": issuer, "clauses": list(published.published_clauses(plan)), "file": published.published_file(plan),
    })  # fmt: skip


@require_safe
@asked_again
@reads()
def document_file(request: HttpRequest, pk: int) -> FileResponse:
    """The original, to keep: as an attachment, so that nothing in it runs here."""
    file = published.published_file(get_object_or_404(published.published_documents(), pk=pk))
    if file is None:
        raise Http404
    return FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.mime)


@require_safe
@asked_again
@reads()
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is honoured by it and for what: publishing the list is the law's duty, the life story is another matter."""
    found = get_object_or_404(published_decisions(), pk=pk)
    lines = list(published_honours().filter(decision=found.pk).order_by("number", "pk"))
    names = published_units([found.unit_id, *(line["unit_id"] for line in lines)])
    for line in lines:
        line["unit"] = names.get(line["unit_id"])
    return render(request, "portal/decision.html", {"decision": found, "issuer": names.get(found.unit_id), "lines": lines})
