"""Words on a page, wherever they come from (a PDF's text, a recogniser), to lines with columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lantoa.documents.reading.reflow import Line, Piece


@dataclass(slots=True)
class Word:
    """A word and its box; y grows downwards, any unit, as long as the page keeps to it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool = False

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_PIECE_GAP = 2.4  # average letters; a justified line stretches its spaces to about two
_PARAGRAPH_GAP = 1.45  # times the usual distance of two lines


def lines_of(words: list[Word]) -> list[Line]:
    """The page's lines from top to bottom, each with its pieces from left to right; columns count average letters."""
    words = [word for word in words if word.text.strip() and word.right > word.left]
    if not words:
        return []
    letter = median((word.right - word.left) / len(word.text) for word in words) or 1.0
    edge = min(word.left for word in words)
    rows = _rows(words)
    middles = [median(word.middle for word in row) for row in rows]
    steps = [below - above for above, below in pairwise(middles) if below > above]
    usual = median(steps) if steps else 0.0
    lines: list[Line] = []
    for index, row in enumerate(rows):
        gap = index > 0 and usual > 0 and middles[index] - middles[index - 1] > _PARAGRAPH_GAP * usual
        lines.append(Line(_pieces(row, letter, edge), gap_before=gap, page_start=index == 0))
    return lines


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words whose middles lie within half a letter's height stand on one line; a raised note number does, too."""
    height = median(word.bottom - word.top for word in words)
    rows: list[list[Word]] = []
    heights: list[float] = []
    for word in sorted(words, key=lambda w: w.middle):
        if rows and word.middle - heights[-1] < 0.5 * height:
            rows[-1].append(word)
            heights[-1] += (word.middle - heights[-1]) / len(rows[-1])
        else:
            rows.append([word])
            heights.append(word.middle)
    for row in rows:
        row.sort(key=lambda w: w.left)
    return rows


def _pieces(row: list[Word], letter: float, edge: float) -> list[Piece]:
    pieces: list[Piece] = []
    right = 0.0
    for word in row:
        distance = word.left - right
        if pieces and distance < _PIECE_GAP * letter and pieces[-1].bold == word.bold:
            pieces[-1].text += f" {word.text}"
        elif pieces and distance < _PIECE_GAP * letter:
            pieces.append(Piece(pieces[-1].end + 1, word.text, word.bold))  # a change of face, not a column
        else:
            pieces.append(Piece((word.left - edge) / letter, word.text, word.bold))
        right = word.right
    return pieces
