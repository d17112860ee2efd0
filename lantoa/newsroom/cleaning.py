"""Text as it may stand on a page: a handful of tags, no style, no script, no link that hides where it leads.

A picture stands in the text as its place alone, `<figure data-picture="12"></figure>`; what is shown there newsroom.rendering says.

Pasted from Word a list comes as paragraphs that begin with a dash or a bullet, and bold as spans: the first is mended here, the
second the editor mends. Whatever comes in by another way than the editor (an import, a test, a forged form) passes here too.
"""

import html as entities
import re
from collections.abc import Collection

import nh3

from lantoa.core.text import nfc

TAGS = {"p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td", "figure"}
_DASHED = re.compile(r"<p>\s*[-–•·▪+]\s+(.*?)</p>", re.S)
_RUN_OF_ITEMS = re.compile(r"(?:<li>.*?</li>\s*)+", re.S)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote)>(?:\s|&nbsp;|<br\s*/?>)*</\1>")
_PLACE = re.compile(r'<figure(?: data-picture="(\d{1,12})")?>(.*?)</figure>', re.S)
_LOST_IN_PARAGRAPH = re.compile(r"<p>\s*(<figure[^>]*></figure>)\s*</p>")
_LONE_PARAGRAPH = re.compile(r"<(li|td|th)((?: [^>]*)?)>\s*<p>((?:(?!</?p>).)*)</p>\s*</\1>", re.S)
_BLOCK = re.compile(r"<(p|h2|h3|li|blockquote|tr|figure)\b[^>]*>.*?</\1>", re.S)
_WORDS = re.compile(r"<[^>]+>")


def clean(html: str, *, pictures: Collection[int] | None = None) -> str:
    """Safe HTML of TAGS, composed letters, lists made lists, nothing empty. Idempotent.

    `pictures`: ids that may stand in it; None: any. Text without a single tag is taken for paragraphs, as typed without the editor.
    """
    safe = nh3.clean(
        html.replace("\xa0", " ").replace("&nbsp;", " "), tags=TAGS,
        attributes={"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "figure": {"data-picture"}},
        clean_content_tags={"script", "style", "title", "figcaption"}, url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )  # fmt: skip
    safe = _PLACE.sub(lambda place: _picture_place(place, pictures), safe)
    safe = _LOST_IN_PARAGRAPH.sub(r"\1", safe)
    safe = _LONE_PARAGRAPH.sub(r"<\1\2>\3</\1>", safe)
    safe = _DASHED.sub(r"<li>\1</li>", safe)
    if "<ul>" not in safe and "<ol>" not in safe:
        safe = _RUN_OF_ITEMS.sub(lambda items: f"<ul>{items[0].strip()}</ul>", safe)
    while (shorter := _EMPTY.sub("", safe)) != safe:
        safe = shorter
    safe = "\n".join(nfc(line) for line in safe.split("\n")).strip()
    if not safe or "<" in safe:
        return safe
    return clean("".join(f"<p>{line}</p>" for line in safe.split("\n") if line), pictures=pictures)


def _picture_place(place: re.Match, pictures: Collection[int] | None) -> str:
    """The place of a picture that may stand here; of anything else in a figure, what it says."""
    if place[1] and (pictures is None or int(place[1]) in pictures):
        return f'<figure data-picture="{int(place[1])}"></figure>'
    return place[2].strip()


def pictures_in(html: str) -> list[int]:
    """Ids of the pictures in a cleaned text, in order."""
    return [int(place[1]) for place in _PLACE.finditer(html) if place[1]]


def blocks(html: str) -> list[str]:
    """The words of each block of a cleaned text, in order: what a remark can be pinned to."""
    return [words for block in _BLOCK.finditer(html) if (words := plain(block[0]).replace("\n", " "))]


def from_plain(text: str) -> str:
    """Paragraphs of plain text as HTML."""
    parts = [block.strip() for block in re.split(r"\n\s*\n|\n", text) if block.strip()]
    return clean("".join(f"<p>{entities.escape(block)}</p>" for block in parts))


def plain(html: str) -> str:
    """The words alone, a line for each block: for checks, feeds, the ear."""
    broken = re.sub(r"</(p|h2|h3|li|blockquote|tr)>|<br\s*/?>", "\n", html)
    return "\n".join(line for line in (nfc(entities.unescape(_WORDS.sub(" ", part))) for part in broken.split("\n")) if line)
