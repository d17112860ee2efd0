"""What anybody may read: stories that are live and may stand today, as their live version says. Never writes.

The consent is asked for at each reading, in the query: a story whose person took the consent back is gone with that commit, whether
or not the newsroom has taken it down yet.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from lantoa.exemplars.enums import HONOURED_STATES, Purpose
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to, valid_purposes
from lantoa.files.models import StoredFile
from lantoa.newsroom.enums import LIVE_STATES, StoryKind
from lantoa.newsroom.models import Column, Story
from lantoa.organisations.models import UnitVersion


def may_stand() -> Q:
    """Condition on a story: about nobody, or about somebody honoured, not held, who agrees to the portal today."""
    told = Nomination.objects.filter(agreed_to(Purpose.PORTAL), state__in=HONOURED_STATES, held_since__isnull=True)
    return Q(nomination__isnull=True) | Q(nomination__in=told.order_by().values("pk"))


def published_stories() -> QuerySet[Story]:
    """The newest first."""
    return Story.objects.filter(may_stand(), state__in=LIVE_STATES).select_related("live", "nomination").order_by("-published_at", "-pk")


def published_story(slug: str) -> Story | None:
    return published_stories().select_related("live__photo__file", "movement").filter(slug=slug).first()


def published_columns() -> QuerySet[Column]:
    """Columns that are open."""
    return Column.objects.filter(closed_on__isnull=True)


def published_photo(story: Story) -> StoredFile | None:
    """The photo of a published story; None without one, or while the person has not agreed to the use of the picture."""
    if story.live is None or story.live.photo is None:
        return None
    if story.nomination is not None and Purpose.IMAGE not in valid_purposes(story.nomination):
        return None
    return story.live.photo.file


def published_kinds() -> list[tuple[str, str]]:
    """Kinds of which there is something to read."""
    present = set(published_stories().order_by().values_list("kind", flat=True).distinct())
    return [(kind.value, kind.label) for kind in StoryKind if kind.value in present]


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
