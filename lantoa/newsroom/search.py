"""What can be found of this room: stories, by title and by what they say."""

from django.urls import reverse
from django.utils import timezone

from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.models import Story
from lantoa.newsroom.queries.seen import visible_to
from lantoa.search.registry import EntryText, SearchSource


def story_entry(story: Story) -> EntryText:
    version = story.live or story.current
    said = f"{version.lead} {plain(version.body)} {version.quote_by}" if version else ""
    return EntryText(
        story.title, reverse("newsroom:story", args=[story.pk]), story.get_state_display().capitalize(), said,
        day=timezone.localtime(story.published_at or story.created_at).date(), unit=str(story.unit),
    )  # fmt: skip


STORIES = SearchSource(
    "stories", "Tin, bài", Story, visible_to, story_entry, fields=frozenset({"title", "state", "current", "live", "unit", "published_at"}),
    icon="text", order=70, prepare=lambda rows: rows.select_related("current", "live", "unit"),
)  # fmt: skip
