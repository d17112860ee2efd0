"""The three ways a converter writes a table in Markdown, each back to rows of cells of lines.

Pipe tables ('| a | b |'), HTML tables, and the cell-a-line tables of web page extractors:

    |              a bar opens the row
    Số: 12/KH-UBND
    |              a bar parts two cells
    Cần Thơ, ngày …
    |              a bar closes the row; one more bar opens the next row, anything else ends the table
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

Row = list[list[str]]  # cells, each a list of raw lines

_BAR = re.compile(r"^\s*\|\s*$")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|[\s:|\-+]+\|\s*$")
_CELL_LINES = 80  # no cell is longer; a longer one is the document's own text after an unfinished table
_HEADER_LINES = 8


def table_at(lines: list[str], index: int) -> tuple[list[Row], int] | None:
    """The table that begins at this line, with the line behind it; None where no table begins."""
    line = lines[index]
    if "<table" in line.lower():
        end = next((i for i in range(index, len(lines)) if "</table>" in lines[i].lower()), len(lines) - 1) + 1
        return _html(lines[index:end]), end
    if _BAR.match(line):
        return _cell_a_line(lines, index)
    if _PIPE_ROW.match(line):
        end = next((i for i in range(index, len(lines)) if not _PIPE_ROW.match(lines[i])), len(lines))
        return [_split(row) for row in lines[index:end] if not _PIPE_RULE.match(row)], end
    return None


def _split(line: str) -> Row:
    return [re.split(r"<br ?/?>", cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _cell_a_line(lines: list[str], index: int) -> tuple[list[Row], int]:
    """The first row tells how many cells a row has; a bar right after a bar is then an empty cell or the next row."""
    rows: list[Row] = []
    width = 0
    while index < len(lines) and _BAR.match(lines[index]):
        index += 1
        row: Row = []
        while True:
            start = index
            while index < len(lines) and not _BAR.match(lines[index]) and index - start < _CELL_LINES:
                index += 1
            if index >= len(lines) or not _BAR.match(lines[index]):
                tail = lines[start:index]
                return ([*rows, [*row, tail]], index) if len(row) < 2 and any(tail) else ([*rows, row], start)
            row.append(lines[start:index])
            index += 1
            if len(row) == width or (not width and _row_closed(lines, index, len(row))):
                break
        width = width or len(row)
        rows.append(row)
    return rows, index


def _row_closed(lines: list[str], index: int, cells: int) -> bool:
    """Whether the bar just read closed the first row: another bar follows, or text too long to be a heading cell."""
    if index >= len(lines) or _BAR.match(lines[index]):
        return True
    ahead = lines[index : index + _HEADER_LINES]
    bar = next((i for i, line in enumerate(ahead) if _BAR.match(line)), None)
    return cells >= 2 and (bar is None or any(not line.strip() for line in ahead[:bar]))


def _html(lines: list[str]) -> list[Row]:
    parser = _TableParser()
    parser.feed("\n".join(lines))
    return [row for row in parser.rows if row]


class _TableParser(HTMLParser):
    """Rows and cells of HTML; a cell's lines keep '**' around what was bold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.cell: list[str] | None = None
        self.fresh = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.cell, self.fresh = [], True
            span = dict(attrs).get("colspan") or ""
            self.rows[-1].extend([self.cell] * (min(int(span), 20) if span.isdigit() else 1))
        elif tag in ("p", "br", "li", "div", "h1", "h2", "h3"):
            self.fresh = True
        elif tag in ("b", "strong"):
            self._add("**")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.cell = None
        elif tag in ("b", "strong") and self.cell:
            self.cell[-1] += "**"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        if self.cell is None:
            return
        if self.fresh or not self.cell:
            self.cell.append(text)
        else:
            self.cell[-1] += text
        self.fresh = False
