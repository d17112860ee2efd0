"""Word's automatic numbers: the label that a paragraph shows but its text does not hold (numbering.xml)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Level:
    """One level of a list: `style` in OOXML's words, `pattern` with %1 for the number of the top level, %2 for the next …"""

    start: int = 1
    style: str = "decimal"
    pattern: str = "%1."


@dataclass(slots=True)
class WordList:
    """`abstract` names the definition; lists with the same one go on counting together, as in Word."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """Counts list items in reading order."""

    def __init__(self, lists: dict[str, WordList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}

    @classmethod
    def from_xml(cls, root: _Element | None) -> Numbering:
        return cls(_lists(root) if root is not None else {})

    def label(self, list_id: str, level: int) -> str:
        """The next label of this list at this level: 'II.', 'a)', '1.2.', '-' for any bullet, '' for none."""
        known = self._lists.get(list_id)
        if known is None or list_id == "0":
            return ""
        counts = self._counts.setdefault(known.abstract, {})
        here = known.levels.get(level, Level())
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]
        if here.style == "bullet":
            return "+" if here.pattern.strip() == "+" else "-"
        if here.style == "none":
            return ""
        text = here.pattern
        for depth in range(level + 1):
            value = counts.get(depth, known.levels.get(depth, Level()).start)
            text = text.replace(f"%{depth + 1}", _written(value, known.levels.get(depth, Level()).style))
        return text.strip()


def _lists(root: _Element) -> dict[str, WordList]:
    """A list with its own start counts for itself; the others share their definition's count."""
    lists: dict[str, WordList] = {}
    abstracts = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in root.iterfind(f"{W}abstractNum")}
    for num in root.iterfind(f"{W}num"):
        pointer = num.find(f"{W}abstractNumId")
        abstract = pointer.get(f"{W}val", "") if pointer is not None else ""
        levels = dict(abstracts.get(abstract, {}))
        overrides = {k: v for o in num.iterfind(f"{W}lvlOverride") for k, v in _overridden(o, levels).items()}
        list_id = num.get(f"{W}numId", "")
        lists[list_id] = WordList(f"{abstract}/{list_id}" if overrides else abstract, levels | overrides)
    return lists


def _levels(holder: _Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in holder.iterfind(f"{W}lvl"):
        values = {key: level.find(f"{W}{key}") for key in ("start", "numFmt", "lvlText")}
        read = {key: node.get(f"{W}val", "") if node is not None else "" for key, node in values.items()}
        found[_int(level.get(f"{W}ilvl"), 0)] = Level(_int(read["start"], 1), read["numFmt"] or "decimal", read["lvlText"])
    return found


def _overridden(override: _Element, levels: dict[int, Level]) -> dict[int, Level]:
    own = _levels(override)
    start = override.find(f"{W}startOverride")
    depth = _int(override.get(f"{W}ilvl"), 0)
    if start is not None:
        base = own.get(depth) or levels.get(depth, Level())
        own[depth] = Level(_int(start.get(f"{W}val"), 1), base.style, base.pattern)
    return own


def _written(value: int, style: str) -> str:
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("upperLetter", "lowerLetter"):
        letter = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    return f"{value:02d}" if style == "decimalZero" else str(value)


def _roman(value: int) -> str:
    out = ""
    for number, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= number:
            out, value = out + sign, value - number
    return out


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default
