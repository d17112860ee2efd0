"""The script of a bulletin: what is read out, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.radio.speaking.reading import spoken
from lantoa.radio.speaking.timing import reading_seconds, sentences, syllables


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
    """The script of one story: the title as a headline, the summary, then the text in short sentences, one idea each.

    `text` is the story as plain text, paragraphs parted by line breaks. `names` (of people, places) are never cut or read as abbreviations.
    """
    parts = [spoken(part) for part in (title, summary, *text.splitlines()) if part.strip()]
    return Script(title, "\n\n".join(f"{part} //" for part in parts))


def opening(*, station: str, day: date, titles: Sequence[str] = (), programme: str = "") -> Script:
    """The greeting with the station's name, the day and the headlines of the bulletin."""
    return Script(
        "Lời chào",
        spoken(f"Đây là {station}. Hôm nay, ngày {day.day}/{day.month}/{day.year}. Kính mời bà con và các bạn nghe bản tin.") + " //",
    )


def closing(*, station: str, programme: str = "") -> Script:
    """The farewell."""
    return Script("Lời kết", spoken(f"Bản tin của {station} đến đây là hết. Cảm ơn bà con và các bạn đã lắng nghe.") + " //")


def joined(scripts: Sequence[Script], title: str) -> Script:
    """Several scripts as one, in order."""
    return Script(
        title, "\n\n".join(script.text for script in scripts), tuple(dict.fromkeys(d for script in scripts for d in script.doubts))
    )
