"""Legal bases: what counts as one, where it ends. Numbers and bodies are invented."""

import pytest

from lantoa.documents.reading.bases import read_bases


@pytest.mark.parametrize(
    ("paragraph", "numbers"),
    [
        ("Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;", [None]),
        ("Căn cứ Quyết định 1883/QĐ-UBND ngày 06/11/2025 của UBND tỉnh về việc ủy quyền.", ["1883/QĐ-UBND"]),
        (
            "Căn cứ Nghị định số 181/2024/NĐ-CP ngày 31/12/2024 của Chính phủ; Nghị định số 146/2025/NĐ-CP ngày 12/6/2025 "
            "của Chính phủ;",
            ["181/2024/NĐ-CP", "146/2025/NĐ-CP"],
        ),
        ("Căn cứ Luật A ngày 1/1/2020; Luật sửa đổi, bổ sung một số điều của Luật A ngày 2/2/2022;", [None, None]),
        # A document cited inside the subject of another is no basis.
        (
            "Thực hiện Kế hoạch số 3/KH-UBND ngày 1/2/2024 của UBND tỉnh về triển khai Nghị quyết số 71/NQ-CP ngày "
            "01/4/2025 và Kế hoạch số 8-KH/TU ngày 2/2/2024 của Tỉnh ủy;",
            ["3/KH-UBND"],
        ),
        # Its short name in brackets closes a citation, so 'và' leads to the next.
        (
            "Thực hiện Nghị quyết số 5/NQ-CP ngày 1/3/2024 của Chính phủ về triển khai Nghị quyết số 1/2024/QH15 (Nghị "
            "quyết số 5/NQ-CP) và Quyết định số 7/QĐ-BCA ngày 8/9/2024 của Bộ Công an;",
            ["5/NQ-CP", "7/QĐ-BCA"],
        ),
        ("Căn cứ Công văn số 9086/BNV-CTTN&BĐG ngày 08/10/2025 của Bộ Nội vụ;", ["9086/BNV-CTTN&BĐG"]),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 1/2/2024.", []),
        ("Xét đề nghị của 03 đơn vị tại Văn bản số 5/GĐN ngày 10/6/2026.", []),
        ("Căn cứ tình hình thực tế của nhà trường;", []),
        ("Thời gian qua, thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022, các đơn vị đã cố gắng.", []),
    ],
)  # fmt: skip
def test_which_documents_are_bases(paragraph, numbers):
    assert [basis.number for basis in read_bases([paragraph])] == numbers


def test_the_basis_ends_where_the_issuer_begins_to_speak():
    text = (
        "Căn cứ Kế hoạch số 38/KH-UBND ngày 28/02/2022 của UBND tỉnh về tuyên truyền, UBND xã xây dựng kế hoạch thực hiện, cụ thể như sau:"
    )
    (basis,) = read_bases([text])
    assert basis.text == "Kế hoạch số 38/KH-UBND ngày 28/02/2022 của UBND tỉnh về tuyên truyền"
    assert basis.date.isoformat() == "2022-02-28"


def test_a_row_of_bases_goes_on_in_the_next_paragraph():
    found = read_bases(
        ["Thực hiện Chỉ thị số 27/CT-TTg ngày 15/8/2024 của Thủ tướng Chính phủ;", "Công văn số 66/BYT-CDS ngày 29/10/2024 của Bộ Y tế."]
    )
    assert [basis.number for basis in found] == ["27/CT-TTg", "66/BYT-CDS"]


def test_each_basis_counts_once():
    text = "Căn cứ Kế hoạch số 3/KH-UBND ngày 1/2/2024 của UBND tỉnh;"
    assert len(read_bases([text, text])) == 1
