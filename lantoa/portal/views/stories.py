"""What is told: the list, one story, its photo. Each asks anew what may be shown (newsroom.queries.published)."""

from django.conf import settings
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
    published.name_units([found])
    more = dressed(published.published_stories().exclude(pk=found.pk)[:3])
    return draw(request, found, more=more, body=published.published_body(found, picture_address(found.slug)))


def draw(request: HttpRequest, story, *, body: str, more: list | None = None, preview_of=None) -> HttpResponse:
    """The page of a story; `preview_of` (a version) draws it for the newsroom as it would stand here, before anybody else sees it."""
    version = preview_of or story.live
    has_photo = version.cover_id is not None if preview_of else published.published_photo(story) is not None
    return render(request, "portal/story.html", {
        "story": story, "version": version, "more": more or [], "has_photo": has_photo, "body": body, "is_preview": bool(preview_of),
        "share": None if preview_of else sharing.story_share(story), "demo_mode": settings.DEMO,
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
