"""Marking in a text the words that were asked, whatever marks and case they were typed with."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.core.text import fold

_WORDS = re.compile(r"(\w+)")


def marked(text: str, words: Sequence[str]) -> SafeString:
    """`text`, escaped, with <mark> round each word that is an asked one, or begins with the last of them."""
    asked = [folded for word in words for folded in fold(word).split()]
    parts = _WORDS.split(text)  # words stand at the odd places
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if at % 2 and _is_asked(part, asked) else part,) for at, part in enumerate(parts))
    )


def _is_asked(part: str, asked: Sequence[str]) -> bool:
    folded = fold(part)
    return folded in asked or bool(asked and folded.startswith(asked[-1]))
