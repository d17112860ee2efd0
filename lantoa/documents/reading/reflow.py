"""Printed lines back to paragraphs.

A text file, a PDF or a scan knows only lines. Where a paragraph ends must be told from what a typesetter does: a gap,
an indented first line, a mark, a line that stops short after a full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.marks import mark_of, starts_item
from lantoa.documents.reading.phrases import ADDRESSED, BASES, bare, kind_of

_PAGE_NUMBER = re.compile(r"^[-–—\s|]{0,4}\d{1,3}[-–—\s|]{0,4}$")  # '3.' alone is the mark of the next line
_RULE = re.compile(r"^[\s\-–—_=*~.]{3,}$|^[_\-–—]+$")
_ENDED = (".", ";", ":", "!", "?", "…", ".”", '."')


@dataclass(slots=True)
class Piece:
    """A run of text on a line; `column` counts characters (or their average widths) from the left edge."""

    column: float
    text: str
    bold: bool = False

    @property
    def end(self) -> float:
        return self.column + len(self.text)


@dataclass(slots=True)
class Line:
    """One printed line. A wide gap parts it into pieces. A table stands for the lines it takes the place of."""

    pieces: list[Piece] = field(default_factory=list)
    gap_before: bool = False
    runs_on: bool = False  # known to be broken by width
    page_start: bool = False
    table: Table | None = None

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def column(self) -> float:
        return self.pieces[0].column if self.pieces else 0.0

    @property
    def end(self) -> float:
        return self.pieces[-1].end if self.pieces else 0.0


def is_noise(line: Line) -> bool:
    """A page number or a drawn line: nothing to read."""
    text = line.text.strip()
    return not text or bool(_RULE.match(text)) or (bool(_PAGE_NUMBER.match(text)) and (line.gap_before or line.page_start))


def ended(text: str) -> bool:
    """Whether a sentence or an item ends here."""
    return text.rstrip(" *_)”\"'").endswith(_ENDED) or text.rstrip().endswith(_ENDED)


def blocks_of_lines(lines: list[Line], *, laid_out: bool) -> list[Block]:
    """The paragraphs of the lines, with the tables between them."""
    blocks: list[Block] = []
    begin = 0
    for index, line in enumerate(lines):
        if line.table is not None:
            blocks += [*paragraphs(lines[begin:index], laid_out=laid_out), line.table]
            begin = index + 1
    return blocks + paragraphs(lines[begin:], laid_out=laid_out)


def paragraphs(lines: list[Line], *, laid_out: bool) -> list[Paragraph]:
    """Joins lines into paragraphs. `laid_out`: columns are true, so an indent or a centred line means something."""
    if laid_out:
        _level_pages(lines)
    margin, right = _edges(lines)
    # Paragraphs stand apart: an end without a gap is none. The one gap behind the title of a short paper says nothing yet.
    spaced = sum(line.gap_before for line in lines) > max(1, len(lines) / 10)
    done: list[Paragraph] = []
    open_lines: list[Line] = []
    gap = False
    for line in lines:
        if is_noise(line):
            gap = gap or line.gap_before
            continue
        if gap:
            line.gap_before, gap = True, False
        if open_lines and _begins(line, open_lines[-1], margin=margin, right=right, laid_out=laid_out, spaced=spaced):
            done.append(_join(open_lines, margin, right, laid_out))
            open_lines = []
        open_lines.append(line)
    if open_lines:
        done.append(_join(open_lines, margin, right, laid_out))
    return done


def join_texts(texts: list[str]) -> str:
    """One line of text; a word or symbol broken at its own hyphen ('Covid-' '19') is put together without a space."""
    out = ""
    for text in texts:
        text = text.strip()
        glued = re.search(r"\w[-/]$", out) and re.match(r"[\w]", text) and not out.endswith((" -", " /"))
        out += text if not out or glued else f" {text}"
    return out


def _begins(line: Line, before: Line, *, margin: float, right: float, laid_out: bool, spaced: bool) -> bool:
    text, above = line.text, before.text
    short = before.end < margin + 0.8 * (right - margin)
    if kind_of(above.strip()) or kind_of(text.strip()):
        return True
    if starts_item(text, above):  # but a full line that breaks off goes on: 'Sở Lao động' / '- Thương binh và Xã hội'
        inset = laid_out and line.column >= margin + 3
        faces = bool(line.pieces and before.pieces and line.pieces[0].bold != before.pieces[-1].bold)
        return bool(mark_of(text).label != "-" or ended(above) or short or line.gap_before or inset or faces)
    if ADDRESSED.match(bare(text)) or (BASES.match(bare(text)) and text[:1].isupper()) or _capitals_change(text, above):
        return True
    small = text.lstrip('*_"“(')[:1].islower()
    if line.gap_before or line.page_start:
        return not (small and not ended(above)) if (line.gap_before or laid_out) else ended(above)
    indented = laid_out and line.column >= margin + 3
    if indented and not small and (before.column < margin + 3 or ended(above) or short):
        return True
    if laid_out and _centred(line, margin, right) != _centred(before, margin, right):
        return True
    return not spaced and ended(above) and not small and (short or above.rstrip().endswith((";", "./.")))


def _capitals_change(text: str, above: str) -> bool:
    """A line all in capitals ends or begins where the capitals do: a title, an author, a heading."""
    return (
        len(text) > 15
        and len(above) > 15
        and text.isupper() != above.isupper()
        and not ended(above)
        and (text.isupper() or text[:1].isupper())
    )


def _centred(line: Line, margin: float, right: float) -> bool:
    """Well inside both edges, about as far from the one as from the other."""
    left_gap, right_gap = line.column - margin, right - line.end
    return left_gap >= 10 and right_gap >= 6 and abs(left_gap - right_gap) <= 0.2 * (right - margin)


def _level_pages(lines: list[Line]) -> None:
    """Moves each page so that its left margin is column 0: pages of one file may be set off from each other."""
    page: list[Line] = []
    for line in [*lines, None]:
        if page and (line is None or line.page_start):
            margin = _edges(page)[0] if len(page) > 5 else 0.0
            for piece in (piece for placed in page for piece in placed.pieces):
                piece.column -= margin
            page = []
        if line is not None:
            page.append(line)


def _edges(lines: list[Line]) -> tuple[float, float]:
    """Left margin (the leftmost column that more than a stray line or two begin at) and right edge (where the longest tenth end)."""
    if not lines:
        return 0.0, 80.0
    starts = Counter(round(line.column) for line in lines)
    shared = [start for start, count in starts.items() if count >= max(2, 0.05 * len(lines))]
    ends = sorted(line.end for line in lines)
    return float(min(shared or starts)), ends[int(len(ends) * 0.9)]


def _join(lines: list[Line], margin: float, right: float, laid_out: bool) -> Paragraph:
    text = join_texts([line.text for line in lines])
    bold = 0
    for piece in (piece for line in lines for piece in line.pieces):
        if not piece.bold:
            break
        bold += len(piece.text) + 1
    return Paragraph(text, bold=min(bold, len(text)), centred=laid_out and all(_centred(line, margin, right) for line in lines))
