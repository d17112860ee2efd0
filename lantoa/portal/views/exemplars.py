"""One exemplar under a short address, and the models. Each asks anew what may be shown (exemplars.queries.published)."""

import segno
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.exemplars.queries import published
from lantoa.feedback.subjects import Subject
from lantoa.newsroom.queries import published as told
from lantoa.portal import sharing
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed
from lantoa.selection.queries.published import published_honours

MOST_STORIES = 5
PER_PAGE = 24


def _asked(code: str) -> published.PublishedExemplar:
    found = published.published_exemplar(code)
    if found is None:
        raise Http404
    return found


def model_to_follow(code: str) -> Subject | None:
    """What a letter "I want to do this too" is about: a model that may be shown."""
    found = published.published_exemplar(code)
    if found is None or not found.is_model:
        return None
    return Subject(found.unit_id, found.title or found.name, reverse("portal:exemplar", args=[found.code.lower()]))


@require_safe
@asked_again
@reads()
def exemplar(request: HttpRequest, code: str) -> HttpResponse:
    """Who, what was told with the person's yes, and what it was honoured with. Six queries, however many there are."""
    found = _asked(code)
    stories = list(told.published_stories().filter(nomination=found.pk)[:MOST_STORIES])
    story = next((story for story in stories if story.kind in ("portrait", "model")), stories[0] if stories else None)
    return render(request, "portal/exemplar.html", {
        "share": sharing.exemplar_share(found), "body": told.published_plain_body(story) if story else "", "exemplar": found, "story": story,
        "others": [other for other in stories if other is not story],
        "photo": told.published_cover(story) if story and found.may_show_picture else None,
        "honours": list(published_honours(nomination=found.pk)),
        "address": request.build_absolute_uri(reverse("portal:exemplar", args=[code])),
    })  # fmt: skip


@require_safe
@asked_again
@reads()
def photo(request: HttpRequest, code: str) -> FileResponse:
    """The photo of the exemplar's story, while both the story and the use of the picture may stand."""
    found = _asked(code)
    stories = told.published_stories().filter(nomination=found.pk)[:MOST_STORIES] if found.may_show_picture else []
    file = next((file for story in stories if (file := told.published_photo(story))), None)
    if file is None:
        raise Http404
    return FileResponse(file.content.open("rb"), content_type=file.mime)


@require_safe
@asked_again
@reads()
def square(request: HttpRequest, code: str) -> HttpResponse:
    """The address as a QR code, for posters and paper."""
    found = _asked(code)
    address = request.build_absolute_uri(reverse("portal:exemplar", args=[found.code.lower()]))
    drawn = segno.make(address, error="m").svg_inline(scale=6, border=2)
    return HttpResponse(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), content_type="image/svg+xml")


@require_safe
@asked_again
@reads()
def models(request: HttpRequest) -> HttpResponse:
    """Models that may be shown, and stories that tell how something is done well."""
    stories = dressed(told.published_stories(kind="model")[:12])
    return render(request, "portal/models.html", {
        "models": published.published_exemplars(kind="new_model", limit=PER_PAGE), "stories": stories,
    })  # fmt: skip
