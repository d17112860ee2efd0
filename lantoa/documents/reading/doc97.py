"""Word 97–2003 (.doc) to blocks, in pure Python: the same result on every machine, with or without antiword.

A .doc is an OLE file. Its text lies in pieces that the piece table (CLX) puts in order; what a paragraph is (a table
cell, a row's end, a numbered item) stands in the paragraph properties (PAPX), which are looked up by the place of the
paragraph's last character. Layout of the structures: [MS-DOC], Microsoft Open Specifications.
"""

from __future__ import annotations

import bisect
import io
import re
import struct
import unicodedata
from dataclasses import dataclass

import olefile

from lantoa.documents.reading import legacy
from lantoa.documents.reading.doc97_lists import read_lists
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.numbering import Numbering

_DAMAGED = "Tệp Word (.doc) này bị hỏng nên không mở được; hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
_CELL_END, _PARAGRAPH_END = "\x07", "\r"
_IN_TABLE, _ROW_END, _JUSTIFY, _JUSTIFY_OLD, _LIST, _LEVEL = 0x2416, 0x2417, 0x2461, 0x2403, 0x460B, 0x260A
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15")
_DROPPED = dict.fromkeys([1, 2, 3, 4, 5, 6, 8, 0x1F])  # pictures, note references, soft hyphens


def read(data: bytes) -> list[Block]:
    """Raises ReadingError for a file that is damaged, has a password, or is older than Word 97."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if not ole.exists("WordDocument"):
                raise ReadingError("Tệp này không phải văn bản Word; hãy gửi bản .docx, PDF hoặc tệp chữ (.txt).")
            main = ole.openstream("WordDocument").read()
            flags, version = struct.unpack_from("<H", main, 0x0A)[0], struct.unpack_from("<H", main, 2)[0]
            if flags & 0x0100:
                raise ReadingError("Tệp Word này có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
            if version < 0x00C1:
                raise ReadingError("Tệp Word này quá cũ (trước Word 97); hãy mở bằng Word, lưu lại thành .docx rồi gửi lại.")
            table = ole.openstream("1Table" if flags & 0x0200 else "0Table").read()
        return _blocks(main, table)
    except (OSError, struct.error, IndexError, ValueError, TypeError) as error:
        raise ReadingError(_DAMAGED) from error


@dataclass(slots=True)
class _Piece:
    """A run of text: first character, its byte in the file, bytes a character."""

    start: int
    offset: int
    width: int


def _blocks(main: bytes, table: bytes) -> list[Block]:
    length = struct.unpack_from("<i", main, 0x4C)[0]
    text, pieces = _text(main, _span(main, table, 0x01A2), length)
    properties = _Properties(main, _span(main, table, 0x0102))
    lists = Numbering(read_lists(_span(main, table, 0x02E2), table[_place(main, 0x02E2)[0] :], _span(main, table, 0x02EA)))
    starts = [piece.start for piece in pieces]
    blocks: list[Block] = []
    rows: list[list[list[Paragraph]]] = []
    cells: list[list[Paragraph]] = []
    cell: list[Paragraph] = []
    begin = 0
    for found in re.finditer("[\r\x07\x0c]", text):
        raw, end = text[begin : found.start()], found.start()
        begin = found.end()
        piece = pieces[bisect.bisect_right(starts, end) - 1]
        known = properties.at(piece.offset + (end - piece.start) * piece.width)
        paragraph = _paragraph(raw, known, lists)
        if found[0] == _CELL_END and known.get(_ROW_END):
            rows.append(cells)
            cells, cell = [], []
        elif known.get(_IN_TABLE) or found[0] == _CELL_END:
            if paragraph:
                cell.append(paragraph)
            if found[0] == _CELL_END:
                cells.append(cell)
                cell = []
        else:
            if rows or cells:
                blocks.append(Table([*rows, cells] if cells else rows))
                rows, cells, cell = [], [], []
            if paragraph:
                blocks.append(paragraph)
    if rows or cells:
        blocks.append(Table([*rows, cells] if cells else rows))
    return blocks


def _paragraph(raw: str, known: dict[int, int], lists: Numbering) -> Paragraph | None:
    text = _FIELD.sub("", raw).translate(_DROPPED).replace("\x0b", "\n").replace("\x1e", "-").replace("\xa0", " ")
    text = unicodedata.normalize("NFC", legacy.repair(text))
    if not text.strip():
        return None
    label = lists.label(str(known.get(_LIST, 0)), known.get(_LEVEL, 0))
    return Paragraph(f"{label} {text}" if label else text, centred=known.get(_JUSTIFY, known.get(_JUSTIFY_OLD, 0)) == 1)


def _place(main: bytes, at: int) -> tuple[int, int]:
    return struct.unpack_from("<II", main, at)


def _span(main: bytes, table: bytes, at: int) -> bytes:
    """The structure whose place and length the file header gives at this byte."""
    start, length = _place(main, at)
    return table[start : start + length]


def _text(main: bytes, clx: bytes, length: int) -> tuple[str, list[_Piece]]:
    """The main text (without footnotes and headers) and where each piece of it lies."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    parts: list[str] = []
    pieces: list[_Piece] = []
    for index in range(count):
        start, end = bounds[index], min(bounds[index + 1], length)
        if end <= start:
            continue
        place = struct.unpack_from("<I", plc, (count + 1) * 4 + index * 8 + 2)[0]
        narrow = bool(place & 0x40000000)
        offset = (place & 0x3FFFFFFF) // 2 if narrow else place
        width = 1 if narrow else 2
        raw = main[offset : offset + (end - start) * width]
        parts.append(raw.decode("cp1252" if narrow else "utf-16-le", errors="replace").ljust(end - start))
        pieces.append(_Piece(start, offset, width))
    return "".join(parts), pieces


class _Properties:
    """Paragraph properties by the place of a paragraph's last character in the file."""

    def __init__(self, main: bytes, plc: bytes) -> None:
        self._main = main
        count = max(0, (len(plc) - 4) // 8)
        self._starts = list(struct.unpack_from(f"<{count}I", plc)) if count else []
        self._pages = [struct.unpack_from("<I", plc, (count + 1) * 4 + i * 4)[0] & 0x3FFFFF for i in range(count)]

    def at(self, offset: int) -> dict[int, int]:
        page = bisect.bisect_right(self._starts, offset) - 1
        if page < 0:
            return {}
        block = self._main[self._pages[page] * 512 : self._pages[page] * 512 + 512]
        if len(block) < 512:
            return {}
        runs = block[511]
        bounds = struct.unpack_from(f"<{runs + 1}I", block)
        run = bisect.bisect_right(bounds, offset) - 1
        if not 0 <= run < runs:
            return {}
        at = block[(runs + 1) * 4 + run * 13] * 2
        if not at:
            return {}
        size = block[at] * 2 - 1 if block[at] else block[at + 1] * 2
        begin = at + (1 if block[at] else 2)
        return _modifiers(block[begin + 2 : begin + size])


def _modifiers(raw: bytes) -> dict[int, int]:
    """The property modifiers ('sprm') with small operands; the others are stepped over."""
    found: dict[int, int] = {}
    at = 0
    while at + 2 <= len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        size = _OPERAND_SIZES.get(code >> 13)
        if size is None:
            if at >= len(raw):
                break
            size = 1 + raw[at] if code != 0xD608 else 1 + struct.unpack_from("<H", raw.ljust(at + 2, b"\0"), at)[0]
        else:
            found[code] = int.from_bytes(raw[at : at + size], "little")
        at += size
    return found
