"""Ruled tables of a Word file, built as XML: a list of a thousand names takes the library's own way several seconds."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from lantoa.documents.writing.docx_base import element, style_id
from lantoa.documents.writing.draft import Row
from lantoa.documents.writing.printed import Grid
from lantoa.documents.writing.styles import Style

TWIPS = 56.6929  # twentieths of a point in a millimetre
_CELL_MARGIN = 1.5  # mm at both sides of a cell
_JC = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def ruled_table(grid: Grid, width: float, styles: dict[str, Style]) -> BaseOxmlElement:
    """<w:tbl> over `width` millimetres: the head row repeats on every page, no row is split."""
    widths = [round(share * width * TWIPS) for share in grid.widths]
    table = element("tbl")
    table.append(frame_properties(sum(widths), _CELL_MARGIN, ruled=True))
    columns = element("tblGrid")
    columns.extend(element("gridCol", w=str(wide)) for wide in widths)
    table.append(columns)
    table.append(_row(Row(tuple(grid.head)), widths, ["center"] * len(widths), "cell_head", grid, styles))
    for row in grid.rows:
        table.append(_row(row, widths, grid.aligns, "cell", grid, styles))
    return table


def frame_properties(width: int, margin: float, *, ruled: bool = False) -> BaseOxmlElement:
    """<w:tblPr>: fixed column widths, centred, cells with `margin` millimetres left and right."""
    properties = element("tblPr")
    properties.append(element("tblStyle", val="TableGrid" if ruled else "TableNormal"))
    properties.append(element("tblW", w=str(width), type="dxa"))
    properties.append(element("jc", val="center"))
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    margins.extend(element(side, w=str(round(margin * TWIPS)), type="dxa") for side in ("left", "right"))
    properties.append(margins)
    properties.append(element("tblLook", val="04A0"))
    return properties


def _row(row: Row, widths: Sequence[int], aligns: Sequence[str], style: str, grid: Grid, styles: dict[str, Style]) -> BaseOxmlElement:
    made, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if style == "cell_head":
        properties.append(element("tblHeader"))
    made.append(properties)
    if row.spanning:
        made.append(_cell(row.cells[0], sum(widths), "", style, grid, styles, bold=row.bold, span=len(widths)))
    else:
        for text, wide, align in zip(row.cells, widths, aligns, strict=True):
            made.append(_cell(text, wide, align, style, grid, styles, bold=row.bold))
    return made


def _cell(
    text: str, width: int, align: str, style: str, grid: Grid, styles: dict[str, Style], *, bold: bool = False, span: int = 1
) -> BaseOxmlElement:
    cell, properties, paragraph = element("tc"), element("tcPr"), element("p")
    properties.append(element("tcW", w=str(width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=str(span)))
    if style == "cell_head":
        properties.append(element("vAlign", val="center"))
    form = element("pPr")
    form.append(element("pStyle", val=style_id(style)))
    if align and align != styles[style].align:
        form.append(element("jc", val=_JC[align]))
    paragraph.append(form)
    if text:
        run, look, shown = element("r"), element("rPr"), element("t")
        if bold:
            look.append(element("b"))
        if grid.size != styles[style].size:
            look.append(element("sz", val=str(round(grid.size * 2))))
        shown.text = text
        shown.set(qn("xml:space"), "preserve")
        run.extend([look, shown])
        paragraph.append(run)
    cell.extend([properties, paragraph])
    return cell
