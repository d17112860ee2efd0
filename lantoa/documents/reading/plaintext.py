"""Plain text: bytes to characters, characters to lines with columns."""

from __future__ import annotations

import re
import unicodedata

from lantoa.documents.reading import legacy
from lantoa.documents.reading.columns import blocks_of
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.layout import Block
from lantoa.documents.reading.reflow import Line, Piece

_GAP = re.compile(r"\S+(?:\s{1,2}\S+)*")  # three spaces and more part two pieces
_TAB = 8


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 (with its mark), else an old Vietnamese code page. Raises ReadingError for bytes that are no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = legacy.decode(data)
    controls = sum(1 for char in text[:20000] if ord(char) < 32 and char not in "\t\n\r\f\v")
    if "\x00" in text[:20000] or controls > len(text[:20000]) / 50:
        raise ReadingError("Tệp này không phải văn bản chữ nên không đọc được; hãy gửi bản Word (.docx), PDF hoặc tệp chữ (.txt).")
    return unicodedata.normalize("NFC", legacy.repair(text))


def blocks_of_text(text: str) -> list[Block]:
    lines = lines_of(text)
    return blocks_of(lines, laid_out=is_laid_out(lines))


def lines_of(text: str) -> list[Line]:
    """Lines with their pieces; an empty line leaves a gap, a form feed begins a page."""
    lines: list[Line] = []
    gap = page = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if "\f" in raw:
            page, raw = True, raw.replace("\f", "")
        raw = raw.replace("\u00a0", " ").expandtabs(_TAB)
        if not raw.strip(" |"):
            gap = True
            continue
        if raw.strip().startswith("|") and raw.strip().endswith("|"):
            raw = raw.replace("|", "   ")  # a row of a table drawn by antiword: each cell is a piece
        pieces = [Piece(found.start(), re.sub(r"\s+", " ", found[0])) for found in _GAP.finditer(raw)]
        lines.append(Line(pieces, gap_before=gap, page_start=page))
        gap = page = False
    return lines


def is_laid_out(lines: list[Line]) -> bool:
    """Whether spaces stand for places on the page, as `pdftotext -layout` writes: many lines indented or parted by gaps."""
    spaced = sum(1 for line in lines if line.column >= 3 or len(line.pieces) > 1)
    return spaced >= 0.1 * len(lines)
