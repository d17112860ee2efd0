"""What a list of stories needs besides the stories: names of units, covers that may be shown."""

from collections.abc import Iterable

from django.urls import reverse

from lantoa.newsroom.queries import published as told

WIDTH = 640  # pixels; the size of a cover asked for on cards


def dressed(stories: Iterable) -> list:
    """The stories with `unit_name` and `cover` (the address of the cover at card size, "" without one). Four queries at most."""
    rows = list(stories)
    told.name_units(rows)
    covers = told.published_covers(rows)
    for story in rows:
        cover = covers.get(story.pk)
        story.cover = reverse("portal:story_picture", args=[story.slug, cover.pk, WIDTH, "webp"]) if cover else ""
    return rows
