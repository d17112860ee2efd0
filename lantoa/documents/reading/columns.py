"""Lines of print to blocks: parts the two columns of the head and of the foot, and leaves notes and page numbers out.

In the head the issuing body stands left and the country's name right; at the foot the recipients stand left and the
signer right. In between the text runs over the whole width.
"""

from __future__ import annotations

import re

from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.phrases import (
    ADDRESSED,
    AUTHORITY,
    DATED,
    MOTTO,
    NATION,
    POSITION,
    RECIPIENTS,
    UPPER,
    bare,
    is_nation_or_motto,
    kind_of,
)  # fmt: skip
from lantoa.documents.reading.reflow import Line, Piece, blocks_of_lines, is_noise

_HEAD_LOOK = 60  # lines of stamps and signatures that may stand above the country's name
_HEAD_LINES = 16  # lines the head itself takes at most
_FOOT_LINES = 50
_NOTE = re.compile(rf"^\[?(\d{{1,2}})\]?\s+(?=[{UPPER}])")
_ANNEX = re.compile(r"^\W*(phu luc|bieu mau|bieu so|mau so|danh sach|danh muc)\b")


def blocks_of(lines: list[Line], *, laid_out: bool) -> list[Block]:
    """The document's blocks in reading order. `laid_out`: the columns of the pieces are true."""
    lines = _without_notes(lines)
    head = _head_range(lines)
    foot = _foot_range(lines, head[1])
    body, rest = lines[head[1] : foot[0]], lines[foot[1] :]
    blocks: list[Block] = []
    if head[1]:
        blocks.append(_side_by_side(lines[slice(*head)], _head_boundary(lines[slice(*head)]) if laid_out else None))
    blocks += blocks_of_lines(body, laid_out=laid_out)
    if foot[1] > foot[0]:
        blocks.append(_side_by_side(lines[slice(*foot)], _foot_boundary(lines[slice(*foot)]) if laid_out else None))
    return blocks + blocks_of_lines(rest, laid_out=laid_out)


def _head_range(lines: list[Line]) -> tuple[int, int]:
    """From the line above the country's name (the superior body) to the line before the title or the addressees."""
    top = next((i for i, line in enumerate(lines[:_HEAD_LOOK]) if NATION.search(bare(line.text))), None)
    if top is None:
        return 0, 0
    start = top
    while start and not is_noise(lines[start - 1]) and lines[start - 1].text.isupper() and not lines[start].gap_before:
        start -= 1
    for end in range(top + 1, min(len(lines), top + _HEAD_LINES)):
        text = lines[end].text
        if kind_of(text.strip()) or ADDRESSED.search(bare(text)):
            return start, end
    dated = next((i for i in range(top, min(len(lines), top + _HEAD_LINES)) if DATED.search(bare(lines[i].text))), top)
    return start, dated + 1


def _head_boundary(lines: list[Line]) -> float | None:
    """The column where the right half of the head begins, or None where both halves run together."""
    starts = [p.column for line in lines for p in line.pieces[1:] if is_nation_or_motto(p.text)]
    return min(starts) - 3 if starts else None


def _foot_range(lines: list[Line], begin: int) -> tuple[int, int]:
    """From 'Nơi nhận' (or a signer printed just above it) to the first annex."""
    start = next((i for i in range(begin, len(lines)) if any(RECIPIENTS.search(bare(p.text)) for p in lines[i].pieces)), None)
    if start is None:
        return len(lines), len(lines)
    first = start
    while first > begin and (is_noise(lines[first - 1]) or _signs(lines[first - 1])):
        first -= 1
    for end in range(start + 1, min(len(lines), start + _FOOT_LINES)):
        text = lines[end].text.strip()
        if lines[end].table is not None:
            return first, end
        if lines[end].gap_before and (kind_of(text) or (_ANNEX.match(bare(text)) and text[:7].isupper())):
            return first, end
    return first, min(len(lines), start + _FOOT_LINES)


def _foot_boundary(lines: list[Line]) -> float | None:
    left = next((p.column for line in lines for p in line.pieces if RECIPIENTS.search(bare(p.text))), 0.0)
    starts = [p.column for line in lines for p in line.pieces if p.column > left + 12 and _signs(Line([p]))]
    return min(starts) - 8 if starts else left + 0.5 * max((line.end for line in lines), default=80.0)


def _signs(line: Line) -> bool:
    """A short line in capitals that names an authority or a post."""
    text = line.text.strip()
    plain = bare(text)
    return len(text) < 60 and text.isupper() and bool(AUTHORITY.search(plain) or POSITION.search(plain))


def _side_by_side(lines: list[Line], boundary: float | None) -> Table:
    """One row: left cell and right cell, a paragraph per printed line; one cell when the halves cannot be told by place."""
    left: list[Paragraph] = []
    right: list[Paragraph] = []
    for line in lines:
        if is_noise(line):
            continue
        if boundary is None:
            left.append(Paragraph(line.text))
            continue
        for side, belongs in ((left, False), (right, True)):
            text = " ".join(p.text for p in line.pieces if _is_right(p, boundary) == belongs)
            if text:
                side.append(Paragraph(text))
    return Table([[left, right]] if right else [[left]])


def _is_right(piece: Piece, boundary: float) -> bool:
    return piece.column >= boundary or bool(MOTTO.search(bare(piece.text)))


def _without_notes(lines: list[Line]) -> list[Line]:
    """Drops footnotes: from '1 Theo Nghị định …' after a gap, counted on from the last note, to the end of the page."""
    kept: list[Line] = []
    expected, in_note = 1, False
    ends = {i for i, line in enumerate(lines) if line.page_start} | {len(lines)}
    for index, line in enumerate(lines):
        if line.page_start:
            in_note = False
        note = _NOTE.match(line.text)
        if note and int(note[1]) == expected and (line.gap_before or in_note) and any(index < end <= index + 25 for end in ends):
            in_note, expected = True, expected + 1
        if not in_note:
            kept.append(line)
    return kept
