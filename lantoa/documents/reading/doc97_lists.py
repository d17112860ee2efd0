"""The list definitions of a .doc (PlfLst, PlfLfo), as the lists of `numbering`."""

from __future__ import annotations

import struct

from lantoa.documents.reading.numbering import Level, WordList

_STYLES = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", 23: "bullet", 255: "none"}


def read_lists(definitions: bytes, from_definitions: bytes, overrides: bytes) -> dict[str, WordList]:
    """`definitions` is the PlfLst, `from_definitions` the table stream from its beginning (the levels follow behind it),
    `overrides` the PlfLfo, whose place in the row is the number that paragraphs refer to."""
    if len(definitions) < 2 or len(overrides) < 4:
        return {}
    count = struct.unpack_from("<H", definitions)[0]
    levels: dict[int, dict[int, Level]] = {}
    at = len(definitions)
    for index in range(count):
        entry = definitions[2 + index * 28 : 30 + index * 28]
        if len(entry) < 28:
            break
        own: dict[int, Level] = {}
        for depth in range(1 if entry[26] & 1 else 9):
            own[depth], at = _level(from_definitions, at)
        levels[struct.unpack_from("<i", entry)[0]] = own
    lists: dict[str, WordList] = {}
    for number in range(struct.unpack_from("<I", overrides)[0]):
        if len(overrides) < 4 + (number + 1) * 16:
            break
        list_id = struct.unpack_from("<i", overrides, 4 + number * 16)[0]
        lists[str(number + 1)] = WordList(str(list_id), levels.get(list_id, {}))
    return lists


def _level(raw: bytes, at: int) -> tuple[Level, int]:
    """One level (LVL) and the byte behind it. The pattern holds the level's own number (0–8) where a count goes."""
    start, style = struct.unpack_from("<iB", raw, at)
    after = at + 28 + raw[at + 24] + raw[at + 25]
    length = struct.unpack_from("<H", raw, after)[0]
    text = raw[after + 2 : after + 2 + length * 2].decode("utf-16-le", errors="replace")
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text)
    return Level(start, _STYLES.get(style, "decimal"), pattern), after + 2 + length * 2
