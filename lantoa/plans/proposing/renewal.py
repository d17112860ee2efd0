"""Next year's wording of this year's text: "năm 2022" -> "năm 2023", "74 năm … (11/6/1948 - 11/6/2022)" -> "75 năm … 2023".

What names another document or a longer span keeps its year: "Kế hoạch số 38/KH-UBND ngày 28/02/2022", "giai đoạn 2019 - 2025".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# One pass over the text: what must stay as it is comes first, so that the year within it is never looked at.
_KEPT = r"""
    (?P<kept> giai\ đoạn\s+\d{4}\s*[-–]\s*\d{4} | nhiệm\ kỳ\s+\d{4}\s*[-–]\s*\d{4}
      | (?:số\s+)?\d+/\d{4}/[\w-]+ | số\s+\d+/[^\s,;]+(?:\s+ngày\s+(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))? )
"""
_SPAN = re.compile(r"(\d{1,2}/\d{1,2})/(\d{4})(\s*[-–]\s*)(\d{1,2}/\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Change:
    """One phrase replaced, with a little of what stands around it."""

    old: str
    new: str
    context: str


def renew(text: str, year: int, to_year: int) -> tuple[str, list[Change]]:
    """The text of a plan of `year` as a plan of `to_year` would say it, and each phrase that was replaced.

    An anniversary number moves only where the text gives the day it counts from, or where it is the one between the two years.
    """
    step, origins = to_year - year, {int(span[2]) for span in _SPAN.finditer(text) if int(span[5]) == year}
    ordinals = {year - origin for origin in origins}
    pattern = re.compile(
        _KEPT + r"| (?P<ordinal>\b\d{1,3}(?=\s+năm\b)) | (?P<year>(?<!\d)" + str(year) + r"(?!\d))", re.VERBOSE | re.IGNORECASE
    )
    changes: list[Change] = []

    def replaced(found: re.Match) -> str:
        if found["kept"]:
            return found[0]
        if found["ordinal"]:
            if int(found["ordinal"]) not in ordinals:
                return found[0]
            new = str(int(found["ordinal"]) + step)
        else:
            new = str(to_year)
        changes.append(Change(found[0], new, text[max(0, found.start() - 30) : found.end() + 30].strip()))
        return new

    return pattern.sub(replaced, text), changes


def renew_title(title: str, texts: Iterable[str], year: int, to_year: int) -> str:
    """A duty's short title, whose number only its sentences explain: "74 năm" -> "75 năm"."""
    origins = {int(span[2]) for text in texts for span in _SPAN.finditer(text) if int(span[5]) == year}
    for origin in origins:
        title = re.sub(rf"\b{year - origin}(?=\s+năm\b)", str(to_year - origin), title)
    return renew(title, year, to_year)[0]
