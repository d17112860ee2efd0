"""The empty Word file that every document is written into: page, styles, page number. Made once for each size of text."""

from __future__ import annotations

import io
from functools import lru_cache

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from lantoa.documents.writing.styles import FONT, PAGE, Style, styles

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip


_DROPPED = ("/thumbnail", "/stylesWithEffects", "/numbering", "/customXml")  # parts of the template that nothing of ours refers to
_KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "Header", "Footer"}


def empty(body_size: float) -> DocxDocument:
    """A fresh empty document."""
    return Document(io.BytesIO(_made(body_size)))


def style_id(key: str) -> str:
    """The id inside the file of a style of styles()."""
    return f"nd30_{key}"


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """<w:tag w:key="value" …/>"""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def count_from_one(section: Section) -> None:
    """Pages of this section count from 1, and its first page shows no number."""
    section.different_first_page_header_footer = True
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    later = ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid")
    section._sectPr.insert_element_before(element("pgNumType", start="1"), *later)


@lru_cache(4)
def _made(body_size: float) -> bytes:
    docx = Document()
    for leftover in list(docx.element.body.iterchildren(qn("w:p"))):
        docx.element.body.remove(leftover)
    table = styles(body_size)
    _forget_template(docx)
    _defaults(docx, table["text"])
    for key, style in table.items():
        _define(docx, key, style)
    _define(docx, "page_number", Style("Số trang", body_size))
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(PAGE["width"]), Mm(PAGE["height"])
    section.top_margin, section.bottom_margin = Mm(PAGE["top"]), Mm(PAGE["bottom"])
    section.left_margin, section.right_margin = Mm(PAGE["left"]), Mm(PAGE["right"])
    section.header_distance = section.footer_distance = Mm(PAGE["number"])
    section.gutter = 0
    count_from_one(section)
    _page_number(section)
    out = io.BytesIO()
    docx.save(out)
    return out.getvalue()


def _defaults(docx: DocxDocument, text: Style) -> None:
    """Times New Roman, black, Vietnamese, the present layout rules, whatever the library's own template says."""
    normal = docx.styles["Normal"]
    _font(normal, Style("Normal", text.size))
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    run = docx.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    settings = docx.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("compat")
        settings.append(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    compat.append(element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"))


def _forget_template(docx: DocxDocument) -> None:
    """Takes out what the library's template brings along: 160 styles that no office uses, and its picture."""
    for style in list(docx.styles.element.iterchildren(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT:
            docx.styles.element.remove(style)
    for holder in (docx.part.package, docx.part):
        for key in [key for key, relation in holder.rels.items() if relation.reltype.endswith(_DROPPED)]:
            del holder.rels[key]


def _define(docx: DocxDocument, key: str, style: Style) -> None:
    made = docx.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.element.set(qn("w:styleId"), style_id(key))
    made.base_style = docx.styles["Normal"]
    made.quick_style = True
    _font(made, style)
    form = made.paragraph_format
    form.alignment = ALIGN[style.align]
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.line_spacing = Pt(style.line)
    # Lines drawn and gaps are no higher than they say; a line of text grows with what a clerk puts in.
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if style.size < 8 else WD_LINE_SPACING.AT_LEAST
    form.first_line_indent, form.left_indent, form.right_indent = Mm(style.indent), Mm(style.left), Mm(style.right)
    form.keep_with_next = style.keep or None
    form.widow_control = True
    if style.outline:
        made.element.get_or_add_pPr().append(element("outlineLvl", val=str(style.outline - 1)))


def _font(target: ParagraphStyle, style: Style) -> None:
    font = target.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(style.size), style.bold, style.italic
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), FONT)


def _page_number(section: Section) -> None:
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]._p
    paragraph.get_or_add_pPr().get_or_add_pStyle().val = style_id("page_number")
    instruction, shown = element("instrText"), element("t")
    instruction.text, shown.text = "PAGE", "2"
    for part in (
        element("fldChar", fldCharType="begin"),
        instruction,
        element("fldChar", fldCharType="separate"),
        shown,
        element("fldChar", fldCharType="end"),
    ):
        run = element("r")
        run.append(part)
        paragraph.append(run)
