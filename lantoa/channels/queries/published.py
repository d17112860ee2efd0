"""The feeds anybody may follow, and what stands in them now. Never writes.

A feed is named by one word, the same for RSS, JSON, embeds and the read API:

    tat-ca · loai-<kind> · don-vi-<slug> · phong-trao-<slug> · chuyen-muc-<slug> · nghe · nghe-<slug of a unit>

The last two hold bulletins with their sound, so that they are podcasts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.core import clock
from lantoa.movements.queries import published as movements
from lantoa.newsroom.enums import StoryKind
from lantoa.newsroom.models import Story
from lantoa.newsroom.queries import published as newsroom
from lantoa.newsroom.rendering import render_body
from lantoa.organisations.models import Unit, UnitAncestry
from lantoa.radio.models import Bulletin
from lantoa.radio.queries import published as radio
from lantoa.radio.queries.published import Sound

ALL = "tat-ca"
KIND, UNIT, MOVEMENT, COLUMN, LISTEN = "loai-", "don-vi-", "phong-trao-", "chuyen-muc-", "nghe-"
ALL_TO_HEAR = "nghe"


@dataclass(frozen=True)
class Feed:
    """`page`: the public page with the same stories. `bulletins` instead of stories makes it a podcast."""

    key: str
    title: str
    about: str
    page: str
    stories: QuerySet[Story]
    bulletins: QuerySet[Bulletin] | None = None


@dataclass(frozen=True)
class Item:
    """One story as it leaves the house. Paths are without host."""

    guid: str
    path: str
    title: str
    lead: str
    body: str  # HTML of few tags, cleaned by the newsroom, without pictures
    kind: str
    unit: str
    published: datetime
    changed: datetime
    image: str = ""  # path of the cover, while it may be shown
    image_alt: str = ""
    sound: Sound | None = None


def published_feed(key: str) -> Feed | None:
    """The feed of this name; None for what does not exist or is not public."""
    stories = newsroom.published_stories()
    listing = reverse("portal:stories")
    if key == ALL:
        return Feed(
            key, "Gương người tốt, việc tốt", "Chuyện người thật, việc thật đã xác minh, được người trong chuyện đồng ý.", listing, stories
        )
    if key.startswith(KIND) and (kind := key.removeprefix(KIND)) in StoryKind:
        label = StoryKind(kind).label
        return Feed(key, label[:1].upper() + label[1:], f"Bài mới về {label}.", f"{listing}?loai={kind}", stories.filter(kind=kind))
    if key.startswith(MOVEMENT) and (movement := movements.published_movement(key.removeprefix(MOVEMENT))):
        page = reverse("portal:movement", args=[movement.slug])
        return Feed(
            key, movement.name, f"Chuyện trong {movement.get_kind_display()} “{movement.name}”.", page, stories.filter(movement=movement)
        )
    if key.startswith(COLUMN) and (column := newsroom.published_column(key.removeprefix(COLUMN))):
        about = column.about or f"Bài mới của chuyên mục {column.title}."
        return Feed(key, column.title, about, listing, newsroom.published_in(column))
    if key.startswith(UNIT) and (unit := Unit.objects.named_at().filter(slug=key.removeprefix(UNIT)).first()):
        below = UnitAncestry.objects.at(clock.today()).filter(ancestor=unit).values("descendant")
        return Feed(key, str(unit), f"Chuyện người tốt, việc tốt ở {unit}.", listing, stories.filter(unit__in=below))
    if key == ALL_TO_HEAR or key.startswith(LISTEN):
        return _podcast(key)
    return None


def _podcast(key: str) -> Feed | None:
    none, listing = Story.objects.none(), reverse("portal:stories")
    if key == ALL_TO_HEAR:
        return Feed(key, "Bản tin người tốt, việc tốt", "Bản tin phát thanh đã phát.", listing, none, radio.published_recordings())
    unit = Unit.objects.named_at().filter(slug=key.removeprefix(LISTEN)).first()
    return unit and Feed(key, f"Bản tin {unit}", f"Bản tin phát thanh {unit} đã phát.", listing, none, radio.published_recordings(unit))


def published_feeds() -> list[tuple[str, list[tuple[str, str]]]]:
    """What there is to follow, in groups: (heading, [(key, title)]). Units only those with something told. Seven queries."""
    told = newsroom.published_stories().order_by()
    kinds = [(f"{KIND}{kind}", label[:1].upper() + label[1:]) for kind, label in newsroom.published_kinds()]
    running = [(f"{MOVEMENT}{movement.slug}", movement.name) for movement in movements.published_movements()]
    columns = [
        (f"{COLUMN}{column.slug}", column.title) for column in newsroom.published_columns().filter(outside_url="").order_by("title", "pk")
    ]
    units = Unit.objects.filter(pk__in=told.values("unit")).named_at().order_by("slug")
    heard = Unit.objects.filter(pk__in=radio.published_recordings().order_by().values("unit")).named_at().order_by("slug")
    groups = [
        ("Tất cả", [(ALL, "Mọi bài mới")]),
        (
            "Để nghe (podcast)",
            [(ALL_TO_HEAR, "Mọi bản tin"), *((f"{LISTEN}{unit.slug}", f"Bản tin {unit}") for unit in heard)] if heard else [],
        ),
        ("Theo loại", kinds),
        ("Theo phong trào, cuộc vận động", running),
        ("Theo chuyên mục", columns),
        ("Theo đơn vị", [(f"{UNIT}{unit.slug}", str(unit)) for unit in units]),
    ]
    return [(heading, feeds) for heading, feeds in groups if feeds]


def published_items(feed: Feed, most: int) -> list[Item]:
    """The newest stories of the feed. Two queries, and three for covers, whatever their number."""
    return items_of(feed.stories[:most]) if feed.bulletins is None else _to_hear(feed.bulletins[:most])


def items_of(stories: Iterable[Story]) -> list[Item]:
    """Published stories as items."""
    rows = list(stories)
    newsroom.name_units(rows)
    covers = newsroom.published_covers(rows)
    return [
        Item(
            guid=f"urn:lantoa:bai:{story.slug}", path=reverse("portal:story", args=[story.slug]), title=story.live.title, lead=story.live.lead,
            body=render_body(story.live.body, {}, lambda *_: ""), kind=story.get_kind_display(), unit=story.unit_name, published=story.published_at,
            changed=story.live.created_at, image=reverse("portal:story_photo", args=[story.slug]) if story.pk in covers else "",
            image_alt=covers[story.pk].alt if story.pk in covers else "",
        )
        for story in rows
    ]  # fmt: skip


def _to_hear(bulletins: Iterable[Bulletin]) -> list[Item]:
    found = []
    for bulletin in bulletins:
        sound = radio.sound_of(bulletin)
        told = "; ".join(chapter["title"] for chapter in bulletin.mix.chapters if chapter.get("title"))
        found.append(Item(
            guid=f"urn:lantoa:ban-tin:{bulletin.code}", path=sound.url, title=bulletin.title, lead=told, body="", kind="bản tin phát thanh",
            unit=str(bulletin.unit), published=bulletin.public_from, changed=bulletin.public_from, sound=sound,
        ))  # fmt: skip
    return found
