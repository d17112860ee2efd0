"""What anybody may read: stories that are live and may stand today, as their live version says. Never writes.

The consent is asked for at each reading, in the query: a story whose person took the consent back is gone with that commit, whether
or not the newsroom has taken it down yet. Every list is unsliced, newest first; `name_units` puts the units' names on a page of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import BinaryIO

from django.db.models import BooleanField, Func, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to
from lantoa.files.models import StoredFile
from lantoa.newsroom.cleaning import pictures_in, plain
from lantoa.newsroom.enums import LIVE_STATES, StoryKind, StoryState
from lantoa.newsroom.models import Column, Story, StoryPicture
from lantoa.newsroom.queries.pictures import all_pictures, allowed, used_in
from lantoa.newsroom.rendering import Address, render_body
from lantoa.organisations.models import Unit, UnitAncestry, UnitVersion

_FOR_READERS = ("id", "name", "honorific", "field")
# Of the file a page names the person and draws by the field of the deed; the rest is not even read.
_NOT_FOR_READERS = [f"nomination__{field.name}" for field in Nomination._meta.concrete_fields if field.name not in _FOR_READERS]

GONE_WORDS = "Bài này không còn đăng."


def may_stand() -> Q:
    """Condition on a story: about nobody, or about somebody honoured, not held, who agrees to the portal today."""
    return Q(nomination__isnull=True) | Q(_Told("nomination", Purpose.PORTAL))


class _Told(Func):
    """Whether the nomination in this column may be told of today, and agrees to the purpose.

    The database is asked each time and of this row alone; only the words of the question, a dozen nested conditions, are made once a day
    instead of for each page (two thirds of a story page's time).
    """

    output_field = BooleanField()

    def __init__(self, nomination, purpose: Purpose) -> None:
        super().__init__(nomination, purpose=purpose)

    def as_sql(self, compiler, connection, **context):
        column, values = compiler.compile(self.source_expressions[0])
        told, said = _who_is_told(self.extra["purpose"], clock.today(), connection.vendor)
        return f'EXISTS ({told} AND "{Nomination._meta.db_table}"."id" = {column})', (*said, *values)


@lru_cache(maxsize=8)
def _who_is_told(purpose: Purpose, day: date, vendor: str) -> tuple[str, tuple]:
    """Everybody who may be told of on the day, as SQL that ends with a condition, and its values."""
    told = Nomination.objects.filter(agreed_to(purpose, day), state__in=HONOURED_STATES, held_since__isnull=True)
    return told.order_by().values("pk").query.sql_with_params()


# --- Stories ------------------------------------------------------------------------------------------------------------


def published_stories(
    *, unit: Unit | int | None = None, movement: int | None = None, column: Column | None = None, kind: str = "", below: bool = False
) -> QuerySet[Story]:
    """The newest first. `unit`: of that unit, with `below` of all units under it as well; `column`: what stands in it (stories_in).

    Each has its cover with it, and in `may_show_face` whether the picture of the person may be shown today.
    """
    rows = Story.objects.filter(may_stand(), live__isnull=False)
    if unit is not None:
        pk = getattr(unit, "pk", unit)
        rows = rows.filter(_under(pk)) if below else rows.filter(unit=pk)
    if movement is not None:
        rows = rows.filter(movement=movement)
    if column is not None:
        rows = rows.filter(_stands_in(column))
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.annotate(may_show_face=_Told("nomination", Purpose.IMAGE))
    return rows.select_related("live__cover__file", "nomination").defer(*_NOT_FOR_READERS).order_by("-published_at", "-pk")


def published_story(slug: str) -> Story | None:
    found = published_stories().select_related("live__cover__file", "nomination", "movement").filter(slug=slug)
    return next(iter(found.order_by()), None)


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
    """The text with those of its pictures that may be shown: two queries, none for a text without pictures. `address(picture, width,
    format)` says where the caller serves a size."""
    ids = pictures_in(story.live.body)
    pictures = allowed(all_pictures().filter(pk__in=ids, story=story.pk), face=story.may_show_face) if ids else []
    return render_body(story.live.body, {picture.pk: picture for picture in pictures}, address)


def published_plain_body(story: Story) -> SafeString:
    """The text without its pictures: to be read aloud, or where the pictures stand elsewhere. No query."""
    return render_body(story.live.body, {}, lambda *_: "")


def published_words(story: Story) -> str:
    """What the live version says, without tags."""
    return plain(story.live.body)


# --- Pictures -----------------------------------------------------------------------------------------------------------


def published_cover(story: Story) -> StoryPicture | None:
    """The cover of one of `published_stories`, while it may be shown. No query."""
    cover = story.live.cover
    return cover if cover and allowed([cover], face=story.may_show_face) else None


def published_covers(stories: Iterable[Story]) -> dict[int, StoryPicture]:
    """Story id → its cover, for a list of `published_stories`; what may not be shown is left out. No query."""
    return {story.pk: cover for story in stories if (cover := published_cover(story))}


def published_picture(slug: str, pk: int) -> StoryPicture | None:
    """One picture by the address of its story, while the story is live, shows it and may."""
    story = published_story(slug)
    if story is None or pk not in used_in(story.live):
        return None
    return next(iter(allowed(all_pictures().filter(pk=pk, story=story.pk), face=story.may_show_face)), None)


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
