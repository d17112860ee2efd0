"""A text with its pictures, as a page shows it. Who asks says where a picture is served (the portal, the workspace)."""

import re
from collections.abc import Callable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lantoa.newsroom.enums import PictureFormat
from lantoa.newsroom.models import StoryPicture

WIDTHS = (480, 960, 1600)  # points: a phone, a tablet or a phone of many points, a wide screen
SHOWN_AT = "(max-width: 760px) 100vw, 720px"  # how wide the text's column draws it
_PLACE = re.compile(r'<figure data-picture="(\d+)"></figure>')

# address(picture, width, format): where that size is served; width 0: the picture as it was sent.
Address = Callable[[StoryPicture, int, str], str]


def render_body(html: str, pictures: Mapping[int, StoryPicture], address: Address) -> SafeString:
    """The cleaned `html` with each picture of `pictures` in its place; a picture that may not be shown leaves no trace."""
    draw = lambda place: figure(pictures[int(place[1])], address) if int(place[1]) in pictures else ""  # noqa: E731  (one line, used here)
    return mark_safe(_PLACE.sub(draw, html))  # noqa: S308  cleaned when it was written; figures are escaped below


def figure(picture: StoryPicture, address: Address, *, eager: bool = False) -> SafeString:
    """The picture in the sizes there are, with its words. Before the worker has made any: as it was sent.

    `picture.sizes` is best prefetched. `eager`: it stands on top of the page and is drawn at once.
    """
    sizes = list(picture.sizes.all())
    of = {kind: [size for size in sizes if size.format == kind] for kind in PictureFormat}
    webp, jpeg = (", ".join(f"{address(picture, size.width, kind)} {size.width}w" for size in of[kind]) for kind in PictureFormat)
    plain = next((size for size in of[PictureFormat.JPEG] if size.width >= WIDTHS[1]), (of[PictureFormat.JPEG] or [None])[-1])
    source = format_html('<source type="image/webp" srcset="{}" sizes="{}">', webp, SHOWN_AT) if webp else ""
    more = format_html(' srcset="{}" sizes="{}"', jpeg, SHOWN_AT) if jpeg else ""
    return format_html(
        '<figure class="story-picture"><picture>{}<img src="{}"{} width="{}" height="{}" alt="{}"{} decoding="async"></picture>{}</figure>',
        source, address(picture, plain.width if plain else 0, PictureFormat.JPEG), more, picture.width, picture.height, picture.alt,
        mark_safe(' fetchpriority="high"') if eager else mark_safe(' loading="lazy"'), _words(picture),
    )  # fmt: skip


def _words(picture: StoryPicture) -> SafeString | str:
    credit = format_html(' <span class="credit">Ảnh: {}</span>', picture.credit) if picture.credit else ""
    return format_html("<figcaption>{}{}</figcaption>", picture.alt, credit) if picture.alt or credit else ""
