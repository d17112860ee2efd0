"""What is told: the list, one story, its photo. Each asks anew what may be shown (newsroom.queries.published)."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.newsroom.queries import published
from lantoa.portal import sharing
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed
from lantoa.ui.paging import paginate
from lantoa.ui.views import gone_page

PER_PAGE = 12
MORE = 3  # other stories below one


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
    page.object_list = dressed(page.object_list)
    return render(request, "portal/stories.html", {"page": page, "kinds": kinds, "chosen": chosen})


@require_safe
@asked_again
@reads()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    found = published.published_story(slug)
    if found is None:
        if gone := published.published_gone(slug):
            return gone_page(gone.on, gone.words)
        raise Http404
    _, *more = dressed([found, *published.published_stories().exclude(pk=found.pk)[:MORE]])
    return render(request, "portal/story.html", {
        "story": found, "version": found.live, "more": more, "photo": found.picture,
        "body": published.published_body(found, picture_address(found.slug)), "share": sharing.story_share(found),
    })  # fmt: skip


def preview(request: HttpRequest, story, *, version, body: str) -> HttpResponse:
    """The page of a version as it would stand here, drawn for the newsroom before anybody else sees it."""
    return render(request, "portal/story.html", {
        "story": story, "version": version, "photo": version.cover, "body": body, "is_preview": True,
    })  # fmt: skip


def picture_address(slug: str):
    """Where the portal serves the pictures of that story."""
    return lambda picture, width, format: reverse("portal:story_picture", args=[slug, picture.pk, width, format])


@require_safe
@asked_again
@reads()
def picture(request: HttpRequest, slug: str, pk: int, width: int, format: str) -> FileResponse:
    """One picture of a story at one width (0: as it was sent), while the story shows it and may."""
    found = published.published_picture(slug, pk) if format in ("webp", "jpg") else None
    if found is None:
        raise Http404
    content, mime = published.open_picture(found, width, format)
    return FileResponse(content, content_type=mime)


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
