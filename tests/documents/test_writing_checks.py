"""Every rule with a document that keeps it and one that breaks it."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm, Pt

from lantoa.documents.writing import IssueDay, to_docx
from lantoa.documents.writing.checks import check_day, check_docx, check_kind, check_list, check_number, check_signature
from tests.documents import drafts


@pytest.mark.parametrize("draft", drafts.ALL.values(), ids=drafts.ALL)
def test_what_the_system_writes_keeps_every_rule(draft):
    assert check_docx(to_docx(draft), place="An Bình") == []
    assert check_docx(to_docx(replace(draft, body_size=13)), place="An Bình") == []


def changed(draft, change):
    docx = Document(io.BytesIO(to_docx(draft)))
    change(docx)
    out = io.BytesIO()
    docx.save(out)
    return check_docx(out.getvalue())


def _paragraph(docx, beginning):
    cells = [cell for table in docx.tables for row in table.rows for cell in row.cells]
    return next(p for part in [docx, *cells] for p in part.paragraphs if p.text.startswith(beginning))


def _write(docx, beginning, text):
    paragraph = _paragraph(docx, beginning)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text


def _narrow(docx):
    docx.sections[0].left_margin = Mm(20)


def _letter_paper(docx):
    docx.sections[0].page_width, docx.sections[0].page_height = Mm(216), Mm(279)


def _first_numbered(docx):
    docx.sections[0].different_first_page_header_footer = False


def _other_font(docx):
    _paragraph(docx, "Trên đây").runs[0].font.name = "Arial"


def _small(docx):
    _paragraph(docx, "- Phát hiện").runs[0].font.size = Pt(11)


def _thin_nation(docx):
    _paragraph(docx, "CỘNG HÒA").runs[0].bold = False


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (_narrow, "Phần 1: lề trái là 20 mm; hãy đặt từ 30 đến 35 mm."),
        (_letter_paper, "Phần 1: khổ giấy là 216 × 279 mm; hãy chọn khổ A4 (210 × 297 mm)."),
        (_first_numbered, "Phần 1: trang đầu có số trang; hãy bật “Trang đầu khác” để trang đầu không in số."),
        (_other_font, "Văn bản dùng phông Arial; hãy chuyển sang Times New Roman."),
        (_small, "Đoạn “- Phát hiện, biểu dương gương người tốt, việc tốt.” có cỡ chữ 11; hãy đặt từ 13 đến 14."),
        (_thin_nation, "Quốc hiệu chưa in đậm; hãy in đậm dòng này."),
        (lambda docx: _write(docx, "Độc lập", "Độc lập"), "Không thấy Tiêu ngữ; hãy thêm vào phần đầu văn bản."),
        (lambda docx: _write(docx, "Số:", "Số: 5/KH-UBND"), None),
        (lambda docx: _write(docx, "KẾ HOẠCH", "BÁO CÁO"), "Ký hiệu “KH-UBND” không hợp với tên loại BÁO CÁO; hãy viết “BC-…”."),
        (
            lambda docx: _write(docx, "Trên đây", "Trên đây là Kế hoạch."),
            "Nội dung kết thúc bằng “Trên đây là Kế hoạch.”; hãy kết thúc bằng “./.”.",
        ),
        (
            lambda docx: _write(docx, "- Lưu", "- Lưu: VT"),
            "Dòng cuối Nơi nhận “- Lưu: VT” chưa đúng; hãy viết như “- Lưu: VT, VX.”, có dấu chấm.",
        ),
        (lambda docx: _write(docx, "An Bình, ", "An Bình, ngày 5 tháng 06 năm 2026"), None),
    ],
    ids=range(12),
)
def test_each_breach_is_one_finding(change, finding):
    found = changed(drafts.PLAN, change)
    assert len(found) == (1 if finding else len(found))
    assert found
    assert finding is None or found == [finding]


def test_bases_end_as_the_decree_says():
    def change(docx):
        _write(docx, "Căn cứ Luật Thi đua", "Căn cứ Luật Thi đua, khen thưởng")
        _write(docx, "Theo đề nghị", "Theo đề nghị của Trưởng phòng;")

    assert changed(drafts.DECISION, change) == [
        "Căn cứ “Căn cứ Luật Thi đua, khen thưởng” chưa kết thúc bằng dấu chấm phẩy; hãy thêm “;”.",
        "Căn cứ cuối “Theo đề nghị của Trưởng phòng;” chưa kết thúc bằng dấu chấm; hãy thêm “.”.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Số: 05/KH-UBND",
        "Số: 120/QĐ-UBND",
        "Số: 12/TTr-VHXH",
        "Số: 12/UBND-VX",
        "Số:      /BB-HĐTĐKT",
        "Số: 12a/QyĐ-UBND",
        "Số: 01/BC-ĐTN-BTG",
    ],
)
def test_good_numbers(line):
    assert check_number(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Số: 5/KH-UBND",
        "Số: 05 / KH-UBND",
        "Số: 05/KH - UBND",
        "Số 05/KH-UBND",
        "05/KH-UBND",
        "Số: 05/kh-ubnd",
        "Số: 05/KH",
        "Số: 05-KH/UBND",
    ],
)
def test_bad_numbers(line):
    assert len(check_number(line)) == 1


def test_a_number_is_given_once_a_year_in_its_series():
    assert check_number("Số: 05/KH-UBND", taken={"05/KH-UBND"}) == [
        "Số 05/KH-UBND đã cấp cho văn bản khác trong năm; hãy lấy số tiếp theo."
    ]
    assert check_number("Số: 06/KH-UBND", taken={"05/KH-UBND"}) == []


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("An Bình, ngày 05 tháng 02 năm 2026", []), ("An Bình, ngày 21 tháng 3 năm 2026", []), ("An Bình, ngày      tháng 6 năm 2026", []),
        ("An Bình, ngày 5 tháng 3 năm 2026", ["Ngày “5” viết chưa đúng; hãy viết “05”."]),
        ("An Bình, ngày 15 tháng 03 năm 2026", ["Tháng “03” viết chưa đúng; chỉ tháng 1 và tháng 2 thêm số 0, hãy viết “3”."]),
        ("An Bình, ngày 15 tháng 2 năm 2026", ["Tháng “2” viết chưa đúng; chỉ tháng 1 và tháng 2 thêm số 0, hãy viết “02”."]),
        ("An Bình, ngày 31 tháng 4 năm 2026", ["Ngày 31/4/2026 không có trên lịch; hãy xem lại."]),
        ("An Bình, ngày 00 tháng 13 năm 2026", ["Ngày 00/13/2026 không có trên lịch; hãy xem lại."]),
        ("Hòa Bình, ngày 15 tháng 6 năm 2026", ["Địa danh “Hòa Bình” không phải tên chính thức lúc ban hành; hãy ghi “An Bình”."]),
        ("An Bình, 15/6/2026", ["Dòng “An Bình, 15/6/2026” chưa đúng; hãy viết “…, ngày … tháng … năm …”."]),
        ("", ["Không thấy địa danh và ngày, tháng, năm; hãy thêm dòng này dưới Tiêu ngữ."]),
    ],
)  # fmt: skip
def test_days(line, findings):
    assert check_day(line, "An Bình") == findings


@pytest.mark.parametrize(
    ("name", "symbol", "count"),
    [
        ("KẾ HOẠCH", "KH-UBND", 0),
        ("", "UBND-VX", 0),
        ("TỜ TRÌNH", "TTr-VHXH", 0),
        ("KẾ HOẠCH", "BC-UBND", 1),
        ("", "KH-UBND", 1),
        ("GIẤY BÁO", "GB-UBND", 1),
    ],
)
def test_kind_and_symbol_agree(name, symbol, count):
    assert len(check_kind(name, symbol)) == count


@pytest.mark.parametrize(
    ("posts", "count"),
    [
        (["CHỦ TỊCH"], 0), (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], 0), (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], 0),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], 0), (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], 0), (["THƯ KÝ", "CHỦ TỌA"], 0),
        (["TL. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"], 0), (["PHÓ CHỦ TỊCH"], 1), (["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"], 1), (["KT. CHỦ TỊCH", "CHỦ TỊCH"], 1),
        (["KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH"], 1),
    ],
)  # fmt: skip
def test_who_signs_how(posts, count):
    assert len(check_signature(posts)) == count


def test_the_list_agrees_with_the_decision():
    assert check_list(2, 2, [760_000, 760_000], 1_520_000, "Một triệu năm trăm hai mươi nghìn đồng") == []
    assert check_list(3, 2, [760_000, 760_000], 1_500_000, "một triệu năm trăm hai mươi nghìn đồng") == [
        "Danh sách kèm theo có 3 người (đơn vị), Điều 1 ghi 2; hãy sửa cho khớp.",
        "Cộng các dòng được 1.520.000 đồng, tổng ghi 1.500.000 đồng; hãy sửa cho khớp.",
        "Tổng số 1.500.000 đồng viết bằng chữ chưa đúng; hãy viết “một triệu năm trăm nghìn đồng”.",
    ]


def test_an_empty_number_and_day_are_the_clerks():
    assert check_docx(to_docx(replace(drafts.DECISION, number="", day=IssueDay()))) == []
