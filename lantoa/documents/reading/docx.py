"""DOCX to blocks: paragraphs with their automatic numbers, tables, text boxes, in reading order.

The XML is walked directly: a reader of strangers' files wants to decide itself what is unpacked (sizes are checked
before anything is) and what counts as text (not deleted revisions, hidden text or field codes).
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from lantoa.documents.reading import legacy
from lantoa.documents.reading.errors import ReadingError
from lantoa.documents.reading.layout import Block, Paragraph, Table
from lantoa.documents.reading.numbering import Numbering, W

_UNPACKED_LIMIT = 64 * 1024 * 1024  # bytes of one XML part; a 500-page report takes about 20 MB
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}delText",
    f"{_MC}Fallback",
    f"{W}footnoteReference",
    f"{W}annotationRef",
    f"{W}rPr",
    f"{W}pPr",
}
_DAMAGED = "Tệp Word này bị hỏng nên không mở được; hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def read(data: bytes) -> list[Block]:
    """Raises ReadingError for an archive that is damaged, is no Word file, or would unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(_DAMAGED) from error
    with archive:
        if "word/document.xml" not in names:
            raise ReadingError("Tệp này không phải văn bản Word; hãy gửi bản .docx, PDF hoặc tệp chữ (.txt).")
        document = _part(archive, "word/document.xml")
        numbering = Numbering.from_xml(_part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None)
        styles = _Styles(_part(archive, "word/styles.xml") if "word/styles.xml" in names else None)
    body = document.find(f"{W}body")
    if body is None:
        raise ReadingError(_DAMAGED)
    return _Reader(numbering, styles).blocks(body)


def _part(archive: zipfile.ZipFile, name: str) -> _Element:
    """One XML part. The size that the archive states is checked first, and then held to while unpacking."""
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise ReadingError("Tệp Word này có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    if info.file_size > _UNPACKED_LIMIT:
        raise ReadingError("Tệp Word này quá lớn; hãy tách bớt phụ lục hoặc hình ảnh rồi gửi lại.")
    try:
        with archive.open(info) as stream:
            return etree.fromstring(stream.read(_UNPACKED_LIMIT), _PARSER)
    except (
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise ReadingError(_DAMAGED) from error


class _Styles:
    """What a style says about the paragraphs that bear it: bold, centred, in capitals, numbered. Styles inherit."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {} if root is None else {s.get(f"{W}styleId"): s for s in root.iterfind(f"{W}style")}

    def find(self, style_id: str | None, path: str) -> _Element | None:
        for _ in range(12):  # a chain of styles is never longer; a loop in a damaged file would be endless
            style = self._styles.get(style_id)
            if style is None:
                return None
            found = style.find(path)
            if found is not None:
                return found
            base = style.find(f"{W}basedOn")
            style_id = base.get(f"{W}val") if base is not None else None
        return None


class _Reader:
    def __init__(self, numbering: Numbering, styles: _Styles) -> None:
        self._numbering = numbering
        self._styles = styles

    def blocks(self, parent: _Element) -> list[Block]:
        blocks: list[Block] = []
        for element in parent:
            if element.tag == f"{W}p":
                for box in _text_boxes(element):
                    blocks += self.blocks(box)
                blocks.append(self._paragraph(element))
            elif element.tag == f"{W}tbl":
                blocks.append(self._table(element))
            elif element.tag in (f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}sdtContent", f"{W}smartTag"):
                blocks += self.blocks(element)
        return [block for block in blocks if isinstance(block, Table) or block.text.strip()]

    def _paragraph(self, element: _Element) -> Paragraph:
        properties = element.find(f"{W}pPr")
        style_id = _value(properties, "pStyle")
        text, bold, solid, italics = "", 0, True, 0
        style_bold = _on(self._styles.find(style_id, f"{W}rPr/{W}b"))
        for run_text, run in self._runs(element):
            run_properties = run.find(f"{W}rPr")
            own = run_properties.find(f"{W}b") if run_properties is not None else None
            character = self._styles.find(_value(run_properties, "rStyle"), f"{W}rPr/{W}b") if own is None else None
            is_bold = _on(own) if own is not None else _on(character) or style_bold
            if solid and (is_bold or not run_text.strip()):
                bold = len(text) + len(run_text)
            elif run_text.strip():
                solid = False
            italics += len(run_text) if run_properties is not None and _on(run_properties.find(f"{W}i")) else 0
            text += self._shown(run_text, run_properties, style_id)
        label = self._label(properties, style_id)
        if label and text.strip():
            text, bold = f"{label} {text}", bold + len(label) + 1 if bold else 0
        centred = _value(properties, "jc") or _attribute(self._styles.find(style_id, f"{W}pPr/{W}jc"))
        return Paragraph(text, bold=min(bold, len(text)), italic=italics > len(text) / 2, centred=centred == "center")

    def _shown(self, text: str, properties: _Element | None, style_id: str | None) -> str:
        """The letters that are seen: capitals by format, letters of an old font."""
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        font = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "" if fonts is not None else ""
        text = legacy.repair_run(unicodedata.normalize("NFC", text), font)
        caps = properties.find(f"{W}caps") if properties is not None else None
        return text.upper() if _on(caps if caps is not None else self._styles.find(style_id, f"{W}rPr/{W}caps")) else text

    def _label(self, properties: _Element | None, style_id: str | None) -> str:
        number = properties.find(f"{W}numPr") if properties is not None else None
        if number is None:
            number = self._styles.find(style_id, f"{W}pPr/{W}numPr")
        if number is None:
            return ""
        level = _value(number, "ilvl") or "0"
        return self._numbering.label(_value(number, "numId") or "", int(level) if level.isdigit() else 0)

    def _runs(self, element: _Element) -> Iterator[tuple[str, _Element]]:
        """The visible runs of a paragraph with their text."""
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                if properties is None or not _on(properties.find(f"{W}vanish")):
                    yield "".join(_characters(child)), child
            elif child.tag != f"{W}p":
                yield from self._runs(child)

    def _table(self, element: _Element) -> Table:
        """Rows of cells; a cell merged downwards or sideways is the same list in each of its places."""
        rows: list[list[list[Paragraph]]] = []
        for row in _children(element, "tr"):
            cells: list[list[Paragraph]] = []
            for cell in _children(row, "tc"):
                properties = cell.find(f"{W}tcPr")
                merge = properties.find(f"{W}vMerge") if properties is not None else None
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                above = rows[-1][len(cells)] if goes_on and rows and len(cells) < len(rows[-1]) else None
                content = above if above is not None else self._cell(cell)
                span = _value(properties, "gridSpan") or "1"
                cells += [content] * (min(int(span), 30) if span.isdigit() else 1)
            rows.append(cells)
        return Table(rows)

    def _cell(self, cell: _Element) -> list[Paragraph]:
        return [p for block in self.blocks(cell) for p in ([block] if isinstance(block, Paragraph) else block.paragraphs())]


def _children(parent: _Element, tag: str) -> Iterator[_Element]:
    """Children of this kind, also inside content controls and revisions."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, tag)


def _text_boxes(paragraph: _Element) -> list[_Element]:
    """Text boxes anchored in the paragraph; the older copy that Word keeps for older programs is left out."""
    boxes = paragraph.iter(f"{W}txbxContent")
    return [box for box in boxes if not any(a.tag == f"{_MC}Fallback" or a.tag == f"{W}txbxContent" for a in box.iterancestors())]


def _characters(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif child.tag == f"{W}noBreakHyphen" or child.tag == f"{W}sym":
            yield "-"


def _value(parent: _Element | None, name: str) -> str | None:
    return _attribute(parent.find(f"{W}{name}")) if parent is not None else None


def _attribute(element: _Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None


def _on(element: _Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "true") not in ("0", "false", "off", "none")
