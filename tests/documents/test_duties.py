"""Duty-bearers and their tasks, in the forms in which documents assign work. Bodies and people are invented."""

import pytest

from lantoa.documents.reading.agencies import heading_unit, sentence_unit, split_units
from lantoa.documents.reading.dates import deadline_in
from lantoa.documents.reading.duties import assignments_of
from lantoa.documents.reading.duty_tables import table_assignments
from lantoa.documents.reading.layout import Paragraph, Table
from lantoa.documents.reading.outline import outline_of


def duties(*texts, kind="Kế hoạch", opening=()):
    root, _ = outline_of([Paragraph(text) for text in texts])
    return [(a.num, a.unit, [task.text for task in a.tasks]) for a in assignments_of(root, kind, list(opening))]


@pytest.mark.parametrize(
    ("heading", "unit", "asked"),
    [
        ("Sở Y tế", "Sở Y tế", False),
        ("Sở Y tế chủ trì, phối hợp thực hiện", "Sở Y tế", False),
        ("Đề nghị Hội Khuyến học tỉnh", "Hội Khuyến học tỉnh", True),
        ("Giao Sở Nội vụ", "Sở Nội vụ", False),
        ("Trách nhiệm của Ủy ban nhân dân các xã", "Ủy ban nhân dân các xã", False),
        ("Các tổ chức cung cấp dịch vụ chi trả", "Các tổ chức cung cấp dịch vụ chi trả", False),
        ("Cơ quan Thường trực Hội đồng (Phòng Nội vụ).", "Cơ quan Thường trực Hội đồng (Phòng Nội vụ)", False),
    ],
)
def test_headings_that_name_a_body(heading, unit, asked):
    named = heading_unit(heading)
    assert (named.unit, named.request) == (unit, asked)


@pytest.mark.parametrize(
    "heading",
    [
        "Mục đích",
        "Tổ chức hội nghị",
        "Phòng, chống dịch bệnh",
        "Báo cáo kết quả",
        "Chủ đề thi đua",
        "Hội thi cắm hoa",
        "Cơ sở vật chất",
        "Kinh phí",
    ],
)
def test_headings_that_name_none(heading):
    assert heading_unit(heading) is None


@pytest.mark.parametrize(
    ("sentence", "unit", "duty"),
    [
        ("Giao phòng Quản lý công nghiệp tổ chức kiểm tra.", "phòng Quản lý công nghiệp", "tổ chức kiểm tra."),
        ("Công an tỉnh: Bảo đảm an ninh.", "Công an tỉnh", "Bảo đảm an ninh."),
        ("UBND các xã, phường chủ động bố trí kinh phí.", "UBND các xã, phường", "chủ động bố trí kinh phí."),
        (
            "Giám đốc các Sở: Tài chính, Nội vụ chịu trách nhiệm thi hành.",
            "Giám đốc các Sở: Tài chính, Nội vụ",
            "chịu trách nhiệm thi hành.",
        ),
        ("Các đơn vị sự nghiệp công lập xây dựng kế hoạch.", "Các đơn vị sự nghiệp công lập", "xây dựng kế hoạch."),
        (
            "Bưu điện, các đơn vị cung cấp dịch vụ viễn thông: Đảm bảo liên lạc.",
            "Bưu điện, các đơn vị cung cấp dịch vụ viễn thông",
            "Đảm bảo liên lạc.",
        ),
    ],
)
def test_a_sentence_that_begins_with_a_body(sentence, unit, duty):
    named = sentence_unit(sentence)
    assert (named.unit, named.rest) == (unit, duty)


@pytest.mark.parametrize(
    "sentence", ["Tổ chức truyền thông sâu rộng đến nhân dân.", "Hội đã tổ chức đại hội.", "Nhiệm vụ do Tổ trưởng phân công."]
)
def test_a_sentence_that_assigns_nothing(sentence):
    assert sentence_unit(sentence) is None


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch", []),
        ("Các sở, ban, ngành", []),
        (
            "Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình",
            ["Sở Văn hóa, Thể thao và Du lịch", "Báo và Phát thanh, Truyền hình"],
        ),
        ("Sở, ban, ngành thành phố và Ủy ban nhân dân xã, phường", ["Sở, ban, ngành thành phố", "Ủy ban nhân dân xã, phường"]),
        (
            "các cấp ủy Đảng, Mặt trận Tổ quốc tỉnh và các tổ chức chính trị",
            ["các cấp ủy Đảng", "Mặt trận Tổ quốc tỉnh", "các tổ chức chính trị"],
        ),
    ],
)
def test_bodies_named_together(unit, parts):
    assert split_units(unit) == parts


def test_a_section_of_a_body_owns_all_items_below_it():
    assert duties(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Ngân hàng khu vực",
        "a) Chỉ đạo các chi nhánh, cụ thể như sau:",
        "- Tuyên truyền;",
        "- Cử người.",
        "b) Đề xuất.",
    ) == [("III.1", "Ngân hàng khu vực", ["Chỉ đạo các chi nhánh, cụ thể như sau:", "Tuyên truyền", "Cử người.", "Đề xuất."])]


def test_a_body_as_an_object_owns_nothing():
    texts = [
        "II. ĐỐI TƯỢNG, TIÊU CHÍ THI ĐUA",
        "1. Tiêu chí",
        "a) Đối với các sở, ban, ngành",
        "- Hoàn thành vượt mức.",
        "b) Đối với cá nhân",
        "- Gương mẫu.",
    ]
    assert duties(*texts) == []


def test_a_body_heading_outside_the_organising_part_counts_when_duties_follow():
    assert duties("II. NỘI DUNG THỰC HIỆN", "1. Sở Tài chính", "a) Tham mưu bố trí kinh phí;", "b) Kiểm tra.") == [
        ("II.1", "Sở Tài chính", ["Tham mưu bố trí kinh phí", "Kiểm tra."])
    ]


def test_dashes_that_each_name_a_body():
    assert duties("III. TỔ CHỨC THỰC HIỆN", "- Phòng Nội vụ: Chủ trì tổng hợp.", "- Các trường có trách nhiệm phổ biến.") == [
        ("III", "Phòng Nội vụ", ["Chủ trì tổng hợp."]),
        ("III", "Các trường", ["có trách nhiệm phổ biến."]),
    ]


def test_a_circle_may_hand_its_points_to_members():
    found = duties(
        "16. Các doanh nghiệp",
        "a) Công ty Môi trường Đồi Cỏ tăng cường dọn vệ sinh.",
        "b) Công ty Điện Sông Mây: Bảo đảm điện.",
        kind="Chỉ thị",
    )
    assert [(num, unit) for num, unit, _ in found] == [("16.a", "Công ty Môi trường Đồi Cỏ"), ("16.b", "Công ty Điện Sông Mây")]


def test_an_order_inside_a_sentence_of_another_part():
    found = duties(
        "III. TIÊU CHÍ",
        "3. Đánh giá",
        "a) Trên cơ sở kết quả, giao Sở Y tế thành lập đoàn kiểm tra;",
        "b) Nhiệm vụ được giao Sở Y tế hoàn thành.",
    )
    assert found == [("III.3.a", "Sở Y tế", ["thành lập đoàn kiểm tra"])]


def test_an_article_that_says_who_executes():
    found = duties(
        "Điều 1. Tặng Giấy khen cho 05 tập thể.",
        "Điều 2. Chánh Văn phòng, Trưởng phòng Nội vụ chịu trách nhiệm thi hành Quyết định này./.",
        kind="Quyết định",
    )
    assert found == [("Điều 2", "Chánh Văn phòng, Trưởng phòng Nội vụ", ["chịu trách nhiệm thi hành Quyết định này./."])]


def test_a_letter_orders_in_its_opening():
    opening = ["Sở Giáo dục đề nghị UBND các xã; các trường trực thuộc thực hiện một số nội dung sau:"]
    assert duties("- Theo dõi chất lượng không khí.", "- Hạn chế hoạt động ngoài trời.", kind="Công văn", opening=opening) == [
        (
            "",
            "UBND các xã; các trường trực thuộc",
            ["thực hiện một số nội dung sau:", "Theo dõi chất lượng không khí.", "Hạn chế hoạt động ngoài trời."],
        )
    ]


def rows(*texts):
    return Table([[[Paragraph(line) for line in cell.split("\n") if line] for cell in row] for row in texts])


def test_a_table_of_tasks():
    table = rows(
        ("TT", "Nhiệm vụ thực hiện", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
        ("1", "Rà soát điều kiện", "Phòng Nội vụ\nPhòng Y tế", "Các trường", "Trước 15/3/2024"),
        ("2", "In giấy khen", "Văn phòng", "", "Quý II/2024"),
    )
    assert [
        (a.num, a.unit, a.unit_parts, a.tasks[0].text, a.tasks[0].deadline_text, str(a.tasks[0].deadline))
        for a in table_assignments(table, "")
    ] == [
        ("1", "Phòng Nội vụ; Phòng Y tế", ["Phòng Nội vụ", "Phòng Y tế"], "Rà soát điều kiện", "Trước 15/3/2024", "2024-03-15"),
        ("2", "Văn phòng", [], "In giấy khen", "Quý II/2024", "None"),
    ]


def test_a_timetable_by_the_hour_assigns_nothing():
    assert (
        table_assignments(
            rows(
                ("Thời gian", "Nội dung", "Người phụ trách"),
                ("7h00 - 7h15", "Ổn định", "Văn phòng"),
                ("7h15 - 8h00", "Khai mạc", "Đoàn trường"),
            ),
            "",
        )
        == []
    )


@pytest.mark.parametrize(
    ("task", "words", "day"),
    [
        ("gửi kế hoạch trước ngày 31 tháng 12 năm 2025;", "trước ngày 31 tháng 12 năm 2025", "2025-12-31"),
        ("hoàn thành chậm nhất ngày 30/9/2025.", "hoàn thành chậm nhất ngày 30/9/2025", "2025-09-30"),
        ("Trước ngày 15/12 hàng năm tổng hợp", "Trước ngày 15/12 hàng năm", None),
        ("hoàn thành trong quý II/2024", "hoàn thành trong quý II/2024", None),
        ("trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.", "trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này", None),
        ("định kỳ hằng quý báo cáo", "định kỳ hằng quý", None),
        ("Thường xuyên kiểm tra", "Thường xuyên", None),
        ("Báo cáo khi tổng kết Đợt thi đua.", "khi tổng kết Đợt thi đua", None),
        ("Phối hợp thực hiện Quyết định số 5/QĐ-UBND ngày 01/7/2025", None, None),
    ],
)
def test_deadlines(task, words, day):
    found, when = deadline_in(task)
    assert (found, when.isoformat() if when else None) == (words, day)


def test_a_report_tells_and_commands_nobody():
    texts = ["I. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế thường xuyên theo dõi, đôn đốc các đơn vị.", "2. Đề nghị Sở Tài chính bố trí kinh phí."]
    assert duties(*texts, kind="Báo cáo") == [("I.2", "Sở Tài chính", ["bố trí kinh phí."])]
