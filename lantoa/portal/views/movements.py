"""Movements as the public sees them: always fresh, made from data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.movements.queries import published
from lantoa.newsroom.queries import published as told
from lantoa.portal import sharing
from lantoa.portal.caching import asked_again, reads


@require_safe
@asked_again
@reads()
def movements(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/movements.html", {"movements": list(published.published_movements())})


@require_safe
@asked_again
@reads()
def movement(request: HttpRequest, slug: str) -> HttpResponse:
    found = published.published_movement(slug)
    if found is None:
        raise Http404
    stories = list(told.published_stories().filter(movement=found)[:12])
    told.name_units(stories)
    return render(request, "portal/movement.html", {
        "movement": found, "stories": stories, "part": published.published_progress(found), "share": sharing.movement_share(found),
    })  # fmt: skip
