"""Heads as offices print them: who issues, number, day, kind, subject. All bodies and places are invented."""

from datetime import date

import pytest

from lantoa.documents.reading.head import read_head
from lantoa.documents.reading.layout import Paragraph, Table

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def head(left, right, *after):
    cells = [[Paragraph(text) for text in left], [Paragraph(text) for text in right]]
    return read_head([Table([cells]), *(Paragraph(text) for text in after)])


@pytest.mark.parametrize(
    ("left", "issuer", "parent"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH"], "Ủy ban nhân dân tỉnh An Bình", None),
        (["UBND PHƯỜNG SÔNG MÂY"], "Ủy ban nhân dân phường Sông Mây", None),
        (["UBND TỈNH AN BÌNH", "SỞ NỘI VỤ"], "Sở Nội vụ tỉnh An Bình", "Ủy ban nhân dân tỉnh An Bình"),
        (["UBND TP. AN BÌNH", "PHÒNG TƯ PHÁP"], "Phòng tư pháp thành phố An Bình", "Ủy ban nhân dân thành phố An Bình"),
        (["ỦY BAN NHÂN DÂN", "HUYỆN ĐỒI CỎ", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân huyện Đồi Cỏ", "Ủy ban nhân dân huyện Đồi Cỏ"),
        (
            ["UBND TỈNH AN BÌNH", "SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"],
            "Sở Lao động - Thương binh và Xã hội tỉnh An Bình",
            "Ủy ban nhân dân tỉnh An Bình",
        ),
        (["SỞ GDĐT TỈNH AN BÌNH", "TRƯỜNG THPT ĐỒI CỎ"], "Trường THPT Đồi Cỏ", "Sở GDĐT tỉnh An Bình"),
        (
            ["UBND TỈNH AN BÌNH", "HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"],
            "Hội đồng Thi đua - Khen thưởng tỉnh An Bình",
            "Ủy ban nhân dân tỉnh An Bình",
        ),
    ],
)
def test_the_left_half_names_the_issuer_and_the_body_above(left, issuer, parent):
    found = head([*left, "Số: 1/BC-X"], [*NATION, "An Bình, ngày 01 tháng 02 năm 2024"], "BÁO CÁO", "Về công tác năm 2023")
    assert (found.issuer.lower(), (found.parent or "").lower()) == (issuer.lower(), (parent or "").lower())


@pytest.mark.parametrize(
    ("printed", "number", "only", "symbol"),
    [
        ("Số: 05/KH-UBND", "05/KH-UBND", "05", "KH-UBND"),
        ("Số: 453      /TB-UBND", "453/TB-UBND", "453", "TB-UBND"),
        ("Số:1629 /SCT-CN", "1629/SCT-CN", "1629", "SCT-CN"),
        ("Số: 12 / KH - UBND", "12/KH-UBND", "12", "KH-UBND"),
        ("Số: 87/2025/QĐ-UBND", "87/2025/QĐ-UBND", "87", "QĐ-UBND"),
        ("Số: 1445/SLĐTBXH-LĐVLDN", "1445/SLĐTBXH-LĐVLDN", "1445", "SLĐTBXH-LĐVLDN"),
        ("Số 32-KH/TU", "32-KH/TU", "32", "KH/TU"),
        ("Số:      /KH-SCT", None, None, "KH-SCT"),
        ("Số: ……/KH-UBND", None, None, "KH-UBND"),
    ],
)
def test_number_and_symbol(printed, number, only, symbol):
    found = head(["UBND TỈNH AN BÌNH", printed], [*NATION, "An Bình, ngày 01 tháng 02 năm 2024"], "KẾ HOẠCH", "Trồng cây")
    assert (found.number, found.number_only, found.symbol) == (number, only, symbol)


@pytest.mark.parametrize(
    ("printed", "place", "day"),
    [
        ("Long An Bình, ngày 21 tháng 3 năm 2022", "Long An Bình", date(2022, 3, 21)),
        ("Thành phố Sông Mây, ngày 1 tháng 12 năm 2024", "Thành phố Sông Mây", date(2024, 12, 1)),
        ("An Bình, ngày 18 tháng 11năm 2025", "An Bình", date(2025, 11, 18)),
        ("An Bình, ngày 23 tháng        7     năm 2026", "An Bình", date(2026, 7, 23)),
        ("An Bình, ngày     tháng 6 năm 2026", "An Bình", None),
        ("An Bình, ngày .... tháng .... năm 2026", "An Bình", None),
        ("An Bình, ngày 31 tháng 02 năm 2024", "An Bình", None),
        ("Phường 4, ngày 05 tháng 6 năm 2022", "Phường 4", date(2022, 6, 5)),
        ("Thử 4, ngày 21 tháng 3 năm 2022", "Thử 4", date(2022, 3, 21)),
        ("Quận 10, ngày     tháng 6 năm 2022", "Quận 10", None),
        ("Tân An 12 , ngày 1 tháng 12 năm 2024", "Tân An 12", date(2024, 12, 1)),
    ],
)
def test_place_and_day(printed, place, day):
    found = head(["UBND TỈNH AN BÌNH", "Số: 2/KH-UBND"], [*NATION, printed], "KẾ HOẠCH", "Trồng cây")
    assert (found.place, found.day) == (place, day)


def test_a_day_that_is_not_on_the_calendar_is_a_doubt():
    found = head(["UBND TỈNH AN BÌNH"], [*NATION, "An Bình, ngày 31 tháng 02 năm 2024"], "KẾ HOẠCH", "Trồng cây")
    assert found.doubts == ["Ngày ký “An Bình, ngày 31 tháng 02 năm 2024” không có trên lịch; hãy xem lại ngày."]


def test_a_scan_runs_both_halves_together():
    lines = [
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH AN BÌNH Độc lập - Tự do - Hạnh phúc",
        "Số: 47 /QĐ-UBND An Bình, ngày 17 tháng 01 năm 2025",
        "QUYÉT ĐỊNH",
        "Về việc hỗ trợ hộ nghèo",
    ]
    found = read_head([Paragraph(line) for line in lines])
    assert (found.issuer, found.number, found.place, found.day, found.kind, found.title) == (
        "Ủy ban nhân dân tỉnh An Bình", "47/QĐ-UBND", "An Bình", date(2025, 1, 17), "Quyết định", "Về việc hỗ trợ hộ nghèo",
    )  # fmt: skip


def test_two_halves_parted_by_tabs():
    lines = ["UBND TỈNH AN BÌNH\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ Y TẾ\t\tĐộc lập - Tự do - Hạnh phúc"]
    found = read_head(
        [
            *map(Paragraph, lines),
            Paragraph("Số: 9/KH-SYT\tAn Bình, ngày 02 tháng 5 năm 2024"),
            Paragraph("KẾ HOẠCH"),
            Paragraph("Tiêm chủng"),
        ]
    )
    assert (found.issuer, found.number, found.place, found.title) == ("Sở Y tế tỉnh An Bình", "9/KH-SYT", "An Bình", "Tiêm chủng")


def test_an_official_letter_has_its_subject_under_the_number():
    found = head(
        ["UBND TỈNH AN BÌNH", "SỞ Y TẾ", "Số: 9/SYT-NV", "V/v tăng cường phòng dịch", "mùa hè năm 2024"],
        [*NATION, "An Bình, ngày 02 tháng 5 năm 2024"],
        "Kính gửi:", "- Các bệnh viện;", "- Trung tâm y tế các xã.", "Thực hiện Công văn số 1/BYT-DP ngày 01/5/2024 của Bộ Y tế.",
    )  # fmt: skip
    assert (found.kind, found.title) == ("Công văn", "V/v tăng cường phòng dịch mùa hè năm 2024")
    assert found.addressees == ["Các bệnh viện", "Trung tâm y tế các xã"]
    assert [block.text for block in found.rest] == ["Thực hiện Công văn số 1/BYT-DP ngày 01/5/2024 của Bộ Y tế."]


def test_a_title_of_several_lines_ends_at_the_bases():
    found = read_head(
        [Paragraph("KẾ HOẠCH", bold=8, centred=True), Paragraph("Phát động thi đua trồng cây", bold=27, centred=True),
         Paragraph("trên địa bàn xã", bold=15, centred=True), Paragraph("Căn cứ Luật Lâm nghiệp ngày 15/11/2017;")]
    )  # fmt: skip
    assert found.title == "Phát động thi đua trồng cây trên địa bàn xã"
    assert len(found.rest) == 1


def test_a_title_may_itself_begin_like_a_basis():
    found = read_head(
        [
            Paragraph("KẾ HOẠCH"),
            Paragraph("THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTG NĂM 2024"),
            Paragraph("Thực hiện Chỉ thị số 27/CT-TTg ngày 15/8/2024;"),
        ]
    )
    assert found.title == "THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTG NĂM 2024"


def test_the_author_of_a_decision_is_not_its_title():
    found = read_head(
        [
            Paragraph("QUYẾT ĐỊNH"),
            Paragraph("Về việc tặng Giấy khen"),
            Paragraph("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐỒI CỎ"),
            Paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;"),
        ]
    )
    assert found.title == "Về việc tặng Giấy khen"
    assert found.rest[0].text.startswith("Căn cứ")
