"""What anybody may read: stories that are live and may stand today, as their live version says. Never writes.

The consent is asked for at each reading, in the query: a story whose person took the consent back is gone with that commit, whether
or not the newsroom has taken it down yet. Every list is unsliced, newest first; `name_units` puts the units' names on a page of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import BinaryIO

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.safestring import SafeString

from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to
from lantoa.files.models import StoredFile
from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.enums import LIVE_STATES, Shown, StoryKind, StoryState
from lantoa.newsroom.models import Column, Story, StoryPicture
from lantoa.newsroom.queries.pictures import all_pictures, permitted, pictures_of, used_in
from lantoa.newsroom.rendering import Address, render_body
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion

GONE_WORDS = "Bài này không còn đăng."


def may_stand() -> Q:
    """Condition on a story: about nobody, or about somebody honoured, not held, who agrees to the portal today."""
    return Q(nomination__isnull=True) | Q(nomination__in=RawSQL(*_told(clock.today(), connection.vendor)))  # noqa: S611  (Django's own SQL)


@lru_cache(maxsize=8)
def _told(day: date, vendor: str) -> tuple[str, tuple]:
    """Who may be told of on the day, as SQL: a dozen nested conditions, put into words once a day instead of for each page (two thirds of
    a story page's time). It is asked of the database each time."""
    told = Nomination.objects.filter(agreed_to(Purpose.PORTAL, day), state__in=HONOURED_STATES, held_since__isnull=True)
    return told.order_by().values("pk").query.sql_with_params()


# --- Stories ------------------------------------------------------------------------------------------------------------


def published_stories(
    *, unit: Unit | int | None = None, movement: int | None = None, column: Column | None = None, kind: str = "", below: bool = False
) -> QuerySet[Story]:
    """The newest first. `unit`: of that unit, with `below` of all units under it as well; `column`: what stands in it (stories_in)."""
    rows = Story.objects.filter(may_stand(), state__in=LIVE_STATES)
    if unit is not None:
        pk = getattr(unit, "pk", unit)
        rows = rows.filter(_under(pk)) if below else rows.filter(unit=pk)
    if movement is not None:
        rows = rows.filter(movement=movement)
    if column is not None:
        rows = rows.filter(_stands_in(column))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("live__cover", "nomination").order_by("-published_at", "-pk")


def published_story(slug: str) -> Story | None:
    return published_stories().select_related("live__cover__file", "movement", "column", "unit").filter(slug=slug).first()


def published_kinds() -> list[tuple[str, str]]:
    """Kinds of which there is something to read."""
    present = set(published_stories().order_by().values_list("kind", flat=True).distinct())
    return [(kind.value, kind.label) for kind in StoryKind if kind.value in present]


@dataclass(frozen=True)
class Gone:
    """What stands at the address of a story that was taken down (410): the day and words for readers, nothing of the story."""

    on: date
    words: str


def published_gone(slug: str) -> Gone | None:
    """The tombstone of a story that was public once and is not now, or may not stand today; None for what never was."""
    story = Story.objects.filter(slug=slug, published_at__isnull=False).exclude(state=StoryState.DROPPED).first()
    if story is None or (story.state in LIVE_STATES and published_stories().filter(pk=story.pk).exists()):
        return None
    said = story.tombstone if story.state == StoryState.UNPUBLISHED else ""
    return Gone(timezone.localtime(story.state_since).date(), said or GONE_WORDS)


def published_body(story: Story, address: Address) -> SafeString:
    """The text with the pictures that may be shown. `address(picture, width, format)` says where the caller serves a size."""
    return render_body(story.live.body, {picture.pk: picture for picture in published_pictures(story)}, address)


def published_plain_body(story: Story) -> SafeString:
    """The text without its pictures: to be read aloud, or where the pictures stand elsewhere. No query."""
    return render_body(story.live.body, {}, lambda *_: "")


def published_words(story: Story) -> str:
    """What the live version says, without tags."""
    return plain(story.live.body)


# --- Pictures -----------------------------------------------------------------------------------------------------------


def published_pictures(story: Story) -> list[StoryPicture]:
    """The pictures of a published story that may be shown today, its cover among them, each with its sizes: at most three queries."""
    return permitted(pictures_of(story.live), story.nomination)


def published_cover(story: Story) -> StoryPicture | None:
    """The cover of a published story, while it may be shown; with its sizes."""
    if story.live is None or story.live.cover_id is None:
        return None
    return next(iter(permitted(all_pictures().filter(pk=story.live.cover_id), story.nomination)), None)


def published_covers(stories: Iterable[Story]) -> dict[int, StoryPicture]:
    """Story id → its cover, for a list: three queries however long it is. A face that needs a consent is left out unless it is there."""
    rows = {story.live.cover_id: story for story in stories if story.live and story.live.cover_id}
    faces = Nomination.objects.filter(agreed_to(Purpose.IMAGE), pk__in=[story.nomination_id for story in rows.values()])
    agreed = set(faces.order_by().values_list("pk", flat=True)) if rows else set()
    found = {}
    for picture in all_pictures().filter(pk__in=rows).exclude(shown="") if rows else []:
        story = rows[picture.pk]
        if picture.shown != Shown.SUBJECT or story.nomination_id in agreed:
            found[story.pk] = picture
    return found


def published_picture(slug: str, pk: int) -> StoryPicture | None:
    """One picture by the address of its story, while the story is live, shows it and may."""
    story = published_story(slug)
    if story is None or pk not in used_in(story.live):
        return None
    return next(iter(permitted(all_pictures().filter(pk=pk, story=story), story.nomination)), None)


def open_picture(picture: StoryPicture, width: int, format: str) -> tuple[BinaryIO, str]:
    """The bytes of one size and their type; the size not made (yet): the nearest larger one, at last the picture as it was sent."""
    made = [size for size in picture.sizes.all() if size.format == format and size.width >= width]
    if made and width:
        return min(made, key=lambda size: size.width).content.open("rb"), "image/webp" if format == "webp" else "image/jpeg"
    return picture.file.content.open("rb"), picture.file.mime


def published_photo(story: Story) -> StoredFile | None:
    """The file of the cover of a published story; None without one, or while it may not be shown."""
    cover = published_cover(story)
    return cover.file if cover else None


# --- Columns ------------------------------------------------------------------------------------------------------------


def published_columns(*, unit: Unit | int | None = None, movement: int | None = None) -> QuerySet[Column]:
    """Columns that are open, by name; those held on other sites carry `outside_url`."""
    rows = Column.objects.filter(closed_on__isnull=True)
    if unit is not None:
        rows = rows.filter(unit=getattr(unit, "pk", unit))
    if movement is not None:
        rows = rows.filter(movement=movement)
    return rows.select_related("movement", "anniversary", "unit")


def published_column(slug: str) -> Column | None:
    """One of ours by its address, open or closed: what it held stays readable."""
    return Column.objects.filter(slug=slug, outside_url="").select_related("movement", "anniversary", "unit").first()


def published_in(column: Column) -> QuerySet[Story]:
    """What stands in a column, newest first."""
    return published_stories(column=column)


def newest_in(column: Column) -> datetime | None:
    """When the newest story of a column went out."""
    return published_in(column).values_list("published_at", flat=True).first()


def _stands_in(column: Column) -> Q:
    """Put into it by hand, or about what it is about: the unit's own, a movement's of the unit and those under it."""
    by_hand = Q(column=column)
    if column.is_unit_page:
        return by_hand | Q(unit=column.unit_id)
    if column.movement_id:
        return by_hand | (Q(movement=column.movement_id) & _under(column.unit_id))
    return by_hand


def _under(unit_pk: int) -> Q:
    """Of the unit, or of one that was under it, at any time: what a ward published stays in its city's column."""
    return Q(unit=unit_pk) | Q(unit__in=UnitAncestry.objects.filter(ancestor=unit_pk).values("descendant"))


def name_units(stories: Iterable[Story]) -> None:
    """Put `unit_name`, as of the day each was published, on the stories: one query."""
    rows = list(stories)
    if not rows:
        return
    names = UnitVersion.objects.filter(unit__in={story.unit_id for story in rows}).order_by("valid_from")
    known = list(names.values_list("unit_id", "name", "valid_from"))
    for story in rows:
        day = timezone.localtime(story.published_at).date()
        story.unit_name = next((name for unit, name, since in reversed(known) if unit == story.unit_id and since <= day), "")
