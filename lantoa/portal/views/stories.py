"""What is told: the list, one story, its photo. Each asks anew what may be shown (newsroom.queries.published)."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.newsroom.queries import published
from lantoa.portal.caching import asked_again, reads
from lantoa.ui.paging import paginate

PER_PAGE = 12


@require_safe
@asked_again
@reads("loai", "trang")
def stories(request: HttpRequest) -> HttpResponse:
    """The newest first; `loai` in the address keeps one kind."""
    kinds = published.published_kinds()
    chosen = request.GET.get("loai", "")
    rows = published.published_stories()
    if chosen in dict(kinds):
        rows = rows.filter(kind=chosen)
    page = paginate(request, rows, per_page=PER_PAGE)
    published.name_units(page.object_list)
    return render(request, "portal/stories.html", {"page": page, "kinds": kinds, "chosen": chosen})


@require_safe
@asked_again
@reads()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    found = published.published_story(slug)
    if found is None:
        raise Http404
    published.name_units([found])
    more = list(published.published_stories().exclude(pk=found.pk)[:3])
    published.name_units(more)
    return render(request, "portal/story.html", {
        "story": found, "version": found.live, "more": more, "has_photo": published.published_photo(found) is not None,
        "address": request.build_absolute_uri(request.path), "demo_mode": settings.DEMO,
    })  # fmt: skip


@require_safe
@asked_again
@reads()
def photo(request: HttpRequest, slug: str) -> FileResponse:
    """The photo of a story, while the story and the use of the person's picture may stand."""
    found = published.published_story(slug)
    file = published.published_photo(found) if found else None
    if file is None:
        raise Http404
    return FileResponse(file.content.open("rb"), content_type=file.mime)
