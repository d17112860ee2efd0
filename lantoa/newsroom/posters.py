"""The poster of a story: its words and picture given to documents.posters."""

from django.utils import timezone

from lantoa.documents.posters import Poster, render
from lantoa.newsroom.models import Story, StoryVersion
from lantoa.newsroom.queries.channels import public_address
from lantoa.newsroom.queries.pictures import all_pictures, permitted
from lantoa.newsroom.queries.published import open_picture
from lantoa.organisations.models import UnitVersion

WIDTH = 1600  # points of the picture: sharp enough on A3 seen from a step away


def render_poster(story: Story, version: StoryVersion, text: str) -> bytes:
    """The A3 sheet as PDF. `text`: title, deed and words to remember, a line each, as kept for the poster."""
    title, deed, said, *_ = [*text.split("\n"), "", "", ""]
    cover = next(iter(permitted(all_pictures().filter(pk=version.cover_id), story.nomination)), None) if version.cover_id else None
    picture = b""
    if cover is not None:
        content, mime = open_picture(cover, WIDTH, "jpg")
        with content:
            picture = content.read() if mime in ("image/jpeg", "image/png") else b""
    day = timezone.localtime(story.published_at or story.created_at).date()
    name = UnitVersion.objects.at(day).filter(unit=story.unit_id).values_list("name", flat=True).first() or str(story.unit)
    return render(Poster(
        title=title, deed=deed, said=said, said_by=version.quote_by if said else "", picture=picture, address=public_address(story), from_whom=name,
        over=str(story.movement) if story.movement_id else story.get_kind_display().capitalize(), alt=cover.alt if cover else "",
        credit=cover.credit if cover else "", colour=story.movement.colour if story.movement_id else "son",
    ))  # fmt: skip
