"""The same plan in every format is read as the same document."""

import unicodedata

import pytest
from docx.oxml import parse_xml

from lantoa.documents.reading.formats import blocks_of
from lantoa.documents.reading.structure import document_of
from tests.documents import papers

PLAIN = [*papers.LEFT, *papers.RIGHT, *papers.BEFORE_TABLES, *papers.RECIPIENTS, *papers.SIGNER]


def read(data, name):
    return document_of(blocks_of(data, name))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.docx", papers.as_docx),
        ("plan.txt", lambda: papers.as_text().encode()),
        ("utf16.txt", lambda: papers.as_text().encode("utf-16")),
        ("plan.md", lambda: papers.as_markdown().encode()),
        ("plan.pdf", papers.as_pdf),
        ("plan.doc", lambda: papers.as_doc(PLAIN)),
        ("vni.txt", lambda: papers.as_vni(papers.as_text())),
    ],
)
def test_every_format_gives_the_same_document(name, data):
    document = read(data(), name)
    assert (document.number, document.number_only, document.symbol) == ("45/KH-SVHTT", "45", "KH-SVHTT")
    assert (document.place, document.date.isoformat()) == ("An Bình", "2024-03-05")
    assert document.issuer == "Sở Văn hóa và Thể thao tỉnh An Bình"
    assert document.parent_issuer == "Ủy ban nhân dân tỉnh An Bình"
    assert document.kind == "Kế hoạch"
    assert document.title.lower() == papers.TITLE.lower()
    assert [(b.number, b.date.isoformat()) for b in document.legal_bases] == [(None, "2019-11-21"), ("12/KH-UBND", "2024-01-02")]
    assert [(s.num, s.heading) for top in document.sections for s in top.walk()] == [
        ("I", "MỤC ĐÍCH, YÊU CẦU"),
        ("1", "Mục đích"),
        ("2", "Yêu cầu"),
        ("II", "TỔ CHỨC THỰC HIỆN"),
        ("1", "Phòng Nghiệp vụ"),
        ("2", "Đề nghị Hội Khuyến học tỉnh"),
    ]
    assert [c.id for c in document.clauses] == ["I.1-1", "I.1-2", "I.2-1", "II.1.a", "II.1.b", "II.2-1"]
    assert [c.kind for c in document.clauses] == ["purpose", "purpose", "requirement", "organisation", "organisation", "organisation"]
    assert [(a.num, a.unit, a.request, [t.text for t in a.tasks]) for a in document.assignments] == [
        (
            "II.1",
            "Phòng Nghiệp vụ",
            False,
            ["Chủ trì xây dựng chương trình chi tiết, gửi các đơn vị trước ngày 15/3/2024", "Tổng hợp, báo cáo kết quả."],
        ),
        ("II.2", "Hội Khuyến học tỉnh", True, ["Phối hợp vận động hội viên tham gia ngày hội."]),
    ]
    first = document.assignments[0].tasks[0]
    assert (first.deadline_text, first.deadline.isoformat()) == ("trước ngày 15/3/2024", "2024-03-15")
    assert document.recipients == ["UBND tỉnh (b/c)", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, NV"]
    assert (document.signer.authority, document.signer.position, document.signer.name) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Mây")
    assert document.warnings == []


def test_tcvn3_text_is_recognised():
    document = read(papers.as_tcvn3("\n\n".join(PLAIN)), "cu.txt")
    assert [b.number for b in document.legal_bases] == [None, "12/KH-UBND"]
    assert document.assignments[0].tasks[1].text == "Tổng hợp, báo cáo kết quả."
    assert document.recipients == ["UBND tỉnh (b/c)", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, NV"]


def test_bytes_without_a_name_are_told_apart():
    assert read(papers.as_markdown().encode(), "").number == "45/KH-SVHTT"
    assert read(papers.as_text().encode(), "").number == "45/KH-SVHTT"


def decomposed(data):
    return unicodedata.normalize("NFD", data)


def test_decomposed_letters_are_composed():
    texts = {
        key: [decomposed(text) for text in value]
        for key, value in {"left": papers.LEFT, "right": papers.RIGHT, "bases": papers.BASES}.items()
    }
    document = read(papers.as_docx([decomposed(text) for text in papers.BODY], title=decomposed(papers.TITLE), **texts), "a.docx")
    assert (document.title, document.issuer, document.number) == (papers.TITLE, "Sở Văn hóa và Thể thao tỉnh An Bình", "45/KH-SVHTT")
    assert document.assignments[1].unit == "Hội Khuyến học tỉnh"


def numbered(document, texts, pattern, style):
    """Gives the paragraphs with these texts automatic numbers, and takes the typed ones away."""
    numbering = document.part.numbering_part.element
    nsdecls = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    number = len(numbering) + 50
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for paragraph in document.paragraphs:
        if paragraph.text in texts:
            paragraph.runs[0].text = paragraph.text.split(" ", 1)[1]
            paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))


def test_automatic_numbers_of_word_count():
    def edit(document):
        numbered(document, ["I. MỤC ĐÍCH, YÊU CẦU", "II. TỔ CHỨC THỰC HIỆN"], "%1.", "upperRoman")
        numbered(document, ["1. Mục đích", "2. Yêu cầu"], "%1.", "decimal")
        numbered(document, ["a) " + papers.BODY[8][3:], "b) " + papers.BODY[9][3:]], "%1)", "lowerLetter")
        numbered(document, [text for text in papers.BODY if text.startswith("- ")], "\uf0b7", "bullet")

    document = read(papers.as_docx(edit=edit), "a.docx")
    assert [clause.id for clause in document.clauses] == ["I.1-1", "I.1-2", "I.2-1", "II.1.a", "II.1.b", "II.2-1"]


def test_what_nobody_sees_is_not_read():
    """Deleted revisions, hidden text and the spare copy of a text box."""

    def edit(document):
        paragraph = next(p for p in document.paragraphs if p.text == "- Tổ chức thiết thực, tiết kiệm.")
        w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        paragraph._p.append(parse_xml(f'<w:del xmlns:w="{w}"><w:r><w:delText>Đã xóa</w:delText></w:r></w:del>'))
        paragraph._p.append(parse_xml(f'<w:r xmlns:w="{w}"><w:rPr><w:vanish/></w:rPr><w:t>Ẩn</w:t></w:r>'))
        paragraph._p.append(parse_xml(f'<w:ins xmlns:w="{w}"><w:r><w:t xml:space="preserve"> Chèn thêm.</w:t></w:r></w:ins>'))

    document = read(papers.as_docx(edit=edit), "a.docx")
    assert document.clauses[2].text == "Tổ chức thiết thực, tiết kiệm. Chèn thêm."


def test_an_annex_of_tasks_in_a_word_table_assigns():
    def edit(document):
        document.add_paragraph("PHỤ LỤC")
        table = document.add_table(3, 3)
        for row, texts in zip(
            table.rows,
            [("TT", "Nội dung công việc", "Người thực hiện"), ("1", "Mời khách", "Trần Văn Núi\nLê Thị Suối"), ("2", "In giấy mời", "")],
            strict=True,
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 2).merge(table.cell(2, 2))

    found = read(papers.as_docx(edit=edit), "a.docx").assignments[2:]
    assert [(a.unit_parts, a.tasks[0].text) for a in found] == [
        (["Trần Văn Núi", "Lê Thị Suối"], "Mời khách"),
        (["Trần Văn Núi", "Lê Thị Suối"], "In giấy mời"),
    ]


def test_fonts_of_tcvn3_are_converted_run_by_run():
    old = papers.as_tcvn3("Hội Khuyến học tỉnh").decode("cp1252")

    def edit(document):
        paragraph = next(p for p in document.paragraphs if p.text == "2. Đề nghị Hội Khuyến học tỉnh")
        paragraph.runs[0].text = "2. Đề nghị "
        run = paragraph.add_run(old)
        run.font.name = ".VnTime"

    assert read(papers.as_docx(edit=edit), "a.docx").assignments[1].unit.lower() == "hội khuyến học tỉnh"
