"""Text as it may stand on a page: a handful of tags, no style, no script, no link that hides where it leads.

Pasted from Word a list comes as paragraphs that begin with a dash or a bullet, and bold as spans: the first is mended here, the
second the editor mends. Whatever comes in by another way than the editor (an import, a test, a forged form) passes here too.
"""

import html as entities
import re

import nh3

from lantoa.core.text import nfc

TAGS = {"p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td"}
_DASHED = re.compile(r"<p>\s*[-–•·▪+]\s+(.*?)</p>", re.S)
_RUN_OF_ITEMS = re.compile(r"(?:<li>.*?</li>\s*)+", re.S)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote)>(?:\s|&nbsp;|<br\s*/?>)*</\1>")
_WORDS = re.compile(r"<[^>]+>")


def clean(html: str) -> str:
    """Safe HTML of TAGS, composed letters, lists made lists, nothing empty. Idempotent."""
    safe = nh3.clean(
        html.replace("\xa0", " ").replace("&nbsp;", " "), tags=TAGS, attributes={"a": {"href"}, "th": {"scope"}},
        clean_content_tags={"script", "style", "title"}, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener nofollow",
    )  # fmt: skip
    safe = _DASHED.sub(r"<li>\1</li>", safe)
    if "<ul>" not in safe and "<ol>" not in safe:
        safe = _RUN_OF_ITEMS.sub(lambda items: f"<ul>{items[0].strip()}</ul>", safe)
    while (shorter := _EMPTY.sub("", safe)) != safe:
        safe = shorter
    return "\n".join(nfc(line) for line in safe.split("\n")).strip()


def from_plain(text: str) -> str:
    """Paragraphs of plain text as HTML."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n|\n", text) if block.strip()]
    return clean("".join(f"<p>{nh3.clean_text(block)}</p>" for block in blocks))


def plain(html: str) -> str:
    """The words alone, a line for each block: for checks, feeds, the ear."""
    broken = re.sub(r"</(p|h2|h3|li|blockquote|tr)>|<br\s*/?>", "\n", html)
    return "\n".join(line for line in (nfc(entities.unescape(_WORDS.sub(" ", part))) for part in broken.split("\n")) if line)
