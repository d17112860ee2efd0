"""A draft as a Word file that a clerk goes on editing: named styles, real tables, no pictures of anything."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from lantoa.core import clock
from lantoa.documents.writing.docx_base import ALIGN, count_from_one, element, empty, style_id
from lantoa.documents.writing.docx_table import TWIPS, frame_properties, ruled_table
from lantoa.documents.writing.draft import Draft
from lantoa.documents.writing.printed import MOTTO, NATION, Element, Grid, Printed, SignedBy, Supplement, Text, printed
from lantoa.documents.writing.styles import FOOT_LEFT, HEAD_LEFT, PAGE, RULE, SIGN_LINES, TEXT_WIDTH, bold_width, place_day_style, styles


def write(draft: Draft) -> bytes:
    """The Word file. Raises KeyError for an unknown kind."""
    page = printed(draft)
    writer = _Writer(page, draft.body_size)
    writer.head()
    writer.elements(page.body, TEXT_WIDTH, followed=bool(page.signatures or page.recipients))
    writer.foot()
    for annex in page.annexes:
        writer.annex(annex)
    return writer.file()


class _Writer:
    def __init__(self, page: Printed, body_size: float) -> None:
        self._styles = styles(body_size)
        self._page = page
        self._docx = empty(body_size)
        core = self._docx.core_properties
        core.title, core.language, core.author = page.name[:255], "vi-VN", ", ".join(page.issuer)[:255]
        core.comments, core.revision = "", 1
        core.created = core.modified = clock.now().astimezone(UTC).replace(tzinfo=None)

    def head(self) -> None:
        page = self._page
        table = self._frame(HEAD_LEFT, 2)
        left, right = table.rows[0].cells
        issuer_width = max((bold_width(line, self._styles["issuer"].size) for line in page.issuer), default=0.0)
        for line in page.parent:
            self._add(left, "parent", line)
        for line in page.issuer:
            self._add(left, "issuer", line)
        self._rule(left, min(issuer_width, HEAD_LEFT) * RULE, HEAD_LEFT)
        self._add(right, "nation", NATION)
        self._add(right, "motto", MOTTO)
        self._rule(right, bold_width(MOTTO, self._styles["motto"].size), TEXT_WIDTH - HEAD_LEFT)
        left, right = table.rows[1].cells
        self._add(left, "number", page.number)
        if page.letter_subject:
            self._add(left, "letter_subject", page.letter_subject)
        self._add(right, place_day_style(page.place_day, self._styles["text"].size), page.place_day)
        if page.kind:
            self._add(self._docx, "kind", page.kind)
        if page.kind and page.subject:
            look = self._styles["subject"]
            self._add(self._docx, "subject", page.subject)
            self._rule(self._docx, min(bold_width(page.subject, look.size), TEXT_WIDTH - look.left - look.right) * RULE, TEXT_WIDTH)
        self._add(self._docx, "after_head")

    def elements(self, elements: Sequence[Element], width: float, *, followed: bool = False) -> None:
        """`followed`: the last paragraph stays with the foot, so that nobody signs on an empty page."""
        for place, item in enumerate(elements, 1):
            if isinstance(item, Grid):
                self._grid(item, width)
                continue
            paragraph = self._runs(item)
            if followed and place == len(elements):
                paragraph.paragraph_format.keep_with_next = True

    def foot(self) -> None:
        page = self._page
        if not page.signatures and not page.recipients:
            return
        self._add(self._docx, "gap").paragraph_format.keep_with_next = True
        two = len(page.signatures) > 1
        table = self._frame(TEXT_WIDTH / 2 if two else FOOT_LEFT, 2 if two and page.recipients else 1)
        left, right = table.rows[0].cells
        if two:
            self._signature(left, page.signatures[0])
        if page.signatures:
            self._signature(right, page.signatures[1 if two else 0])
        if page.recipients:
            left = table.rows[-1].cells[0]
            self._add(left, "recipients", "Nơi nhận:")
            for line in page.recipients:
                self._add(left, "recipient", line)

    def annex(self, annex: Supplement) -> None:
        section = self._docx.add_section(WD_SECTION.NEW_PAGE)
        ended = list(self._docx.element.body.iterchildren(qn("w:p")))[-1]  # it only carries the section before
        ended.get_or_add_pPr().get_or_add_pStyle().val = style_id("rule")
        width, height = (PAGE["height"], PAGE["width"]) if annex.landscape else (PAGE["width"], PAGE["height"])
        section.orientation = WD_ORIENT.LANDSCAPE if annex.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        count_from_one(section)
        self._add(self._docx, "annex", annex.heading)
        self._add(self._docx, "annex_title", annex.title)
        self._add(self._docx, "attached", annex.attached)
        self.elements(annex.body, width - PAGE["left"] - PAGE["right"])

    def file(self) -> bytes:
        self._add(self._docx, "rule")  # a Word text may not end with a table
        for cell in self._docx.element.body.iter(qn("w:tc")):
            if cell.find(qn("w:p")) is None:
                cell.append(element("p"))  # nor may a cell be empty
        out = io.BytesIO()
        self._docx.save(out)
        return out.getvalue()

    # Pieces

    def _add(self, parent: DocxDocument | _Cell, style: str, text: str = "") -> DocxParagraph:
        paragraph = parent.add_paragraph()
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = style_id(style)
        if text:
            paragraph.add_run(text)
        return paragraph

    def _runs(self, item: Text) -> DocxParagraph:
        paragraph = self._add(self._docx, item.style)
        for text, bold, italic in item.runs:
            run = paragraph.add_run(text)
            run.bold = bold or None
            run.italic = italic or None
        if item.align:
            paragraph.alignment = ALIGN[item.align]
        return paragraph

    def _rule(self, parent: DocxDocument | _Cell, length: float, width: float) -> None:
        """A drawn line, centred: the upper border of a very low paragraph, drawn in from both sides."""
        paragraph = self._add(parent, "rule")
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(0.0, (width - length) / 2))
        borders = element("pBdr")
        borders.append(element("top", val="single", sz="6", space="1", color="000000"))
        later = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
        paragraph._p.get_or_add_pPr().insert_element_before(borders, *later)

    def _frame(self, left: float, rows: int) -> DocxTable:
        """Two columns side by side, without lines, without margins in the cells, without paragraphs yet."""
        widths = [round(left * TWIPS), round((TEXT_WIDTH - left) * TWIPS)]
        table = element("tbl")
        table.append(frame_properties(sum(widths), 0.0))
        columns = element("tblGrid")
        columns.extend(element("gridCol", w=str(width)) for width in widths)
        table.append(columns)
        for _ in range(rows):
            row, properties = element("tr"), element("trPr")
            properties.append(element("cantSplit"))
            row.append(properties)
            for width in widths:
                cell, form = element("tc"), element("tcPr")
                form.append(element("tcW", w=str(width), type="dxa"))
                cell.append(form)
                row.append(cell)
            table.append(row)
        self._docx.element.body._insert_tbl(table)
        return DocxTable(table, self._docx._body)

    def _signature(self, cell: _Cell, signed: SignedBy) -> None:
        for post in signed.posts:
            self._add(cell, "post", post)
        if signed.note:
            self._add(cell, "post_note", signed.note)
        for _ in range(SIGN_LINES):
            self._add(cell, "sign_space")
        self._add(cell, "signer", signed.name)

    def _grid(self, grid: Grid, width: float) -> None:
        self._add(self._docx, "caption" if grid.caption else "gap", grid.caption)
        self._docx.element.body._insert_tbl(ruled_table(grid, width, self._styles))
        self._add(self._docx, "gap")
