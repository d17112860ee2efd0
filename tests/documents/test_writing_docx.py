"""The Word file holds the measures of Nghị định 30/2020/NĐ-CP, read back from the file."""

import io
import unicodedata
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from lantoa.documents.writing import Article, Blank, Column, Heading, IssueDay, Issuer, Item, Line, Paragraph, Row, Table, to_docx
from lantoa.documents.writing.styles import bold_width, styles
from tests.documents import drafts


def opened(draft):
    return Document(io.BytesIO(to_docx(draft)))


def texts(docx):
    """Every printed paragraph as (style, text), tables included, in order."""
    return [(p.style.name, p.text) for p in all_paragraphs(docx) if p.text.strip()]


def all_paragraphs(docx):
    from docx.text.paragraph import Paragraph as DocxParagraph

    return [DocxParagraph(element, docx._body) for element in docx.element.body.iter(qn("w:p"))]


def of_style(docx, name):
    return [text for style, text in texts(docx) if style == name]


@pytest.mark.parametrize("draft", drafts.ALL.values(), ids=drafts.ALL)
def test_paper_and_margins(draft):
    for section in opened(draft).sections:
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]
        margins = [round(m.mm, 1) for m in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
        assert margins == [20, 20, 30, 15]
        assert round(section.header_distance.mm, 1) == 10


def test_page_numbers_stand_in_the_top_margin_from_the_second_page_and_each_annex_begins_anew():
    sections = opened(drafts.DECISION).sections
    assert len(sections) == 3
    for section in sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    first = sections[0]
    assert first.first_page_header.paragraphs[0].text == ""
    number = first.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert (number.style.font.size, number.style.paragraph_format.alignment) == (Pt(14), 1)
    assert [s.orientation for s in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 13, True, False), ("Tiêu ngữ", 14, True, False), ("Cơ quan chủ quản", 13, False, False), ("Cơ quan ban hành", 13, True, False),
        ("Số ký hiệu", 13, False, False), ("Địa danh, thời gian", 14, False, True), ("Tên loại", 14, True, False), ("Trích yếu", 14, True, False),
        ("Trích yếu công văn", 13, False, False), ("Căn cứ", 14, False, True), ("Thân văn bản", 14, False, False), ("Nơi nhận", 12, True, True),
        ("Nơi nhận - danh sách", 11, False, False), ("Quyền hạn, chức vụ", 14, True, False), ("Họ tên người ký", 14, True, False),
        ("Phụ lục", 14, True, False), ("Tên phụ lục", 14, True, False), ("Kèm theo văn bản", 14, False, True),
    ],
)  # fmt: skip
def test_styles_have_the_sizes_of_the_decree(style, size, bold, italic):
    font = opened(drafts.DECISION).styles[style].font
    assert (font.name, font.size.pt, font.bold, font.italic, str(font.color.rgb)) == ("Times New Roman", size, bold, italic, "000000")


def test_a_text_of_13_points_takes_the_smaller_pair_in_the_head():
    known = opened(replace(drafts.REPORT, body_size=13)).styles
    sizes = [known[name].font.size.pt for name in ("Quốc hiệu", "Tiêu ngữ", "Thân văn bản")]
    assert sizes == [12, 13, 13]


def test_body_paragraphs():
    form = opened(drafts.REPORT).styles["Thân văn bản"].paragraph_format
    assert form.alignment == 3  # justified
    assert round(form.first_line_indent.cm, 2) == 1.27
    assert form.space_before == Pt(6)
    assert 1.0 <= form.line_spacing.pt / (14 * 1.15) <= 1.5


def test_the_head():
    left, right = opened(drafts.PROPOSAL).tables[0].rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH", "PHÒNG VĂN HÓA - XÃ HỘI"]
    assert [p.text for p in right.paragraphs if p.text] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def test_a_peoples_committee_prints_no_superior_body():
    assert of_style(opened(drafts.DECISION), "Cơ quan chủ quản") == []
    assert of_style(opened(drafts.DECISION), "Cơ quan ban hành") == ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH"]


def test_the_nations_name_fits_its_column():
    table = opened(drafts.DECISION).tables[0]
    width = table.rows[0].cells[1].width.mm
    assert bold_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13) < width - 2
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    assert {edge.get(qn("w:w")) for edge in margins} == {"0"}


def rules(docx):
    """Drawn lines: (length in mm, the text of the paragraph above)."""
    found, above = [], ""
    for p in all_paragraphs(docx):
        if p.style.name == "Đường kẻ" and p._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None:
            cell = next(iter(p._p.iterancestors(qn("w:tc"))), None)
            width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) / 56.6929 if cell is not None else 165
            found.append((width - 2 * p.paragraph_format.left_indent.mm, above))
        elif p.text:
            above = p.text
    return found


def test_lines_are_drawn_to_measure_and_nothing_is_underlined():
    docx = opened(drafts.MINUTES)
    (issuer, under_issuer), (motto, under_motto), (subject, under_subject) = rules(docx)
    assert (under_issuer, under_motto, under_subject) == ("THI ĐUA - KHEN THƯỞNG", "Độc lập - Tự do - Hạnh phúc", drafts.MINUTES.subject)
    assert 1 / 3 <= issuer / bold_width(under_issuer, 13) <= 1 / 2
    assert abs(motto - bold_width(under_motto, 14)) < 0.5
    assert 1 / 3 <= subject / bold_width(under_subject, 14) <= 1 / 2
    assert "<w:u " not in docx.element.xml
    assert not docx.inline_shapes


@pytest.mark.parametrize(
    ("number", "day", "line", "date_line"),
    [
        ("5", IssueDay(2026, 2, 5), "Số: 05/KH-UBND", "An Bình, ngày 05 tháng 02 năm 2026"),
        ("120", IssueDay(2026, 11, 21), "Số: 120/KH-UBND", "An Bình, ngày 21 tháng 11 năm 2026"),
        ("", IssueDay(2026, 6), "Số:______/KH-UBND", "An Bình, ngày ______ tháng 6 năm 2026"),
        ("", IssueDay(), "Số:______/KH-UBND", "An Bình, ngày ______ tháng ______ năm ______"),
    ],
)
def test_number_and_day_are_left_to_the_clerk_until_known(number, day, line, date_line):
    docx = opened(replace(drafts.PLAN, number=number, day=day))
    head = of_style(docx, "Số ký hiệu") + of_style(docx, "Địa danh, thời gian") + of_style(docx, "Địa danh, thời gian - dài")
    assert [text.replace("\u00a0", "_") for text in head] == [line, date_line]


def test_a_long_place_name_takes_a_smaller_size_and_stays_on_one_line():
    issuer = replace(drafts.WARD, place="Thành phố Hồ Chí Minh")
    printed = texts(opened(replace(drafts.PLAN, issuer=issuer, day=IssueDay(2026, 12, 21))))
    assert [style for style, text in printed if text.startswith("Thành phố")] == ["Địa danh, thời gian - dài"]


def test_a_decision_in_order():
    printed = texts(opened(drafts.DECISION))
    assert [text for style, text in printed if style in ("Tên loại", "Thẩm quyền ban hành", "Quyết định")] == [
        "QUYẾT ĐỊNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH", "QUYẾT ĐỊNH:"]  # fmt: skip
    assert [text[-1] for style, text in printed if style == "Căn cứ"] == [";", ";", ";", "."]
    articles = [text for style, text in printed if style == "Điều"]
    assert [text[:8] for text in articles] == ["Điều 1. ", "Điều 2. ", "Điều 3. "]
    assert articles[-1].endswith("Quyết định này./.")
    assert [text for style, text in printed if style == "Nơi nhận - danh sách"] == [
        "- Như Điều 3;", "- Thường trực Đảng ủy phường;", "- Lưu: VT, VHXH."]  # fmt: skip
    assert [text for style, text in printed if style in ("Phụ lục", "Tên phụ lục")] == [
        "Phụ lục I", "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN", "Phụ lục II", "NGUỒN KINH PHÍ"]  # fmt: skip
    attached = "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân phường An Bình)"
    assert of_style(opened(drafts.DECISION), "Kèm theo văn bản") == [attached, attached]


def test_one_annex_has_no_number():
    assert of_style(opened(replace(drafts.DECISION, annexes=drafts.DECISION.annexes[:1])), "Phụ lục") == ["Phụ lục"]


def test_only_the_number_of_an_article_is_bold():
    article = next(p for p in all_paragraphs(opened(drafts.DECISION)) if p.text.startswith("Điều 1"))
    assert [(run.text[:8], bool(run.bold)) for run in article.runs] == [("Điều 1. ", True), ("Tặng Giấ", False)]


def test_a_letter_has_its_subject_under_the_number_and_no_title():
    docx = opened(drafts.REMINDER)
    assert of_style(docx, "Trích yếu công văn") == ["V/v đôn đốc gửi báo cáo điển hình tiên tiến quý II năm 2026"]
    assert of_style(docx, "Tên loại") == []
    assert of_style(docx, "Nơi gửi đến") == ["- Trưởng các khu phố;", "- Hiệu trưởng các trường học trên địa bàn;", "- Công an phường."]


def test_one_addressee_stands_on_the_same_line():
    assert of_style(opened(drafts.PROPOSAL), "Kính gửi") == ["Kính gửi: Chủ tịch Ủy ban nhân dân phường An Bình"]


def test_authorities_get_their_space():
    assert of_style(opened(drafts.PROPOSAL), "Quyền hạn, chức vụ") == ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]


def test_minutes_are_signed_side_by_side():
    foot = opened(drafts.MINUTES).tables[-1]
    left, right = foot.rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == ["THƯ KÝ", "Phạm Thị Thu"]
    assert [p.text for p in right.paragraphs if p.text] == ["CHỦ TỌA", "Nguyễn Thị Hồng Vân"]
    assert [p.text for p in foot.rows[1].cells[0].paragraphs] == ["Nơi nhận:", "- Thành viên Hội đồng;", "- Lưu: VT."]


def test_headings_are_numbered_by_the_system_and_lead_the_navigation():
    docx = opened(drafts.REPORT)
    assert of_style(docx, "Mục I") == ["I. KẾT QUẢ ĐẠT ĐƯỢC", "II. HẠN CHẾ, NGUYÊN NHÂN", "III. PHƯƠNG HƯỚNG"]
    assert of_style(docx, "Mục 1") == ["1. Công tác chỉ đạo", "1. Nhiệm vụ"]
    assert of_style(docx, "Mục a") == ["a) Về tuyên truyền", "b) Về khen thưởng"]
    for level, name in enumerate(("Mục I", "Mục 1", "Mục a")):
        assert docx.styles[name].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}").get(qn("w:val")) == str(level)
        assert docx.styles[name].paragraph_format.keep_with_next


def test_points_go_by_the_vietnamese_alphabet_and_begin_anew():
    body = [
        Article("Nội dung."),
        *[Item(f"Khoản {n}.") for n in (1, 2)],
        *[Item("Điểm;", lettered=True) for _ in range(6)],
        Item("Khoản 3."),
    ]
    body += [Item("Điểm;", lettered=True), Article("Hết."), Item("Khoản.")]
    docx = opened(replace(drafts.PLAN, body=body))
    marks = [text.split(" ")[0] for style, text in texts(docx) if style in ("Khoản", "Điểm")]
    assert marks == ["1.", "2.", "a)", "b)", "c)", "d)", "đ)", "e)", "3.", "a)", "1."]


def test_tables_repeat_their_head_and_split_no_row():
    table = opened(drafts.DECISION).tables[2]
    assert len(table.rows) == 42
    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True] + [False] * 41
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    widths = [cell.width.mm for cell in table.rows[5].cells]
    assert abs(sum(widths) - (297 - 45)) < 1
    assert [round(width / sum(widths) * 18.2, 1) for width in widths] == [1, 4, 5, 6, 2.2]
    assert [cell.text for cell in table.rows[-1].cells] == ["", "Tổng cộng", "", "", "30.400.000"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [1, None, None, 3, 2]


def test_a_group_row_goes_over_the_whole_width():
    row = opened(drafts.PROPOSAL).tables[1].rows[2]
    assert [cell.grid_span for cell in row._tr.tc_lst] == [3]
    assert row.cells[0].text == "II. Tập thể"
    assert row.cells[0].paragraphs[0].runs[0].bold


def test_short_and_long_rows_are_fitted_to_the_columns():
    table = Table((Column("A"), Column("B")), [("1",), ("1", "2", "3"), Row((), spanning=True)])
    docx = opened(replace(drafts.PLAN, body=[table]))
    assert [[cell.text for cell in row.cells] for row in docx.tables[1].rows] == [["A", "B"], ["1", ""], ["1", "2"], ["", ""]]


def test_free_lines_and_line_breaks_in_typed_text():
    body = [
        Line("Ghi chú", align="right", italic=True),
        Blank(),
        Paragraph("Dòng một\r\nDòng hai\n\n", lead="Nội dung:"),
        Heading("Tiêu\nđề"),
    ]
    docx = opened(replace(drafts.PLAN, body=body))
    assert ("Dòng tự do", "Ghi chú") in texts(docx)
    assert of_style(docx, "Thân văn bản") == ["Nội dung: Dòng một", "Dòng hai"]
    assert of_style(docx, "Mục I") == ["I. TIÊU ĐỀ"]


def test_text_is_composed_and_what_xml_forbids_is_dropped():
    subject = unicodedata.normalize("NFD", "Tuyên truyền điển hình") + "\x00\x0b\ud800 <w:p>&amp; \u200b]]>"
    docx = opened(replace(drafts.PLAN, subject=subject))
    assert of_style(docx, "Trích yếu") == ["Tuyên truyền điển hình <w:p>&amp; ]]>"]


def test_a_document_without_recipients_and_signers_ends_with_its_text():
    docx = opened(replace(drafts.PLAN, signatures=[], recipients=[], filing=""))
    assert texts(docx)[-1][1].endswith("thực hiện./.")
    assert len(docx.tables) == 1


def test_empty_lines_before_the_foot_do_not_hide_the_end_of_the_text():
    docx = opened(replace(drafts.PLAN, body=[Paragraph("Nội dung."), Blank(), Blank()]))
    assert of_style(docx, "Thân văn bản") == ["Nội dung./."]
    assert not [p for p in all_paragraphs(docx) if p.style.name == "Dòng tự do"]


def test_an_empty_draft_is_still_a_document():
    empty = replace(drafts.PLAN, issuer=Issuer((), ""), symbol="", subject="", body=[], signatures=[], recipients=[], filing="")
    assert of_style(opened(empty), "Tên loại") == ["KẾ HOẠCH"]


def test_a_clerk_finds_only_the_styles_of_the_decree():
    names = {style.name for style in opened(drafts.PLAN).styles if style.type == 1}
    assert names == {style.name for style in styles(14).values()} | {"Số trang", "Normal", "Header", "Footer"}


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        to_docx(replace(drafts.PLAN, kind="XX"))


def test_the_file_names_its_title_and_language_and_opens_in_the_present_layout():
    data = to_docx(drafts.PLAN)
    core = Document(io.BytesIO(data)).core_properties
    assert (core.title, core.language) == (f"Kế hoạch: {drafts.PLAN.subject}", "vi-VN")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        settings = archive.read("word/settings.xml").decode()
        assert settings.count("compatibilityMode") == 1
        assert not [name for name in archive.namelist() if name.endswith((".jpeg", "WithEffects.xml"))]
        assert not [name for name in archive.namelist() if "font" in name.lower() and name.endswith((".ttf", ".odttf"))]
