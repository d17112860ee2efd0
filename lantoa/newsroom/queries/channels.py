"""What a story says on each channel, and whether that still holds. The radio above asks here. Never writes."""

from dataclasses import dataclass

from django.urls import reverse

from lantoa.newsroom import adapting, sms
from lantoa.newsroom.enums import LIVE_STATES, StoryState, TextFor
from lantoa.newsroom.models import ChannelText, Story, StoryVersion
from lantoa.notifications.channels import base_url

READY_STATES = (StoryState.APPROVED, StoryState.SCHEDULED, *LIVE_STATES)  # approved text may be told on


@dataclass(frozen=True)
class Told:
    """One channel of one story. `kept`: the newest text somebody saved; `text`: that, or the proposal made from the story now."""

    form: TextFor
    text: str
    kept: ChannelText | None
    is_stale: bool  # the story says something newer than what the text was made from

    @property
    def length(self) -> sms.Length:
        return sms.measure(self.text)


def public_address(story: Story) -> str:
    """Where anybody reads the story, in full."""
    return base_url() + reverse("portal:story", args=[story.slug])


def approved_version(story: Story) -> StoryVersion | None:
    """What may be told on: the live text, before that the approved one; None while it is being written."""
    if story.state in LIVE_STATES:
        return story.live
    return story.current if story.state in READY_STATES else None


def told(story: Story) -> list[Told]:
    """The story on every channel. One query."""
    version = approved_version(story)
    if version is None:
        return []
    newest: dict[str, ChannelText] = {}
    for row in story.channel_texts.select_related("version", "author").order_by("form", "number"):
        newest[row.form] = row
    return [_told(story, version, form, newest.get(form)) for form in TextFor]


def told_on(story: Story, form: str) -> Told | None:
    """The story on one channel; None before it is approved."""
    return next((one for one in told(story) if one.form == form), None)


def script_of(story: Story) -> Told | None:
    """What the radio reads of the story: the text kept for it, or the proposal. Whether it may be aired the radio asks for itself."""
    return told_on(story, TextFor.RADIO)


def _told(story: Story, version: StoryVersion, form: TextFor, kept: ChannelText | None) -> Told:
    if kept is None:
        return Told(form, adapting.propose(version, form, address=public_address(story)), None, False)
    return Told(form, kept.text, kept, kept.version.sha256 != version.sha256)
