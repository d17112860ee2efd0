"""Movements read from a plan's own sentences, and what is known of them besides (data/movements.toml)."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lantoa.core.text import fold, nfc
from lantoa.movements.enums import MovementKind

_NAMED = re.compile(
    r"(?P<kind>phong trào|cuộc vận động)\s+[“\"«](?P<name>[^”\"»]{5,200})[”\"»]"
    r"(?:,?\s+giai đoạn\s+(?P<start>\d{4})\s*[-–]\s*(?P<end>\d{4}))?",
    re.I,
)
# What a movement is about → its icon; the first that fits.
_ICONS = [("công sở", "office"), ("nghèo", "heart"), ("nông thôn", "leaf"), ("doanh nghiệp", "briefcase"), ("văn hóa", "house")]
_YEARS = range(1945, 2101)


@dataclass(frozen=True)
class NamedMovement:
    """A movement as a sentence names it; `start` and `end` are years, None where the sentence gives none."""

    name: str
    kind: MovementKind = MovementKind.MOVEMENT
    start: int | None = None
    end: int | None = None

    @property
    def key(self) -> str:
        """Equal for the same name written with other marks or capitals."""
        return fold(self.name)

    @property
    def icon(self) -> str:
        return next((icon for word, icon in _ICONS if word in self.name.lower()), "star")

    @property
    def span(self) -> str:
        """ "2019 - 2025"; empty where the plan gives no years."""
        return f"{self.start} - {self.end}" if self.start else ""

    @property
    def starts_on(self) -> date | None:
        return date(self.start, 1, 1) if self.start else None

    @property
    def ends_on(self) -> date | None:
        return date(self.end, 12, 31) if self.end else None


def named_in(sentences: Iterable[str]) -> list[NamedMovement]:
    """Each movement once, in the order of the plan. Years that make no span are left out."""
    found: dict[str, NamedMovement] = {}
    for sentence in sentences:
        for match in _NAMED.finditer(sentence):
            start, end = (int(match[part]) if match[part] else None for part in ("start", "end"))
            if start is None or end is None or not (start <= end and start in _YEARS and end in _YEARS):
                start = end = None
            kind = MovementKind.MASS_CAMPAIGN if fold(match["kind"]).startswith("cuoc") else MovementKind.MOVEMENT
            movement = NamedMovement(nfc(match["name"]), kind, start, end)
            found.setdefault(movement.key, movement)
    return list(found.values())


@cache
def known() -> dict[str, dict[str, Any]]:
    """Facts by folded name: what a plan that only names a movement leaves out. Each has a `source`."""
    rows = tomllib.loads(files("lantoa.movements").joinpath("data/movements.toml").read_text(encoding="utf-8"))["movement"]
    return {fold(row["name"]): row for row in rows}
