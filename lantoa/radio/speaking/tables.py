"""The tables of words in `radio/data`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data"


@lru_cache
def table(name: str) -> dict[str, Any]:
    """`table("measures")["units"]`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(keys: Iterable[str]) -> str:
    """A pattern for one of the keys, the longest first."""
    return "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))
