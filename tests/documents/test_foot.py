"""Feet as offices print them: recipients left, signer right. All people are invented."""

import pytest

from lantoa.documents.reading.foot import find_foot, read_foot
from lantoa.documents.reading.layout import Paragraph, Table


def foot(left, right):
    return read_foot([Table([[[Paragraph(text) for text in left], [Paragraph(text) for text in right]]])])


@pytest.mark.parametrize(
    ("right", "authority", "position", "name"),
    [
        (["CHỦ TỊCH", "Trần Thị Mây"], None, "CHỦ TỊCH", "Trần Thị Mây"),
        (["KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mây"], "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mây"),
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Trần Mây"], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Mây"),
        (
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mây"],
            "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Mây",
        ),
        (["TM. ỦY BAN", "NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Mây"], "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Thị Mây"),
        (
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Thị Mây"],
            "TL. CHỦ TỊCH; KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Thị Mây",
        ),
        (["TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Trần Mây"], "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Mây"),
        (["TM. HỘI ĐỒNG", "CHỦ TỊCH", "PHÓ CHỦ TỊCH UBND TỈNH", "Trần Mây"], "TM. HỘI ĐỒNG", "CHỦ TỊCH", "Trần Mây"),
        (["HIỆU TRƯỞNG", "ThS. Trần Thị Mây"], None, "HIỆU TRƯỞNG", "Trần Thị Mây"),
        (["KT. CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG", "Thượng tá Trần Văn Núi"], "KT. CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG", "Trần Văn Núi"),
        (["CHỦ TỊCH", "Y Mây Niê Kđăm"], None, "CHỦ TỊCH", "Y Mây Niê Kđăm"),
        (["CHỦ TỊCH", "H’Mây Niê"], None, "CHỦ TỊCH", "H’Mây Niê"),
        (["CHỦ TỊCH", "TRẦN THỊ MÂY"], None, "CHỦ TỊCH", "TRẦN THỊ MÂY"),
    ],
)  # fmt: skip
def test_the_signer(right, authority, position, name):
    signer = foot(["Nơi nhận:", "- Như trên;", "- Lưu: VT."], right).signer
    assert (signer.authority, signer.position, signer.name) == (authority, position, name)


def test_recipients_lose_dash_and_end_mark_and_keep_their_brackets():
    left = [
        "Nơi nhận:",
        "- Như trên;",
        "- Các Sở: Nội vụ, Y tế,",
        "Tài chính (để p/h);",
        "- UBND xã, phường",
        "(qua hệ thống);",
        "- Lưu: VT, TH(2b).",
    ]
    assert foot(left, ["CHỦ TỊCH"]).recipients == [
        "Như trên", "Các Sở: Nội vụ, Y tế, Tài chính (để p/h)", "UBND xã, phường (qua hệ thống)", "Lưu: VT, TH(2b)",
    ]  # fmt: skip


def test_recipients_without_dashes():
    assert foot(["Nơi nhận:", "Như trên;", "Sở Nội vụ;", "Lưu: VT."], ["CHỦ TỊCH"]).recipients == ["Như trên", "Sở Nội vụ", "Lưu: VT"]


def test_a_soft_break_parts_recipients_as_a_paragraph_does():
    cells = [[Paragraph("Nơi nhận:\n- Như trên;\n- Lưu: VT.")], [Paragraph("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n(đã ký)\n\nTrần Thị Mây")]]
    found = read_foot([Table([cells])])
    assert found.recipients == ["Như trên", "Lưu: VT"]
    assert found.signer.name == "Trần Thị Mây"


def test_a_scan_runs_recipient_and_post_together():
    lines = [
        "Nơi nhận: TL. CHỦ TỊCH",
        "- CT, PCT UBND tỉnh; KT. CHÁNH VĂN PHÒNG",
        "- Các Sở: Tài chính, Nội vụ, PHÓ CHÁNH VĂN PHÒNG",
        "- Các tổ chức chính trị - xã hội tỉnh; Trần Văn Núi",
        "- Lưu: VT.",
    ]
    found = read_foot([Table([[[Paragraph(line) for line in lines]]])])
    assert found.recipients == ["CT, PCT UBND tỉnh", "Các Sở: Tài chính, Nội vụ", "Các tổ chức chính trị - xã hội tỉnh", "Lưu: VT"]
    assert (found.signer.authority, found.signer.position, found.signer.name) == (
        "TL. CHỦ TỊCH; KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Văn Núi",
    )  # fmt: skip


def test_recipients_and_signer_one_below_the_other():
    texts = ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT, TH (VX)", "KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Núi"]
    found = read_foot([Paragraph(text) for text in texts])
    assert found.recipients == ["Sở Nội vụ", "Lưu: VT, TH (VX)"]
    assert (found.signer.authority, found.signer.position, found.signer.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Núi")


def test_the_foot_takes_the_signer_above_it_and_stops_at_an_annex():
    texts = ["Điều 2. Sở Nội vụ thi hành./.", "CHỦ TỊCH", "Nơi nhận:", "- Như Điều 2;", "Trần Văn Núi", "PHỤ LỤC", "Danh sách"]
    assert find_foot([Paragraph(text) for text in texts]) == (1, 5)


def test_a_text_without_recipients_may_still_be_signed():
    blocks = [
        Paragraph("1. Sở Nội vụ thi hành."),
        Table([[[Paragraph(" ")], [Paragraph("KT. CHỦ TỊCH"), Paragraph("PHÓ CHỦ TỊCH"), Paragraph("Trần Mây")]]]),
    ]
    start, end = find_foot(blocks)
    assert (start, end, read_foot(blocks[start:end]).signer.name) == (1, 2, "Trần Mây")
