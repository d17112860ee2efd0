"""What an embed offers to choose from, and the one line that puts it into a page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

# Word in the address → how people call it. The colours themselves are in portal/static/portal/embed.css.
COLOURS = {"do": "Đỏ sơn mài", "vang": "Vàng quỳ", "la": "Xanh lá", "cham": "Xanh chàm", "trang": "Trắng, hợp mọi trang"}
DEFAULT_COLOUR = "do"
DEFAULT_COUNT = 5
MOST = 10
COUNTS = (3, 5, 8, 10)
_HEAD, _ITEM = 118, 92  # pixels: title and foot; one story at 320 px with a title of two lines


def height_of(count: int) -> int:
    return _HEAD + _ITEM * count


def line_for(address: str, title: str, count: int) -> SafeString:
    """The HTML to copy: an iframe without script that fits any width."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="origin" style="border:0"></iframe>',
        address, title, height_of(count),
    )  # fmt: skip
