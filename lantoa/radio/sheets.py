"""The read-aloud sheet: for the four stations of five that take no file, a person reads from paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lantoa.core.text import nfc
from lantoa.documents.typesetting import typeset
from lantoa.radio.speaking import Script

_TEMPLATE = Path(__file__).resolve().parent / "data" / "sheet.typ"


@dataclass(frozen=True, slots=True)
class Sheet:
    """title 'Bản tin Người tốt việc tốt'; station 'Đài Truyền thanh phường …'; `scripts` in the order of reading; `code` of the bulletin."""

    title: str
    station: str
    day: date
    scripts: Sequence[Script]
    code: str = ""


def read_aloud_sheet(sheet: Sheet) -> bytes:
    """PDF, A4, 16 point, a sentence a line with its breath marks, big page numbers, each story from the top of a page with its time.

    The first page lists the parts. Raises ValueError without scripts.
    """
    if not sheet.scripts:
        raise ValueError("Bản tin chưa có phần nào để in.")
    data = {
        "title": nfc(sheet.title), "station": nfc(sheet.station), "day": f"ngày {sheet.day:%d/%m/%Y}", "code": nfc(sheet.code),
        "length": length(sum(script.seconds for script in sheet.scripts)),
        "parts": [{"title": nfc(script.title), "length": length(script.seconds), "paragraphs": _paragraphs(script.text)} for script in sheet.scripts],
    }  # fmt: skip
    return typeset(_TEMPLATE, data, standard="a-2a")


def length(seconds: float) -> str:
    """'1 phút 05 giây', '45 giây'."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} phút {rest:02} giây" if minutes else f"{rest} giây"


def _paragraphs(text: str) -> list[list[list[str]]]:
    """Paragraphs of sentences of phrases, as the breath marks part them."""
    found = []
    for paragraph in re.split(r"\n+", text):
        sentences = [
            [phrase.strip() for phrase in re.split(r"(?<!\S)/(?!\S)", part) if phrase.strip()]
            for part in re.split(r"(?<!\S)//(?!\S)", paragraph)
        ]
        if sentences := [phrases for phrases in sentences if phrases]:
            found.append(sentences)
    return found
