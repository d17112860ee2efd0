"""Acts a decision may cite, by the day they are in force: what no longer holds is never printed (law-and-formats §0, check 7)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from lantoa.core.dated import FOREVER


@dataclass(frozen=True)
class Act:
    """`text` as it follows "Căn cứ "; `is_certain`: read in the act itself, not known in general."""

    text: str
    valid_from: date
    valid_to: date
    is_certain: bool


@cache
def known_acts() -> tuple[Act, ...]:
    data = tomllib.loads(files("lantoa.selection").joinpath("data/acts.toml").read_text(encoding="utf-8"))
    return tuple(Act(row["text"], row["valid_from"], row.get("valid_to", FOREVER), row["mark"] == "F") for row in data["act"])


def acts_on(day: date) -> list[Act]:
    """In force that day, in the order they are cited."""
    return [act for act in known_acts() if act.valid_from <= day < act.valid_to]
