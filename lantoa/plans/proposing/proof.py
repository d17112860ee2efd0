"""What would show that a task was done, and what its button says: guessed from the first verb the list below knows."""

import re
from dataclasses import dataclass

from lantoa.core.text import fold


@dataclass(frozen=True)
class Guess:
    """`kinds`: keys of plans.evidence_kinds."""

    kinds: tuple[str, ...]
    verb: str


_GUESSES = [
    (re.compile(r"\b(?:kiem tra|don doc|thanh tra|giam sat)\b"), Guess(("minutes", "document", "note"), "Ghi việc kiểm tra")),
    (re.compile(r"\b(?:to chuc|phat dong) (?:\w+ ){0,6}?(?:hoi nghi|hoi thi|hoi thao|toa dam|le |giao luu|cac hoat dong|tap huan)"),
     Guess(("event", "photo", "document", "link"), "Ghi hoạt động")),
    (re.compile(r"\b(?:tuyen truyen|pho bien|dua tin|tin bai|phat song|phat thanh|dang tai)\b"), Guess(("story", "link", "photo", "document"), "Ghi tin, bài")),
    (re.compile(r"\b(?:xay dung|ban hanh|lap) (?:va \w+ )?(?:\w+ ){0,3}?ke hoach\b"), Guess(("document", "link"), "Nộp kế hoạch")),
    (re.compile(r"\b(?:bao cao|tong hop)\b"), Guess(("report", "document"), "Nộp báo cáo")),
    (re.compile(r"\b(?:tham muu|ban hanh|huong dan|trinh|xay dung|quy dinh)\b"), Guess(("document", "link"), "Nộp văn bản")),
]  # fmt: skip
_OTHERWISE = Guess(("document", "link", "photo", "note"), "Nộp minh chứng")


def guess(text: str) -> Guess:
    """The guess whose words stand first in the text: a task opens with what is to be done, and ends with the report on it."""
    folded = fold(text)
    found = [(match.start(), order) for order, (pattern, _) in enumerate(_GUESSES) if (match := pattern.search(folded))]
    return _GUESSES[min(found)[1]][1] if found else _OTHERWISE
