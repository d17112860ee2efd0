"""Pictures of stories: which a version uses, and which may be shown to anybody today. Never writes."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from lantoa.exemplars.enums import AttachmentKind, Purpose
from lantoa.exemplars.models import Attachment, Nomination
from lantoa.exemplars.queries.consents import valid_purposes
from lantoa.files.models import StoredFile
from lantoa.newsroom.cleaning import pictures_in
from lantoa.newsroom.enums import Shown
from lantoa.newsroom.models import PictureSize, Story, StoryPicture, StoryVersion


def used_in(version: StoryVersion) -> set[int]:
    """Ids of the pictures the version shows, its cover included."""
    return {*pictures_in(version.body), *([version.cover_id] if version.cover_id else [])}


def pictures_of(version: StoryVersion | None) -> list[StoryPicture]:
    """The pictures the version shows, with their sizes: two queries, none for a text without pictures."""
    ids = used_in(version) if version else set()
    return list(all_pictures().filter(pk__in=ids, story=version.story_id)) if ids else []


def all_pictures() -> QuerySet[StoryPicture]:
    """Each with its file and its sizes, the narrow ones first."""
    sizes = Prefetch("sizes", PictureSize.objects.order_by("width", "format"))
    return StoryPicture.objects.select_related("file").prefetch_related(sizes).order_by("pk")


def allowed(pictures: Iterable[StoryPicture], *, face: bool) -> list[StoryPicture]:
    """Those that may be shown; `face`: whether the person told of agrees to pictures today. One of which nobody said who is in it may not."""
    return [picture for picture in pictures if picture.shown and (face or picture.shown != Shown.SUBJECT)]


def permitted(pictures: Iterable[StoryPicture], nomination: Nomination | None) -> list[StoryPicture]:
    """Those that may be shown today: nobody's face without the right to it. At most one query."""
    rows = list(pictures)
    asks = nomination is not None and any(picture.shown == Shown.SUBJECT for picture in rows)
    return allowed(rows, face=asks and Purpose.IMAGE in valid_purposes(nomination))


def files_not_taken(story: Story) -> QuerySet[Attachment]:
    """Photos in the exemplar's file that are not yet among the story's pictures."""
    if story.nomination_id is None:
        return Attachment.objects.none()
    photos = Attachment.objects.filter(nomination=story.nomination_id, kind=AttachmentKind.PHOTO, removed_at__isnull=True)
    return photos.exclude(pk__in=story.pictures.filter(attachment__isnull=False).values("attachment")).select_related("file").order_by("pk")


def is_used(picture: StoryPicture) -> bool:
    """Whether any version ever showed it."""
    return any(picture.pk in used_in(version) for version in picture.story.versions.only("body", "cover_id"))


def may_open_file(user, file: StoredFile) -> bool:
    """The files room asks: a picture's file opens to whoever sees its story at the desks."""
    from lantoa.newsroom.queries.seen import visible_to  # asked at each request for a file, needed by nothing else here

    return StoryPicture.objects.filter(file=file, story__in=visible_to(user).values("pk")).exists()
