"""Pictures of a story: taken in, described, made in sizes, taken out."""

import io
import uuid

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.rights import require
from lantoa.exemplars.models import Attachment
from lantoa.files.models import StoredFile
from lantoa.files.services import store_file
from lantoa.files.validators import IMAGES
from lantoa.newsroom import tasks
from lantoa.newsroom.enums import LIVE_STATES, PictureFormat, Shown
from lantoa.newsroom.models import PictureSize, Story, StoryPicture
from lantoa.newsroom.queries.pictures import files_not_taken, is_used
from lantoa.newsroom.rendering import WIDTHS
from lantoa.newsroom.signals import story_out

MOST = 30  # pictures of one story
_SAVED_AS = {PictureFormat.WEBP: ("WEBP", {"quality": 80, "method": 4}), PictureFormat.JPEG: ("JPEG", {"quality": 82, "progressive": True})}


@transaction.atomic
def add_picture(
    story: Story, upload: UploadedFile, *, alt: str = "", credit: str = "", shown: str = "", agreed_how: str = "", by: User
) -> StoryPicture:
    """Take a picture in. What is said of it may come later, but before the story is approved.

    Effects, in order: the bytes, drawn anew without EXIF and place (files.store_file); the row; a trail line; on commit the worker
    makes the sizes. Raises ValidationError in words for what is no picture, too large, or one too many.
    """
    require(by, "newsroom.edit_story", story)
    _check_room(story)
    stored = store_file(upload, allow=IMAGES, by=by)
    return _take_in(story, stored, None, by=by, alt=alt, credit=credit, shown=shown, agreed_how=agreed_how)


@transaction.atomic
def take_from_file(story: Story, attachment: Attachment, *, by: User) -> StoryPicture:
    """A photo of the exemplar's file becomes the story's, over the same bytes. Effects: as `add_picture`, nothing stored twice."""
    require(by, "newsroom.edit_story", story)
    _check_room(story)
    if not files_not_taken(story).filter(pk=attachment.pk).exists():
        raise ValidationError("Ảnh này không có trong hồ sơ, hoặc đã ở trong bài.", code="attachment")
    words = {"alt": attachment.caption, "credit": attachment.credit, "shown": Shown.SUBJECT}
    return _take_in(story, attachment.file, attachment, by=by, **words)


@transaction.atomic
def describe_picture(picture: StoryPicture, *, alt: str, credit: str, shown: str, agreed_how: str = "", by: User) -> StoryPicture:
    """What it shows, who took it, by what right it is shown. Effects: the row; a trail line; of a live story, the signal."""
    require(by, "newsroom.edit_story", picture.story)
    picture = StoryPicture.objects.select_for_update(of=["self"]).select_related("story").get(pk=picture.pk)
    before = _said(picture)
    picture.alt, picture.credit, picture.shown, picture.agreed_how = alt, credit, shown, agreed_how
    _check_words(picture)
    picture.save(update_fields=["alt", "credit", "shown", "agreed_how"])
    if _said(picture) != before:
        trail.record("describe_picture", picture.story, by=by, before=before, after=_said(picture))
    if picture.story.state in LIVE_STATES:
        transaction.on_commit(lambda: story_out.send(Story, story=picture.story), robust=True)
    return picture


@transaction.atomic
def remove_picture(picture: StoryPicture, *, by: User) -> None:
    """Take out a picture that no version ever showed. Effects: a trail line; the row; the sizes' bytes on commit."""
    require(by, "newsroom.edit_story", picture.story)
    if is_used(picture):
        raise ValidationError("Ảnh này đã có trong một bản của bài nên được giữ lại. Bỏ ảnh khỏi nội dung rồi lưu là bài không còn ảnh.")
    trail.record("remove_picture", picture.story, by=by, before=_said(picture))
    for size in picture.sizes.all():
        transaction.on_commit(lambda size=size: size.content.storage.delete(size.content.name))
    picture.delete()


@transaction.atomic
def make_sizes(picture: StoryPicture, *, by: User) -> int:
    """The picture at each of WIDTHS not wider than itself (and at its own, when it is smaller), as WebP and JPEG; returns how many.

    Safe to run twice: a size there is already stays.
    """
    require(by, "newsroom.run_clock")
    picture = StoryPicture.objects.select_for_update(of=["self"]).get(pk=picture.pk)
    have = set(picture.sizes.values_list("width", "format"))
    widths = [width for width in WIDTHS if width < picture.width] + ([picture.width] if picture.width <= WIDTHS[-1] else [])
    with picture.file.content.open("rb") as content, Image.open(content) as opened:
        full = opened.convert("RGB")
    made = 0
    for width in sorted(set(widths)):
        height = max(1, round(picture.height * width / picture.width))
        drawn = full.resize((width, height), Image.Resampling.LANCZOS)
        for kind, (name, options) in _SAVED_AS.items():
            if (width, kind) in have:
                continue
            out = io.BytesIO()
            drawn.save(out, name, **options)
            size = PictureSize(picture=picture, width=width, height=height, format=kind, size=out.tell())
            size.content.save(f"{uuid.uuid4().hex}.{kind}", ContentFile(out.getvalue()), save=False)
            size.save()
            made += 1
    picture.sizes_made_at = clock.now()
    picture.save(update_fields=["sizes_made_at"])
    return made


def _take_in(story: Story, stored: StoredFile, attachment: Attachment | None, *, by: User, **words: str) -> StoryPicture:
    with stored.content.open("rb") as content, Image.open(content) as opened:
        width, height = opened.size
    picture = StoryPicture(story=story, file=stored, attachment=attachment, width=width, height=height, added_by=by, **words)
    _check_words(picture)
    picture.save()
    trail.record("add_picture", story, by=by, after={"name": stored.name, **_said(picture)})
    transaction.on_commit(lambda: tasks.make_picture_sizes.enqueue(picture.pk))
    return picture


def _check_room(story: Story) -> None:
    if story.pictures.count() >= MOST:
        raise ValidationError(f"Một bài nhận nhiều nhất {MOST} ảnh. Bỏ bớt ảnh không dùng rồi thêm.", code="many")


def _check_words(picture: StoryPicture) -> None:
    if picture.shown == Shown.SUBJECT and picture.story.nomination_id is None:
        raise ValidationError({"shown": "Bài này không gắn với gương nào. Chọn “người khác, đã hỏi và được đồng ý” rồi ghi ai đồng ý."})
    if picture.shown == Shown.OTHERS and not picture.agreed_how.strip():
        raise ValidationError({"agreed_how": "Ghi ai trong ảnh đã đồng ý, bằng cách nào (nói trực tiếp, nhắn tin, giấy)."})
    picture.full_clean(exclude=["file", "story"])


def _said(picture: StoryPicture) -> dict[str, str]:
    return {"alt": picture.alt, "credit": picture.credit, "shown": picture.get_shown_display() if picture.shown else "",
            "agreed_how": picture.agreed_how}  # fmt: skip
