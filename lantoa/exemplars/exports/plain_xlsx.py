"""A workbook of one sheet of words, written straight as XML: for tens of thousands of rows, where xlsxwriter takes three times as long
over each cell. Every cell is a string, so nothing in it can be a formula.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

LONGEST = 32_767  # characters a cell holds
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # not allowed in XML
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FONT = '<sz val="11"/><name val="Calibri"/></font>'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}<font><b/>{_FONT}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def write(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """The workbook as an open temporary file, at its beginning; in constant memory. The first row and column stay in sight."""
    out = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  (the answer closes it)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, xml in _PARTS.items():
            package.writestr(name, _HEAD + xml)
        sheet = f'<sheet name={quoteattr(title[:31])} sheetId="1" r:id="rId1"/>'
        package.writestr("xl/workbook.xml", f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheet}</sheets></workbook>')
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(_opening(len(heads)).encode())
            part.write(_line(heads, ' s="1"').encode())
            batch: list[str] = []
            for row in rows:
                batch.append(_line(row))
                if len(batch) == 500:
                    part.write("".join(batch).encode())
                    batch = []
            part.write("".join([*batch, "</sheetData></worksheet>"]).encode())
    out.seek(0)
    return out


def _opening(columns: int) -> str:
    pane = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<cols><col min="1" max="{columns}" width="18" customWidth="1"/></cols><sheetData>'
    )


def _line(row: Sequence[str], style: str = "") -> str:
    cells = [
        f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(_FORBIDDEN.sub("", words[:LONGEST]))}</t></is></c>' if words else "<c/>"
        for words in row
    ]  # fmt: skip
    return f"<row>{''.join(cells)}</row>"
