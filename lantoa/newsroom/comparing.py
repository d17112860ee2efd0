"""Two versions side by side, word by word."""

import difflib
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.newsroom.cleaning import plain
from lantoa.newsroom.models import StoryVersion

_FIELDS = [("Đầu đề", "title"), ("Tóm tắt", "lead"), ("Nội dung", "body"), ("Lời nói hay", "quote"), ("Lời của", "quote_by"),
           ("Ảnh đầu bài", "photo_alt"), ("Tác giả", "byline")]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field that differs: as it was with what went marked, as it is with what came marked."""

    label: str
    before: SafeString
    after: SafeString


def changes(old: StoryVersion, new: StoryVersion) -> list[Change]:
    found = []
    for label, field in _FIELDS:
        before, after = getattr(old, field), getattr(new, field)
        if field == "body":
            before, after = plain(before), plain(after)
        if before != after:
            found.append(Change(label, *_marked(before.split(" "), after.split(" "))))
    return found


def _marked(old: list[str], new: list[str]) -> tuple[SafeString, SafeString]:
    left, right = [], []
    for what, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = " ".join(old[a:b]), " ".join(new[c:d])
        if what == "equal":
            left.append(gone)
            right.append(come)
        else:
            left += [format_html("<del>{}</del>", gone)] if gone else []
            right += [format_html("<ins>{}</ins>", come)] if come else []
    join = lambda parts: format_html_join(" ", "{}", ((part,) for part in parts))  # noqa: E731  (one line used twice)
    return join(left), join(right)
