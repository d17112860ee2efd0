"""PDF to blocks: the text layer with its places on the page; a scan goes to the recogniser.

Places matter: the text layer of a two-column head comes in any order, and only where the words stand tells the left
half from the right.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from lantoa.documents.reading import legacy, ocr
from lantoa.documents.reading.columns import blocks_of
from lantoa.documents.reading.errors import ReadingError, ScanError
from lantoa.documents.reading.layout import Block
from lantoa.documents.reading.page import Word, lines_of
from lantoa.documents.reading.pdf_tables import Grid, grids_of, lies_in, table_of
from lantoa.documents.reading.phrases import NATION, bare
from lantoa.documents.reading.reflow import Line

PAGE_LIMIT = 150
_SCAN_LETTERS = 200  # with fewer letters a page the file holds pictures of text, and perhaps the stamp of a digital signature
_BOLD_WEIGHT = 600


def read(data: bytes, *, recognise: bool = False) -> list[Block]:
    """`recognise` lets a scan be recognised, which takes seconds a page; without it a scan raises ScanError.

    Raises ReadingError for a file that is damaged, locked, too long, or a scan that cannot be recognised here."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError("Tệp PDF này có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.") from error
        raise ReadingError("Tệp PDF này bị hỏng nên không mở được; hãy xuất lại bản PDF rồi gửi lại.") from error
    try:
        pages = len(document)
        if pages > PAGE_LIMIT:
            raise ReadingError(f"Tệp PDF này có {pages} trang, nhiều hơn mức {PAGE_LIMIT} trang; hãy tách phần văn bản chính rồi gửi lại.")
        if not pages:
            raise ReadingError("Tệp PDF này không có trang nào; hãy kiểm tra lại tệp rồi gửi lại.")
        document.init_forms()
        words = [list(_words(_flat(document, index))) for index in range(pages)]
        if sum(len(word.text) for page in words for word in page) < _SCAN_LETTERS * pages:
            if not recognise:
                raise ScanError("Tệp PDF này là bản quét.")
            return ocr.read(document)
        grids = grids_of(data, document)
    finally:
        document.close()
    lines = [line for index, page in enumerate(words) for line in _lines(page, grids.get(index, []))]
    return blocks_of(lines, laid_out=True)


def _lines(words: list[Word], grids: list[Grid]) -> list[Line]:
    """The page's lines, with each ruled table in its place. Frames around the head or the foot are no tables."""
    lines: list[Line] = []
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        text = bare(" ".join(word.text for word in words if lies_in(word, [grid])))
        if NATION.search(text) or "noi nhan" in text:
            continue
        lines += lines_of([word for word in words if word.middle < grid.box[1]])
        lines.append(Line(table=table_of(grid, words)))
        words = [word for word in words if word.middle > grid.box[3]]
    rest = lines_of(words)
    if lines and rest:
        rest[0].page_start = False
    return lines + rest


def _flat(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with its annotations drawn in: registries stamp the number and the day of issue as such."""
    page = document[index]
    if pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS:
        return document[index]
    return page


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    """The page's words. The text layer marks spaces and line ends as letters of its own."""
    text_page = page.get_textpage()
    try:
        height = page.get_height()
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count > 0 else ""
        if len(text) != count:  # letters beyond the basic plane shift the count; read them one by one
            text = "".join(chr(pdfium_c.FPDFText_GetUnicode(text_page, index) or 32) for index in range(count))
        start = None
        for index in range(count + 1):
            if index < count and not text[index].isspace() and text[index] not in "\x00\x02\ufffe":
                start = index if start is None else start
            elif start is not None:
                yield from _word(text_page, text, start, index, height)
                start = None
    finally:
        text_page.close()


def _word(text_page: pdfium.PdfTextPage, text: str, start: int, end: int, height: float) -> Iterator[Word]:
    first, last = text_page.get_charbox(start, loose=True), text_page.get_charbox(end - 1, loose=True)
    left, right = min(first[0], last[0]), max(first[2], last[2])
    if abs(first[1] - last[1]) > (first[3] - first[1]) and end - start > 1:  # a word broken over two lines without a sign
        middle = next((i for i in range(start + 1, end) if text_page.get_charbox(i, loose=True)[1] < first[1] - 1), None)
        if middle:
            yield from _word(text_page, text, start, middle, height)
            yield from _word(text_page, text, middle, end, height)
            return
    shown = legacy.repair_run(unicodedata.normalize("NFC", text[start:end]), _font(text_page, start))
    yield Word(shown, left, height - first[3], right, height - first[1], bold=_bold(text_page, start))


def _font(text_page: pdfium.PdfTextPage, index: int) -> str:
    buffer = ctypes.create_string_buffer(96)
    pdfium_c.FPDFText_GetFontInfo(text_page, index, buffer, 96, ctypes.c_int())
    return buffer.value.decode("utf-8", errors="replace").split("+")[-1]


def _bold(text_page: pdfium.PdfTextPage, index: int) -> bool:
    return pdfium_c.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT or "bold" in _font(text_page, index).lower()
