"""The read-aloud sheet: for the four stations of five that take no file, a person reads from paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.radio.speaking import Script


@dataclass(frozen=True, slots=True)
class Sheet:
    """title 'Bản tin Người tốt việc tốt'; station 'Đài Truyền thanh phường …'; `scripts` in the order of reading; `code` of the bulletin."""

    title: str
    station: str
    day: date
    scripts: Sequence[Script]
    code: str = ""


def read_aloud_sheet(sheet: Sheet) -> bytes:
    """PDF, A4, 16 point, breath marks, big page numbers, each story from the top of a page with its time. ValueError without scripts."""
    if not sheet.scripts:
        raise ValueError("Bản tin chưa có phần nào để in.")
    raise NotImplementedError
