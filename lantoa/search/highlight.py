"""Marking in a text the words that were asked, whatever marks and case they were typed with."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.core.text import fold

_WORDS = re.compile(r"(\w+)")


def marked(text: str, words: list[str]) -> SafeString:
    """`text`, escaped, with <mark> round each word that begins with an asked one."""
    parts = _WORDS.split(text)  # words stand at the odd places
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if at % 2 and _is_asked(part, words) else part,) for at, part in enumerate(parts))
    )


def _is_asked(part: str, words: list[str]) -> bool:
    return any(fold(part).startswith(word) for word in words)
