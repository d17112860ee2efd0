"""Words heard laid beside words written. Plain Python.

A recogniser mishears one word in ten of a good speaker, most often a tone or a neighbour sound, so a word that sounds nearly like
the written one counts as right; only what is missing, clearly different or added is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from lantoa.core.text import nfc, strip_marks

NEAR = 0.5  # likeness of the letters without tones from which a word counts as heard
# Said one way, written or heard another.
_SAME = {"mốt": "một", "lăm": "năm", "nhăm": "năm", "tư": "bốn", "lẻ": "linh", "ngàn": "nghìn", "bẩy": "bảy", "tỉ": "tỷ", "uỷ": "ủy", "kỉ": "kỷ",
         "mồng": "mùng", "hoà": "hòa", "hoá": "hóa", "thuý": "thúy", "quí": "quý", "lí": "lý", "kí": "ký"}  # fmt: skip
_LOOSE = {"mươi", "mười", "linh", "phẩy", "trăm"}  # often swallowed in speech: 'hai (mươi) lăm'


@dataclass(frozen=True, slots=True)
class Heard:
    """A word the recogniser heard, with its time in seconds."""

    word: str
    start: float
    end: float


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", nfc(text))


def aligned(written: Sequence[str], heard: Sequence[Heard]) -> list[tuple[str, Heard | None]]:
    """Pairs in order: (written, heard) side by side, (written, None) for a missing word, ('', heard) for an added one."""
    left = [_plain(word) for word in written]
    right = [_plain(item.word) for item in heard]
    pairs: list[tuple[str, Heard | None]] = []
    for step in Levenshtein.opcodes(left, right):
        ours, theirs = list(written[step.src_start : step.src_end]), list(heard[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pairs += zip(ours, theirs, strict=True)
        else:
            pairs += _matched(ours, theirs)
    return pairs


def alike(written: str, heard: str) -> bool:
    """Whether the recogniser may have heard this very word."""
    left, right = _plain(written), _plain(heard)
    return left == right or Levenshtein.normalized_similarity(strip_marks(left), strip_marks(right)) >= NEAR


def is_loose(word: str) -> bool:
    return word.lower() in _LOOSE


def _plain(word: str) -> str:
    word = word.lower()
    return _SAME.get(word, word)


def _matched(ours: list[str], theirs: list[Heard]) -> list[tuple[str, Heard | None]]:
    """A stretch that differs, put side by side so that like stands beside like; each gap costs as much as a bad match."""
    rows, columns = len(ours), len(theirs)
    if rows * columns > 40_000:  # nothing of it fits anyhow
        return [*((word, None) for word in ours), *(("", item) for item in theirs)]
    cost = [[float(row + column) for column in range(columns + 1)] for row in range(rows + 1)]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            unlike = 1.6 * (
                1 - Levenshtein.normalized_similarity(strip_marks(_plain(ours[row - 1])), strip_marks(_plain(theirs[column - 1].word)))
            )
            cost[row][column] = min(cost[row - 1][column - 1] + unlike, cost[row - 1][column] + 1, cost[row][column - 1] + 1)
    pairs: list[tuple[str, Heard | None]] = []
    row, column = rows, columns
    while row or column:
        if row and column:
            unlike = 1.6 * (
                1 - Levenshtein.normalized_similarity(strip_marks(_plain(ours[row - 1])), strip_marks(_plain(theirs[column - 1].word)))
            )
            if abs(cost[row][column] - cost[row - 1][column - 1] - unlike) < 1e-9:
                pairs.append((ours[row - 1], theirs[column - 1]))
                row, column = row - 1, column - 1
                continue
        if row and abs(cost[row][column] - cost[row - 1][column] - 1) < 1e-9:
            pairs.append((ours[row - 1], None))
            row -= 1
        else:
            pairs.append(("", theirs[column - 1]))
            column -= 1
    return pairs[::-1]
