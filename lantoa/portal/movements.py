"""The movements a plan names, read from its own sentences, until movements have pages of their own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NAMED = re.compile(r"phong trào\s+[“\"«]([^”\"»]{5,200})[”\"»](?:\s+giai đoạn\s+(\d{4})\s*[-–]\s*(\d{4}))?", re.I)
# What a movement is about → its icon; the first that fits.
_ICONS = [("công sở", "office"), ("nghèo", "heart"), ("nông thôn", "leaf"), ("doanh nghiệp", "briefcase"), ("văn hóa", "house")]
MOST = 6  # cards and colours there are


@dataclass(frozen=True)
class Movement:
    name: str
    icon: str
    span: str = ""  # "2019 - 2025" where the plan gives one


def named_in(sentences: Iterable[str]) -> list[Movement]:
    """Each movement once, in the order of the plan, at most MOST."""
    found: dict[str, Movement] = {}
    for sentence in sentences:
        for name, start, end in _NAMED.findall(sentence):
            name = " ".join(name.split())
            icon = next((icon for word, icon in _ICONS if word in name.lower()), "star")
            found.setdefault(name.lower(), Movement(name, icon, f"{start} - {end}" if start else ""))
    return list(found.values())[:MOST]
