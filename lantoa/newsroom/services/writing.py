"""Starting a story, writing its versions, the talk about it, the lock while it is open."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.core.text import strip_marks
from lantoa.exemplars.models import Nomination
from lantoa.newsroom import cleaning, drafting
from lantoa.newsroom.enums import WRITABLE_STATES, StoryKind, StoryState
from lantoa.newsroom.models import Comment, Story, StoryVersion
from lantoa.newsroom.queries.stories import locked
from lantoa.organisations.models import Unit

LOCK = timedelta(minutes=10)  # renewed at each autosave; an open tab that was forgotten frees the story
TEXT_FIELDS = ("title", "lead", "body", "quote", "quote_by", "photo", "photo_alt", "photo_credit", "byline")


@transaction.atomic
def start_story(
    *, unit: Unit, title: str, kind: str = StoryKind.NEWS, by: User, nomination: Nomination | None = None, **facts: Any
) -> Story:
    """A new story as an idea. `facts`: topic, movement, column. Effects: the story with its own address; a trail line."""
    require(by, "newsroom.write_story", unit)
    if not title.strip():
        raise ValidationError({"title": "Hãy viết một đầu đề, sau này vẫn sửa được."})
    story = Story(unit=unit, title=title[:200], kind=kind, nomination=nomination, started_by=by, slug=_free_slug(title), **facts)
    story.full_clean(exclude=["current", "live"])
    story.save()
    trail.record("create", story, by=by, after={"title": story.title})
    return story


@transaction.atomic
def start_from_nomination(nomination: Nomination, *, by: User) -> Story:
    """A first draft with the facts of the file filled in; a nomination that has a story on its way or live leads to that one.

    Effects, in order: the story; its first version; it is being written.
    """
    nomination = Nomination.objects.select_for_update(of=["self"]).get(pk=nomination.pk)  # two clerks at once start one story
    standing = nomination.stories.exclude(state__in=[StoryState.DROPPED, StoryState.UNPUBLISHED]).order_by("pk").first()
    if standing:
        require(by, "newsroom.view_story", standing)
        return standing
    draft = drafting.from_nomination(nomination)
    story = start_story(
        unit=nomination.unit, title=draft["title"], kind=drafting.KIND_OF[nomination.kind], movement=nomination.movement,
        nomination=nomination, by=by,
    )  # fmt: skip
    write_version(story, draft, reason="Dựng từ hồ sơ", based_on=None, by=by)
    return locked(story)


@transaction.atomic
def write_version(story: Story, text: Mapping[str, Any], *, reason: str = "", based_on: int | None, by: User) -> StoryVersion:
    """Keep what was written as the next version. `based_on`: number of the version the writer started from (None: there was none).

    Effects, in order: the version; the story's current text and title; an idea is being written; the lock is the writer's; a trail
    line. Raises ValidationError when somebody else wrote meanwhile: nothing is lost, the page shows both.
    """
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    if story.state not in WRITABLE_STATES:
        raise ValidationError(
            f"Bài đang ở bước “{story.get_state_display()}” nên không sửa thẳng được. Trả về biên tập, hoặc dùng “Đính chính”.",
            code="state",
        )
    _check_free(story, by)
    latest = story.current.number if story.current else None
    if based_on != latest:
        who = story.current.author if story.current else ""
        raise ValidationError(f"{who} vừa lưu một bản khác trong lúc bạn viết. Xem hai bản cạnh nhau rồi lưu lại.", code="behind")
    version = _new_version(story, text, reason, by)
    if version.sha256 == (story.current.sha256 if story.current else ""):
        raise ValidationError("Chưa có gì thay đổi để lưu.", code="same")
    version.save()
    story.current, story.title = version, version.title
    story.locked_by, story.locked_until = by, clock.now() + LOCK
    story.save(update_fields=["current", "title", "locked_by", "locked_until"])
    trail.record("write_version", story, by=by, reason=reason, after={"version": version.number, "sha256": version.sha256})
    if story.state == StoryState.IDEA:
        workflow.move(story, StoryState.DRAFTING, by=by)
    return version


@transaction.atomic
def open_for_writing(story: Story, *, by: User) -> Story:
    """Take the lock, or say who has it. Effects: the lock; no trail line (it is not an act on the text)."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    _check_free(story, by)
    story.locked_by, story.locked_until = by, clock.now() + LOCK
    story.save(update_fields=["locked_by", "locked_until"])
    return story


@transaction.atomic
def comment_on(story: Story, text: str, *, by: User) -> Comment:
    require(by, "newsroom.comment_story", story)
    if not text.strip():
        raise ValidationError({"text": "Hãy viết lời nhắn."})
    comment = Comment.objects.create(story=story, version=story.current, text=text, by=by)
    trail.record("comment", story, by=by, after={"text": comment.text[:200]})
    return comment


@transaction.atomic
def settle_comment(comment: Comment, *, by: User) -> Comment:
    require(by, "newsroom.comment_story", comment.story)
    if comment.settled_at is None:
        comment.settled_at = clock.now()
        comment.save(update_fields=["settled_at"])
        trail.record("settle_comment", comment.story, by=by, after={"text": comment.text[:200]})
    return comment


def next_version(story: Story, text: Mapping[str, Any], *, reason: str, by: User) -> StoryVersion:
    """A version saved beside the current one, for a correction. Effects: the version; what shows it the caller changes."""
    require(by, "newsroom.take_down_story", story)
    version = _new_version(story, text, reason, by)
    version.save()
    return version


def _new_version(story: Story, text: Mapping[str, Any], reason: str, by: User) -> StoryVersion:
    said = {field: text[field] for field in TEXT_FIELDS if field in text}
    said["body"] = cleaning.clean(said.get("body", ""))
    last = story.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = StoryVersion(story=story, number=last + 1, author=by, reason=reason[:300], **said)
    version.full_clean(exclude=["sha256"])
    if version.photo_id and version.photo.nomination_id != story.nomination_id:
        raise ValidationError({"photo": "Chọn ảnh trong hồ sơ của chính gương này."})
    version.sha256 = version.fingerprint()
    return version


def _check_free(story: Story, by: User) -> None:
    if story.locked_by_id not in (None, by.pk) and story.locked_until and story.locked_until > clock.now():
        raise ValidationError(
            f"{story.locked_by} đang mở bài này để viết. Chờ người ấy xong, hoặc thử lại sau {story.locked_until:%H:%M}.", code="locked"
        )


def _free_slug(title: str) -> str:
    base = slugify(strip_marks(title))[:70].strip("-") or "bai"
    taken = set(Story.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
