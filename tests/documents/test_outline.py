"""Numbering and headings: levels are found from the marks, whatever the mark-up says."""

import pytest

from lantoa.documents.reading.layout import Paragraph
from lantoa.documents.reading.marks import mark_of, starts_item
from lantoa.documents.reading.outline import outline_of


def tree(*texts, bold=()):
    root, doubts = outline_of([Paragraph(t, bold=len(t) if t in bold else 0) for t in texts])

    def headed(node):
        return [(n.mark.label, n.heading, headed(n)) for n in node.children if n.heading] + [
            x for n in node.children if not n.heading for x in headed(n)
        ]

    return headed(root), doubts


@pytest.mark.parametrize(
    ("text", "style", "label"),
    [
        ("I. MỤC ĐÍCH", "roman", "I"), ("IV/ TỔ CHỨC", "roman", "IV"), ("A. Phần chung", "capital", "A"), ("1. Mục đích", "arabic.", "1"),
        ("1) Mục đích", "arabic)", "1"), ("2.10. Sở Y tế", "decimal1", "2.10"), ("a) Chủ trì", "letter)", "a"), ("đ) Tổng kết", "letter)", "đ"),
        ("(2) Ít nhất", "round", "2"), ("- Tổ chức", "dash", "-"), ("– Tổ chức", "dash", "-"), ("+ Tổ chức", "plus", "-"),
        ("Điều 3. Hiệu lực", "article", "Điều 3"), ("Chương II", "chương", "Chương II"), ("Phần thứ nhất: Đánh giá", "phần", "Phần nhất"),
    ],
)  # fmt: skip
def test_marks(text, style, label):
    mark = mark_of(text)
    assert (mark.style, mark.label) == (style, label)


@pytest.mark.parametrize(
    "text", ["15/12 hằng năm", "2022 là năm", "Điều 5 Nghị định", "100% hộ", "7h15 - 8h00", "-", "20.000 đồng", "Mục tiêu chung"]
)
def test_what_is_no_mark(text):
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("line", "above", "begins"),
    [
        ("- Xây dựng kế hoạch", "văn bản;", True),
        ("- xã hội trên địa bàn", "phát triển kinh tế", False),
        ("2. Sở Nội vụ", "b) Tổng hợp.", True),
        ("2. Điều 5 Luật này", "theo quy định tại khoản", False),
        ("1. tổ chức thực hiện", "các nội dung", False),
    ],
)
def test_a_line_in_the_middle_of_a_sentence_begins_no_item(line, above, begins):
    assert starts_item(line, above) is begins


def test_levels_of_a_plan():
    found, doubts = tree(
        "I. MỤC ĐÍCH, YÊU CẦU:",
        "1. Mục đích:",
        "- Nâng cao nhận thức.",
        "2. Yêu cầu.",
        "- Thiết thực.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "a) Chủ trì;",
    )
    assert found == [
        ("I", "MỤC ĐÍCH, YÊU CẦU", [("1", "Mục đích", []), ("2", "Yêu cầu", [])]),
        ("II", "TỔ CHỨC THỰC HIỆN", [("1", "Sở Y tế", [])]),
    ]
    assert doubts == []


def test_levels_of_a_regulation():
    found, _ = tree(
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
        "1. Quy chế này quy định về thi đua.",
        "Điều 2. Nguyên tắc",
        "a) Công khai;",
        "Chương II",
        "TỔ CHỨC",
        "Điều 3. Trách nhiệm",
        "1. Sở Nội vụ chủ trì.",
    )
    assert found == [
        ("Chương I", "QUY ĐỊNH CHUNG", [("Điều 1", "Phạm vi điều chỉnh", []), ("Điều 2", "Nguyên tắc", [])]),
        ("Chương II", "TỔ CHỨC", [("Điều 3", "Trách nhiệm", [])]),
    ]


def test_decimal_numbers_stand_under_the_number_they_extend():
    found, _ = tree(
        "III. NHIỆM VỤ",
        "1. Giải pháp",
        "1.1. Tăng cường lãnh đạo, chỉ đạo công tác này.",
        "2. Phân công",
        "2.1. Sở Tài chính",
        "a) Tham mưu;",
        "2.2. Sở Nội vụ",
        "- Phối hợp;",
    )
    assert found == [
        ("III", "NHIỆM VỤ", [("1", "Giải pháp", []), ("2", "Phân công", [("2.1", "Sở Tài chính", []), ("2.2", "Sở Nội vụ", [])])])
    ]


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (("2. Thời gian thực hiện: Từ tháng 10 đến tháng 12.",), "Thời gian thực hiện"),  # runs in before a colon
        (("2. Nâng cao trách nhiệm của người đứng đầu trong chỉ đạo phong trào.",), None),  # all content
        (("a) Tập thể", "- Các xã;"), "Tập thể"),
        (("a) Thời gian thi đua chia thành 02 đợt:", "- Đợt 1: tháng 3;"), None),  # leads a list in
        (("a) Chỉ đạo các đơn vị thực hiện các việc, cụ thể như sau:", "- Mở lớp;"), None),
        (("1. Thi đua theo các nội dung gồm:", "- Học tập;"), None),
        (("b) Thực hiện mở tài khoản: Ủy ban nhân dân xã phối hợp ngân hàng.",), None),  # a point is content to its end
    ],
)
def test_what_is_a_heading(texts, heading):
    found, _ = tree(*texts)
    assert [entry[1] for entry in found] == ([heading] if heading else [])


def test_a_run_in_body_among_headings_is_a_heading():
    found, _ = tree(
        "IV. TỔ CHỨC THỰC HIỆN", "1. Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao xây dựng kế hoạch triển khai thực hiện đợt thi đua.",
        "2. Sở Y tế", "- Phối hợp;", "3. Sở Nội vụ", "- Chủ trì.",
    )  # fmt: skip
    assert [child[1] for child in found[0][2]] == ["Các cơ quan, đơn vị", "Sở Y tế", "Sở Nội vụ"]


def test_gaps_and_doubles_in_the_numbering_are_doubts():
    _, doubts = tree("I. MỤC ĐÍCH", "1. Một", "- a;", "3. Ba", "- b;", "I. TỔ CHỨC")
    assert [message for message, _ in doubts] == ["Số mục nhảy từ 1 sang 3; có thể thiếu một mục."]
    _, doubts = tree("II. MỤC ĐÍCH", "- a;", "II. TỔ CHỨC", "- b;")
    assert doubts == [("Số mục II dùng hai lần; hãy xem lại cách đánh số.", "II. TỔ CHỨC")]


def test_the_closing_sentence_belongs_to_no_section():
    root, _ = outline_of([Paragraph(t) for t in ("I. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế", "Chủ trì thực hiện.", "Trên đây là Kế hoạch./.")])
    assert [node.text for node in root.walk() if node.closing] == ["Trên đây là Kế hoạch./."]
    assert [node.text for node in root.walk() if not node.mark and not node.closing] == ["Chủ trì thực hiện."]
