"""The script of a bulletin: what is read out, sentence by sentence, with the places to breathe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.radio.speaking.breath import marked
from lantoa.radio.speaking.doubts import doubts
from lantoa.radio.speaking.reading import spoken
from lantoa.radio.speaking.tables import table
from lantoa.radio.speaking.timing import reading_seconds, sentences, syllables

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_FIRST_PRIVATE = 0xE100  # names are held by letters no text has while the rest is turned into words


@dataclass(frozen=True, slots=True)
class Script:
    """Text to be read aloud.

    title    as written, for lists, chapters and the sheet
    text     spoken words with breath marks; may be edited by a person and is then simply `Script(title, new_text)`
    doubts   written pieces the editor should look at
    """

    title: str
    text: str
    doubts: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        return sentences(self.text)

    @property
    def syllables(self) -> int:
        return syllables(self.text)

    @property
    def seconds(self) -> float:
        """Estimated reading time."""
        return reading_seconds(self.text)


def script_of(text: str, *, title: str, summary: str = "", names: Sequence[str] = ()) -> Script:
    """The script of one story: the title as a headline, the summary (unless the text begins with it), then the text in short sentences.

    `text` is the story as plain text, paragraphs parted by line breaks. `names` (of people, places) are never cut or read as abbreviations.
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    if summary.strip() and (not paragraphs or not _repeats(summary, paragraphs[0])):
        paragraphs.insert(0, summary.strip())
    kept = sorted({name.strip() for name in names if name.strip() and not re.search(r"\d", name)}, key=len, reverse=True)
    said = [_said(paragraph, kept) for paragraph in (title, *paragraphs)]
    doubtful = tuple(dict.fromkeys(doubt for paragraph in (title, *paragraphs) for doubt in doubts(_hidden(paragraph, kept))))
    return Script(title, "\n\n".join(marked(paragraph, names=kept) for paragraph in said if paragraph), doubtful)


def opening(*, station: str, day: date, titles: Sequence[str] = (), programme: str = "") -> Script:
    """The greeting with the station's name, the day and the headlines of the bulletin."""
    formulas = table("script")["formulas"]
    filled = {
        "station": station,
        "weekday": _WEEKDAYS[day.weekday()],
        "day": f"{day.day}/{day.month}/{day.year}",
        "programme": programme or formulas["programme"],
    }
    lines = [" ".join(line.format(**filled) for line in formulas["opening"])]
    if titles:
        lines += [formulas["headlines"], *(title.strip().rstrip(".") + "." for title in titles), formulas["details"]]
    return Script("Lời chào", "\n\n".join(marked(_said(line, [])) for line in lines))


def closing(*, station: str, programme: str = "") -> Script:
    """The farewell."""
    formulas = table("script")["formulas"]
    line = " ".join(formulas["closing"]).format(programme=f"{programme or formulas['programme']} của {station}")
    return Script("Lời kết", marked(_said(line, [])))


def joined(scripts: Sequence[Script], title: str) -> Script:
    """Several scripts as one, in order."""
    return Script(
        title, "\n\n".join(script.text for script in scripts), tuple(dict.fromkeys(d for script in scripts for d in script.doubts))
    )


def _said(paragraph: str, names: Sequence[str]) -> str:
    """A paragraph as it is said, beginning with a capital and ending with a full stop."""
    said = spoken(_hidden(paragraph, names))
    for place, name in enumerate(names):
        said = said.replace(chr(_FIRST_PRIVATE + place), name)
    said = said.rstrip(" ,;:-")
    if not said:
        return ""
    return said[0].upper() + said[1:] + ("" if said[-1] in '.!?…”"' else ".")


def _hidden(paragraph: str, names: Sequence[str]) -> str:
    for place, name in enumerate(names):
        paragraph = paragraph.replace(name, chr(_FIRST_PRIVATE + place))
    return paragraph


def _repeats(summary: str, beginning: str) -> bool:
    """Whether the text says at its beginning what the summary says: most of the summary's words are there."""
    words = set(re.findall(r"\w+", summary.lower()))
    return len(words & set(re.findall(r"\w+", beginning.lower()))) >= 0.8 * len(words)
