"""The person a story is about reads it at an own address and answers, before it is approved."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.newsroom.enums import WRITABLE_STATES
from lantoa.newsroom.models import ReadBackLink, Story
from lantoa.newsroom.queries.stories import locked
from lantoa.newsroom.services.desks import note_read_back
from lantoa.newsroom.services.writing import comment_on
from lantoa.notifications.services import notify


@transaction.atomic
def make_read_back_link(story: Story, *, by: User) -> ReadBackLink:
    """An address for the text as it is now; earlier ones that nobody answered close. Effects: the links; a trail line."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    if story.current is None or story.state not in WRITABLE_STATES:
        raise ValidationError("Gửi đọc lại khi bài đã có nội dung và chưa duyệt.", code="state")
    if story.nomination_id is None:
        raise ValidationError("Bài này không viết về một gương nên không cần đọc lại.", code="nobody")
    story.read_back_links.filter(answered_at__isnull=True, closed_at__isnull=True).update(closed_at=clock.now())
    link = ReadBackLink.objects.create(story=story, version=story.current, made_by=by)
    trail.record("make_read_back_link", story, by=by, after={"version": story.current.number})
    return link


@transaction.atomic
def answer_read_back(link: ReadBackLink, *, is_right: bool, words: str = "", by: User) -> ReadBackLink:
    """The person's answer. A second one changes nothing.

    Effects, in order: the answer; a trail line; right: the story is read back; not right: the words stand among the remarks; who made
    the link is told.
    """
    require(by, "newsroom.run_clock")  # whoever knows the token is the person: the page calls as the system
    link = ReadBackLink.objects.select_for_update(of=["self"]).select_related("story", "version", "made_by").get(pk=link.pk)
    if link.answered_at or link.closed_at:
        return link
    if not is_right and not words.strip():
        raise ValidationError({"words": "Hãy ghi cần sửa chỗ nào."})
    link.answered_at, link.is_right, link.words = clock.now(), is_right, words.strip()
    link.save(update_fields=["answered_at", "is_right", "words"])
    trail.record("answer_read_back", link.story, by=by, after={"is_right": is_right, "version": link.version.number})
    if is_right and link.story.current_id == link.version_id:
        note_read_back(link.story, on=clock.today(), how="Người được viết tự đọc qua đường dẫn riêng", by=by)
    if not is_right:
        comment_on(link.story, f"Người được viết nói: {link.words}", by=by)
    notify("newsroom.read_back_answered", to=[link.made_by], url=reverse("newsroom:story", args=[link.story_id]), about=link.story, by=by,
           context={"title": link.story.title, "is_right": is_right, "words": link.words})  # fmt: skip
    return link
