"""What can be heard, as the pages show it: a bulletin with its sound, the stories it tells, and which words are read."""

from collections.abc import Iterable

from lantoa.newsroom.queries import published as told
from lantoa.organisations.queries.published import published_units
from lantoa.radio.queries import published as radio


def with_sound(bulletins: Iterable) -> list:
    """Published bulletins with `sound` (None when read out live), `unit_name`, and `chapters` that lead to their stories. Two queries."""
    rows = list(bulletins)
    units = published_units({row.unit_id for row in rows})
    ids = {chapter["story"] for row in rows for chapter in row.mix.chapters if chapter["story"]}
    slugs = dict(told.published_stories().filter(pk__in=ids).order_by().values_list("pk", "slug"))
    for row in rows:
        row.sound = radio.sound_of(row)
        row.unit_name = units[row.unit_id].name if row.unit_id in units else ""
        row.chapters = [{**chapter, "slug": slugs.get(chapter["story"], "")} for chapter in row.mix.chapters]
    return rows
