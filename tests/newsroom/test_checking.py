"""The checks beside the text: what they see, what they let pass."""

from datetime import date

import pytest

from lantoa.newsroom.checking import FileFacts, PictureWords, check, numbers_in

FACTS = FileFacts(frozenset({"Nguyễn Văn Thử"}), frozenset({date(2022, 5, 3)}), frozenset({"200", "12000000"}), "0912 345 678")
LONG = "Bà con trong khu phố cùng nhau góp công làm lại con đường, mỗi nhà một việc, ai có gì góp nấy. " * 4


def keys(text, facts=FACTS, **more):
    return {finding.key for finding in check("Đầu đề", "Tóm tắt.", text + " " + LONG, facts=facts, **more)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ông Nguyễn Văn Thủ hiến đất.", "name_marks"),
        ("Ông Nguyên Văn Thử hiến đất.", "name_marks"),
        ("Hôm ấy ông Trần Văn Lạ cũng đến.", "name"),
        ("Việc diễn ra ngày 04/05/2022.", "date"),
        ("Việc diễn ra ngày 31/02/2022.", "date"),
        ("Con đường phục vụ 350 hộ.", "number"),
        ("Gọi 0912345678 để hỏi.", "phone"),
        ("Căn cước 079123456789 của ông.", "id_number"),
        ("[Việc này diễn ra khi nào?]", "open"),
        ("một hai ba bốn năm sáu bảy tám chín mười " * 4 + ".", "long"),
    ],
)
def test_what_is_seen(text, key):
    assert key in keys(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Thử hiến 200 mét vuông đất ngày 03/05/2022.",
        "Theo báo cáo của khu phố, con đường phục vụ 350 hộ.",
        "Năm 2019, thực hiện Kế hoạch số 449/KH-UBND, phong trào giai đoạn 2019 - 2025.",
        "Trị giá 12.000.000 đồng.",
    ],
)
def test_what_the_file_knows_passes(text):
    assert keys(text) == set()


def test_each_says_what_to_do_and_the_grave_ones_come_first():
    found = check("Đầu đề", "", "Gọi 0912345678.", facts=FACTS, pictures=[PictureWords("Ảnh thứ 1", "", "", shown=False)])
    stops = [finding.stops for finding in found]
    assert stops == sorted(stops, reverse=True)
    assert all(finding.do for finding in found)
    assert {finding.key for finding in found if finding.stops} == {"phone", "alt", "credit", "shown"}


def test_numbers_are_compared_without_their_dots():
    assert numbers_in("1.200.000 đồng, 35 hộ, 449/KH-UBND, 3,5 ha") == {"1200000", "35", "3,5"}
