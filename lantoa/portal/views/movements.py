"""Movements as the public sees them: always fresh, made from data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.exemplars.queries import published as exemplars
from lantoa.movements.queries import published
from lantoa.newsroom.queries import published as told
from lantoa.portal import sharing
from lantoa.portal.caching import asked_again, reads
from lantoa.portal.shown import dressed


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
    stories = dressed(told.published_stories(movement=found.pk)[:12])
    people, models = exemplars.published_by_movement([found.pk]).get(found.pk, (0, 0))
    return render(request, "portal/movement.html", {
        "movement": found, "stories": stories, "part": published.published_progress(found), "share": sharing.movement_share(found),
        "people": people, "models": exemplars.published_exemplars(movement=found.pk, kind="new_model", limit=3) if models else [],
        "model_count": models, "columns": list(told.published_columns(movement=found.pk)[:12]),
    })  # fmt: skip
