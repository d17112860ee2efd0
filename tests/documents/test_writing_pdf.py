"""The PDF holds the same words, measures and page breaks as the Word file, and is fit for the archive."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from lantoa.core import clock
from lantoa.documents.fonts import FAMILIES, print_fonts
from lantoa.documents.writing import IssueDay, Paragraph, Table, to_docx, to_pdf
from lantoa.documents.writing.draft import Column
from lantoa.documents.writing.styles import bold_width
from tests.documents import drafts

MM = 72 / 25.4


def opened(draft):
    return pdfium.PdfDocument(to_pdf(draft))


def text_of(page):
    return " ".join(page.get_textpage().get_text_range().split())


def box(page, words):
    """Left, bottom, right, top in millimetres from the upper left corner, of the first place where `words` stand."""
    text_page = page.get_textpage()
    found = text_page.search(words).get_next()
    assert found, words
    start, count = found
    boxes = [text_page.get_charbox(index, loose=True) for index in range(start, start + count)]
    height = page.get_height()
    edges = min(b[0] for b in boxes), height - min(b[1] for b in boxes), max(b[2] for b in boxes), height - max(b[3] for b in boxes)
    return [edge / MM for edge in edges]


def drawn(page):
    """Drawn lines as (left, top, right) in millimetres."""
    height = page.get_height()
    positions = [item.get_bounds() for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH])]
    return [(left / MM, (height - bottom) / MM, right / MM) for left, bottom, right, _ in positions]


def test_the_typeface_of_this_machine_has_the_widths_of_times():
    assert print_fonts().families[0] in FAMILIES  # else the measures below say nothing: run script/test, which lays it down


@pytest.mark.parametrize("draft", drafts.ALL.values(), ids=drafts.ALL)
def test_it_is_archival_with_title_language_and_structure(draft):
    data = to_pdf(draft)
    assert data.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"/Lang(vi)" in data.replace(b" ", b"") or b"(vi)" in data
    assert b"/OutputIntents" in data
    document = pdfium.PdfDocument(data)
    assert pdfium_c.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_value("Title").endswith(draft.subject) or draft.kind == "CV"


def test_sides_and_margins():
    page = opened(drafts.REPORT)[1]
    assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (210, 297)
    left, _, _, _ = box(page, "khu phố, trường học")  # a line that goes on
    assert abs(left - 30) < 0.3
    indented, _, _, top = box(page, "Ủy ban nhân dân phường đã")
    assert abs(indented - 42.7) < 0.3
    assert 20 <= top < 23


def test_page_numbers():
    document = opened(drafts.DECISION)
    assert len(document) == 7
    numbers = [re.match(r"(\d+) STT", text_of(page)) for page in document]
    assert [found and found[1] for found in numbers] == [None, None, "2", "3", "4", "5", None]
    left, bottom, right, top = box(document[2], "2")
    assert abs((left + right) / 2 - (30 + (297 - 45) / 2)) < 0.5
    assert top >= 9
    assert bottom < 20


def test_the_annex_lies_and_its_head_repeats():
    document = opened(drafts.DECISION)
    sizes = [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document]
    assert sizes == [(210, 297), *[(297, 210)] * 5, (210, 297)]
    assert all("STT Họ và tên Chức vụ, đơn vị" in text_of(page) for page in list(document)[1:6])


def test_head_and_drawn_lines():
    page = opened(drafts.MINUTES)[0]
    nation = box(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = box(page, "Độc lập - Tự do - Hạnh phúc")
    assert abs((nation[2] - nation[0]) - 95.7) < 0.3  # 13 points bold, on one line
    assert nation[2] < 195
    assert nation[0] > 96
    assert abs((nation[0] + nation[2]) - (motto[0] + motto[2])) < 0.3
    lines = sorted(drawn(page), key=lambda line: line[1])
    under_motto = next(line for line in lines if line[0] > 100)
    assert abs(under_motto[0] - motto[0]) < 0.5
    assert abs(under_motto[2] - motto[2]) < 0.5
    assert 0 < under_motto[1] - motto[1] < 2
    issuer = box(page, "THI ĐUA - KHEN THƯỞNG")
    under_issuer = next(line for line in lines if line[0] < 90)
    assert 1 / 3 <= (under_issuer[2] - under_issuer[0]) / (issuer[2] - issuer[0]) <= 1 / 2
    assert abs((under_issuer[0] + under_issuer[2]) - (issuer[0] + issuer[2])) < 0.3


def test_a_long_place_and_day_stay_on_one_line():
    draft = replace(drafts.PLAN, issuer=replace(drafts.WARD, place="Thành phố Hồ Chí Minh"), day=IssueDay.of(date(2026, 12, 21)))
    place, year = box(opened(draft)[0], "Thành phố Hồ Chí Minh"), box(opened(draft)[0], "năm 2026")
    assert place[1] == year[1]
    assert year[2] < 195.2


def test_our_widths_are_those_of_the_typeface():
    page = opened(drafts.DECISION)[0]
    for words, size in (("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH", 14), ("PHƯỜNG AN BÌNH", 13)):
        left, _, right, _ = box(page, words)
        assert abs((right - left) - bold_width(words, size)) < 0.4


def test_nobody_signs_on_a_page_without_text():
    for count in range(24, 32):
        body = [Paragraph(f"Đoạn thứ {n}.") for n in range(count)]
        text = text_of(list(opened(replace(drafts.PLAN, body=body)))[-1])
        assert ("CHỦ TỊCH" in text) == ("Đoạn thứ" in text)


HOSTILE = '#panic("x") *b* _i_ $x$ `raw` <label> @ref \\u{41} #import "/etc/passwd": * [x] // c /* d */ --- "quoted" \'q\' ~ = 1'


def test_what_people_type_is_never_markup():
    table = Table((Column(HOSTILE), Column("B")), [(HOSTILE, "#sys.inputs")])
    draft = replace(drafts.PLAN, subject=HOSTILE, body=[Paragraph(HOSTILE), table, Paragraph("#emph[x]", lead=HOSTILE), Paragraph("Hết.")])
    text = text_of(opened(draft)[0])
    assert re.sub(r"\s", "", text).count(re.sub(r"\s", "", HOSTILE)) == 5
    assert "#sys.inputs" in text
    assert "#emph[x]" in text


def test_a_list_of_several_hundred_names():
    table = Table((Column("STT"), Column("Họ và tên", 6)), [(str(n), f"Nguyễn Văn {n}") for n in range(1, 501)])
    document = opened(replace(drafts.PLAN, body=[table, Paragraph("Hết.")]))
    assert "Nguyễn Văn 500" in " ".join(text_of(page) for page in document)


def test_a_cell_longer_than_a_page_loses_nothing():
    words = " ".join(f"từ{n}" for n in range(3000))
    document = opened(replace(drafts.PLAN, body=[Table((Column("A"), Column("B", 2)), [("1", words)]), Paragraph("Hết.")]))
    text = " ".join(text_of(page) for page in document)
    assert all(f"từ{n} " in text + " " for n in range(3000))


def test_the_same_draft_makes_the_same_file():
    with clock.at(date(2026, 6, 1)):
        assert to_pdf(drafts.PLAN) == to_pdf(drafts.PLAN)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("draft", [drafts.DECISION, drafts.REPORT, drafts.REMINDER], ids=["QĐ", "BC", "CV"])
def test_the_word_file_breaks_lines_and_pages_as_the_pdf_does(draft, tmp_path):
    (tmp_path / "d.docx").write_bytes(to_docx(draft))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "d.docx")], check=True, capture_output=True, timeout=180)
    theirs, ours = pdfium.PdfDocument(tmp_path / "d.pdf"), opened(draft)
    assert [text_of(page).replace("\u00a0", " ") for page in theirs] == [text_of(page).replace("\u00a0", " ") for page in ours]
    for words in ("Độc lập", "Nơi nhận"):
        page = next(index for index, page in enumerate(ours) if words in text_of(page))
        there, here = box(theirs[page], words)[:3], box(ours[page], words)[:3]  # the heights of letters' boxes are each typeface's own
        assert max(abs(a - b) for a, b in zip(there, here, strict=True)) < 1  # mm
