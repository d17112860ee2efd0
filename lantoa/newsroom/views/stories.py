"""The desks, the list of all stories, one story, its versions side by side, its look on the portal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.core.rights import allowed, require
from lantoa.newsroom.cleaning import blocks
from lantoa.newsroom.comparing import changes
from lantoa.newsroom.enums import LIVE_STATES, WRITABLE_STATES, StoryState
from lantoa.newsroom.forms import CommentForm, StorySearchForm
from lantoa.newsroom.models import Story, StoryPicture, StoryVersion
from lantoa.newsroom.permits import findings
from lantoa.newsroom.queries import seen
from lantoa.newsroom.queries import stories as queries
from lantoa.newsroom.queries.channels import READY_STATES
from lantoa.newsroom.queries.pictures import pictures_of
from lantoa.newsroom.rendering import render_body
from lantoa.newsroom.views.steps import steps_of
from lantoa.ui import drawing
from lantoa.ui.paging import paginate


def story_of(request: HttpRequest, pk: int) -> Story:
    rows = seen.visible_to(request.user).select_related(
        "unit", "current__author", "current__cover", "read_back_version", "live", "nomination", "movement", "column"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
def desks(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.list_stories")
    waiting = list(queries.waiting_to_be_told(request.user)[:8])
    return render(request, "newsroom/desks.html", {
        "desks": queries.desks(request.user), "waiting": waiting, "may_write": allowed(request.user, "newsroom.write_story"),
    })  # fmt: skip


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.list_stories")
    search = StorySearchForm(request.GET)
    search.is_valid()
    rows = queries.searched(seen.visible_to(request.user), search.cleaned_data.get("q", "")).order_by("-state_since", "-pk")
    for name, field in (("buoc", "state"), ("loai", "kind")):
        if value := search.cleaned_data.get(name):
            rows = rows.filter(**{field: value})
    page = paginate(request, rows)
    queries.name_units(page.object_list)
    return render(request, "newsroom/stories.html", {"search": search, "page": page})


@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    found = story_of(request, pk)
    queries.name_units([found])
    may_edit = allowed(request.user, "newsroom.edit_story", found)
    comments, paragraphs = list(queries.comments_of(found)), blocks(found.current.body) if found.current else []
    return render(request, "newsroom/story.html", {
        "story": found, "version": found.current, "findings": findings(found) if found.state in WRITABLE_STATES else [],
        "may_edit": may_edit, "may_write": may_edit and found.state in WRITABLE_STATES, "is_live": found.state in LIVE_STATES,
        "may_correct": found.state in LIVE_STATES and allowed(request.user, "newsroom.take_down_story", found),
        "steps": steps_of(request.user, found), "versions": queries.versions_of(found), "comments": comments,
        "comment_form": CommentForm(paragraphs=paragraphs), "body": drawn(found.current), "open_comments": sum(c.settled_at is None for c in comments),
        "publications": found.publications.all(),
        "publication_form": may_edit and found.state in LIVE_STATES, "is_ready": found.state in READY_STATES,
        "may_note_royalty": found.published_at is not None and allowed(request.user, "newsroom.note_royalty", found),
        "royalties": found.royalties.all(),
        "was_sent_back": found.return_reason if found.state in (StoryState.DRAFTING, StoryState.DESK) else "",
    })  # fmt: skip


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The story in the portal's own template, as it would stand there."""
    found = story_of(request, pk)
    if found.current is None:
        raise Http404
    queries.name_units([found])
    body, draw = drawn(found.current), drawing.of("story")
    if draw is not None:
        return draw(request, found, version=found.current, body=body)
    return render(request, "newsroom/public_story.html", {"story": found, "version": found.current, "body": body, "is_preview": True})


def drawn(version: StoryVersion | None) -> str:
    """The text with its pictures, as the desks are served them."""
    return render_body(version.body, {picture.pk: picture for picture in pictures_of(version)}, desk_address) if version else ""


def desk_address(picture: StoryPicture, width: int, format: str) -> str:
    """Where the desks are served a picture."""
    return reverse("newsroom:picture", args=[picture.pk, width, format])


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions: `truoc` and `sau` in the address, by default the last two."""
    found = story_of(request, pk)
    versions = {str(version.number): version for version in queries.versions_of(found)}
    numbers = sorted(versions, key=int)
    new = versions.get(request.GET.get("sau", ""), versions[numbers[-1]] if numbers else None)
    before = [number for number in numbers if new and int(number) < new.number]
    old = versions.get(request.GET.get("truoc", ""), versions[before[-1]] if before else None)
    return render(request, "newsroom/compare.html", {
        "story": found, "old": old, "new": new, "changes": changes(old, new) if old and new else [], "versions": versions.values(),
        "may_restore": old is not None and found.state in WRITABLE_STATES and allowed(request.user, "newsroom.edit_story", found),
    })  # fmt: skip
