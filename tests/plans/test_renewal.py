"""Next year's wording: what counts the year moves, what names something of its own stays."""

import pytest

from lantoa.plans.proposing.proof import guess
from lantoa.plans.proposing.renewal import renew, renew_title

APPEAL = "kỷ niệm 74 năm Ngày Bác Hồ ra lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2022)."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện thắng lợi nhiệm vụ năm 2022", "thực hiện thắng lợi nhiệm vụ năm 2023"),
        (APPEAL, "kỷ niệm 75 năm Ngày Bác Hồ ra lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2023)."),
        ("văn hóa công sở” giai đoạn 2019 - 2022, năm 2022", "văn hóa công sở” giai đoạn 2019 - 2022, năm 2023"),
        ("Căn cứ Kế hoạch số 38/KH-UBND ngày 28/02/2022 của tỉnh", "Căn cứ Kế hoạch số 38/KH-UBND ngày 28/02/2022 của tỉnh"),
        ("theo Thông tư 39/2022/TT-BTTTT", "theo Thông tư 39/2022/TT-BTTTT"),
        ("trước ngày 15/12/2022", "trước ngày 15/12/2023"),
        ("đã qua 30 năm xây dựng, mã 12022", "đã qua 30 năm xây dựng, mã 12022"),
    ],
)
def test_next_years_text(text, expected):
    assert renew(text, 2022, 2023)[0] == expected


def test_each_replaced_phrase_is_shown_with_its_surroundings():
    changes = renew(APPEAL, 2022, 2024)[1]
    assert [(c.old, c.new) for c in changes] == [("74", "76"), ("2022", "2024")]
    assert "kỷ niệm 74 năm" in changes[0].context


def test_a_short_title_takes_its_number_from_the_sentence():
    assert renew_title("Kỷ niệm 74 năm", [APPEAL], 2022, 2023) == "Kỷ niệm 75 năm"
    assert renew_title("74 năm", ["Không có mốc nào."], 2022, 2023) == "74 năm"


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("Kiểm tra, đôn đốc việc thực hiện và báo cáo kết quả.", "Ghi việc kiểm tra", "minutes"),
        ("Tổ chức các hội nghị tuyên truyền.", "Ghi hoạt động", "event"),
        ("Tổng hợp, báo cáo UBND thành phố.", "Nộp báo cáo", "report"),
        ("Tham mưu UBND ban hành quyết định.", "Nộp văn bản", "document"),
        ("Bố trí người phụ trách.", "Nộp minh chứng", "document"),
    ],
)
def test_proof_is_guessed_from_the_first_verb(text, verb, kind):
    found = guess(text)
    assert (found.verb, found.kinds[0]) == (verb, kind)
