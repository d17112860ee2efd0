"""What a list of stories needs besides the stories: names of units, covers that may be shown."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from lantoa.newsroom.queries import published as told

WIDTH = 640  # pixels; the size of a cover asked for on cards


def dressed(stories: Iterable, *, pictures: Mapping | None = None) -> list:
    """The stories with `unit_name`, `picture` (the cover while it may be shown, else None) and `cover` (its address at card size, "" without
    one). Four queries at most; `pictures`: those of published_pictures, where the caller has asked for more of them."""
    rows = list(stories)
    told.name_units(rows)
    pictures = told.published_pictures(rows) if pictures is None else pictures
    for story in rows:
        story.picture = pictures.get(story.live.cover_id)
        story.cover = reverse("portal:story_picture", args=[story.slug, story.picture.pk, WIDTH, "webp"]) if story.picture else ""
    return rows
