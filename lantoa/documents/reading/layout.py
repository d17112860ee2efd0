"""What every file format is turned into before its meaning is read: paragraphs and tables, nothing else.

A paragraph may still hold line breaks ('\n', a soft break in Word) and column gaps ('\t'); both say something in the
head and at the foot of a document, where two columns stand side by side, and are folded away in the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """`bold` counts the bold characters at its beginning (a run-in heading is bold up to its colon)."""

    text: str
    bold: int = 0
    italic: bool = False
    centred: bool = False

    @property
    def all_bold(self) -> bool:
        return self.bold >= len(self.text.rstrip()) > 0


@dataclass(slots=True)
class Table:
    """Rows of cells of paragraphs. A cell merged with the one above it repeats that cell's paragraphs."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, row by row, each merged cell once."""
        above: list[list[Paragraph]] = []
        for row in self.rows:
            for column, cell in enumerate(row):
                if not (column < len(above) and above[column] is cell) and not (column and row[column - 1] is cell):
                    yield from cell
            above = row

    def cell_text(self, row: int, column: int) -> str:
        """One line of text, empty where the row has no such cell."""
        cells = self.rows[row]
        return " ".join(" ".join(p.text.split()) for p in cells[column]).strip() if column < len(cells) else ""


Block = Paragraph | Table
