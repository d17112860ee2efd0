"""Starting a story, writing its versions and going back to one, the talk about it, the lock and the unsaved text while it is open."""

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
from lantoa.newsroom.models import Comment, Story, StoryVersion, UnsavedText
from lantoa.newsroom.queries.pictures import files_not_taken
from lantoa.newsroom.queries.stories import locked
from lantoa.newsroom.services.pictures import take_from_file
from lantoa.organisations.models import Unit

LOCK = timedelta(minutes=10)  # renewed at each autosave; an open tab that was forgotten frees the story
TEXT_FIELDS = ("title", "lead", "body", "quote", "quote_by", "cover", "byline")
MOST_PHOTOS = 5  # taken over from the file at once; the others lie ready beside the text
MOST_UNSAVED = 400_000  # letters of an unsaved text; a longer one is no story


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

    Effects, in order: the story; the photos of the file as its pictures; its first version with the first of them as cover; it is being
    written.
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
    photos = [take_from_file(story, photo, by=by) for photo in files_not_taken(story)[:MOST_PHOTOS]]
    write_version(story, {**draft, "cover": photos[0] if photos else None}, reason="Dựng từ hồ sơ", based_on=None, by=by)
    return locked(story)


@transaction.atomic
def write_version(story: Story, text: Mapping[str, Any], *, reason: str = "", based_on: int | None, by: User) -> StoryVersion:
    """Keep what was written as the next version. `based_on`: number of the version the writer started from (None: there was none).

    Effects, in order: the version; the story's current text and title; what the writer had unsaved is gone; the lock is the writer's; a
    trail line; an idea is being written. Raises ValidationError when somebody else wrote meanwhile: nothing is lost, the page shows both.
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
    story.unsaved.filter(by=by).delete()
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
def restore_version(story: Story, number: int, *, by: User) -> StoryVersion:
    """Write an old version anew as the newest one; nothing between is lost. Effects: as `write_version`."""
    require(by, "newsroom.edit_story", story)
    old = story.versions.filter(number=number).first()
    if old is None:
        raise ValidationError("Bài không có bản này. Tải lại trang để thấy các bản.", code="version")
    words = {field: getattr(old, field) for field in TEXT_FIELDS}
    return write_version(story, words, reason=f"Lấy lại bản {number}", based_on=story.current.number if story.current else None, by=by)


@transaction.atomic
def keep_unsaved(story: Story, words: Mapping[str, Any], *, based_on: int | None, by: User) -> UnsavedText:
    """Keep what stands in the writer's window, so that a crash loses nothing. Never a version, never seen by anybody else.

    Effects, in order: the lock is the writer's for ten minutes more; the row. No trail line: nothing has been said yet.
    """
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    if story.state not in WRITABLE_STATES:
        raise ValidationError(f"Bài đang ở bước “{story.get_state_display()}” nên không giữ bản đang viết.", code="state")
    _check_free(story, by)
    kept = {field: str(words.get(field) or "") for field in (*(f for f in TEXT_FIELDS if f != "cover"), "cover", "reason")}
    if sum(map(len, kept.values())) > MOST_UNSAVED:
        raise ValidationError("Nội dung dài quá nên chưa giữ nháp được. Bấm “Lưu bản này”, hoặc chia thành hai bài.", code="long")
    kept["body"] = cleaning.clean(kept["body"])
    story.locked_by, story.locked_until = by, clock.now() + LOCK
    story.save(update_fields=["locked_by", "locked_until"])
    row, _ = UnsavedText.objects.update_or_create(
        story=story, by=by, defaults={"words": kept, "based_on": based_on, "kept_at": clock.now()}
    )
    return row


@transaction.atomic
def drop_unsaved(story: Story, *, by: User) -> None:
    """The writer does not want what was not saved. Effects: the row is gone; the lock is free."""
    require(by, "newsroom.edit_story", story)
    story = locked(story)
    story.unsaved.filter(by=by).delete()
    if story.locked_by_id == by.pk:
        story.locked_by = story.locked_until = None
        story.save(update_fields=["locked_by", "locked_until"])


@transaction.atomic
def comment_on(story: Story, text: str, *, paragraph: int | None = None, by: User) -> Comment:
    """A remark about the story, or about one block of its current text (`paragraph`, from 1). Effects: the row; a trail line."""
    require(by, "newsroom.comment_story", story)
    if not text.strip():
        raise ValidationError({"text": "Hãy viết lời nhắn."})
    story = locked(story)
    said = cleaning.blocks(story.current.body) if story.current else []
    if paragraph is not None and not 1 <= paragraph <= len(said):
        raise ValidationError({"paragraph": "Bài không còn đoạn này. Tải lại trang rồi chọn đoạn khác."})
    excerpt = said[paragraph - 1][:100] if paragraph else ""
    comment = Comment.objects.create(story=story, version=story.current, paragraph=paragraph, excerpt=excerpt, text=text, by=by)
    trail.record("comment", story, by=by, after={"text": comment.text[:200]})
    return comment


@transaction.atomic
def settle_comment(comment: Comment, *, by: User) -> Comment:
    """What it asked for is done. Effects: who and when; a trail line."""
    require(by, "newsroom.comment_story", comment.story)
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by = clock.now(), by
        comment.save(update_fields=["settled_at", "settled_by"])
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
    own = set(story.pictures.values_list("pk", flat=True))
    said["body"] = cleaning.clean(said.get("body", ""), pictures=own)
    last = story.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = StoryVersion(story=story, number=last + 1, author=by, reason=reason[:300], **said)
    version.full_clean(exclude=["sha256", "story", "author", "cover"])
    if version.cover_id and version.cover_id not in own:
        raise ValidationError({"cover": "Chọn ảnh trong “Ảnh của bài”."})
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
