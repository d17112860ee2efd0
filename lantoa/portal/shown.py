"""What a list of stories needs besides the stories: names of units, covers that may be shown."""

from collections.abc import Iterable

from django.urls import reverse

from lantoa.newsroom.queries import published as told

WIDTH = 640  # pixels; the size of a cover asked for on cards


def dressed(stories: Iterable) -> list:
    """The stories (of published_stories) with `unit_name`, `picture` (the cover while it may be shown, else None) and `cover` (its address at
    card size, "" without one). One query."""
    rows = list(stories)
    told.name_units(rows)
    for story in rows:
        story.picture = told.published_cover(story)
        story.cover = reverse("portal:story_picture", args=[story.slug, story.picture.pk, WIDTH, "webp"]) if story.picture else ""
    return rows
