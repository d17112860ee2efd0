"""Ruled tables in a PDF: where their cells are, so that words can be put back into them.

Only pages with enough drawn lines are looked at (an annex, a task table); the lines under the head do not count.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import islice

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from lantoa.documents.reading.layout import Paragraph, Table
from lantoa.documents.reading.page import Word, lines_of
from lantoa.documents.reading.reflow import paragraphs

_LINES_OF_A_TABLE = 8
_PAGES = 30  # pages with tables that are looked at; each takes about a tenth of a second

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True)
class Grid:
    """A table's place and the boxes of its cells, row by row."""

    box: Box
    rows: list[list[Box | None]]


def grids_of(data: bytes, document: pdfium.PdfDocument) -> dict[int, list[Grid]]:
    """The ruled tables of at least two rows and two columns, by page."""
    ruled = [index for index in range(len(document)) if _is_ruled(document[index])][:_PAGES]
    if not ruled:
        return {}
    found: dict[int, list[Grid]] = {}
    with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in ruled]) as file:
        for index, page in zip(ruled, file.pages, strict=True):
            tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
            found[index] = [Grid(table.bbox, [list(row.cells) for row in table.rows]) for table in tables]
            page.close()
    return {index: grids for index, grids in found.items() if grids}


def _is_ruled(page: pdfium.PdfPage) -> bool:
    drawn = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=2)
    return sum(1 for _ in islice(drawn, _LINES_OF_A_TABLE)) == _LINES_OF_A_TABLE


def table_of(grid: Grid, words: list[Word]) -> Table:
    """The table with the words that lie in it. A cell merged downwards has no box of its own and repeats the one above."""
    rows: list[list[list[Paragraph]]] = []
    for boxes in grid.rows:
        row: list[list[Paragraph]] = []
        for column, box in enumerate(boxes):
            if box is not None:
                row.append(_cell([word for word in words if _inside(word, box)]))
            elif rows and column < len(rows[-1]):
                row.append(rows[-1][column])
            else:
                row.append([])
        rows.append(row)
    return Table(rows)


def _cell(words: list[Word]) -> list[Paragraph]:
    """The cell's paragraphs; a lone number, which on a page would be its page number, counts here."""
    lines = lines_of(words)
    return paragraphs(lines, laid_out=False) or [Paragraph(line.text) for line in lines]


def lies_in(word: Word, grids: list[Grid]) -> bool:
    return any(_inside(word, grid.box) for grid in grids)


def _inside(word: Word, box: Box) -> bool:
    middle = (word.left + word.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= word.middle <= box[3]
