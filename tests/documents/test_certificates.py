import ctypes
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from lantoa.documents.certificates import FIELDS, Certificate, render
from lantoa.documents.writing import IssueDay
from tests.documents.test_writing_pdf import HOSTILE, MM, box, text_of

DAY = IssueDay.of(date(2026, 6, 5))
ONE = Certificate(
    decider="Chủ tịch Ủy ban nhân dân phường An Bình", recipient="Bà Trần Thị Bích Hạnh", details="Tổ trưởng tổ dân phố 5, khu phố Hòa Bình",
    achievement="Đã có thành tích xuất sắc trong phong trào thi đua “Người tốt, việc tốt” quý II năm 2026", place="An Bình", day=DAY,
    decision="125/QĐ-UBND", decision_day=DAY, golden_book="37", post="CHỦ TỊCH", name="Nguyễn Thị Hồng Vân",
)  # fmt: skip
FIXED = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TẶNG", "GIẤY KHEN")


def opened(certificates, **options):
    return pdfium.PdfDocument(render(certificates, **options))


def colour(page, words):
    """Red, green and blue of the letters."""
    text_page = page.get_textpage()
    start, _ = text_page.search(words).get_next()
    parts = [ctypes.c_uint() for _ in range(4)]
    assert pdfium_c.FPDFText_GetFillColor(text_page.raw, start, *map(ctypes.byref, parts))
    return tuple(part.value for part in parts[:3])


def size_of(page, words):
    text_page = page.get_textpage()
    start, _ = text_page.search(words).get_next()
    return round(pdfium_c.FPDFText_GetFontSize(text_page.raw, start), 1)


def test_a_whole_certificate():
    page = opened([ONE])[0]
    assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (297, 210)
    assert text_of(page) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc vị trí Quốc huy CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH TẶNG GIẤY KHEN "
        "Bà Trần Thị Bích Hạnh Tổ trưởng tổ dân phố 5, khu phố Hòa Bình "
        "Đã có thành tích xuất sắc trong phong trào thi đua “Người tốt, việc tốt” quý II năm 2026 "
        "Quyết định số: 125/QĐ-UBND ngày 05 tháng 6 năm 2026 Số sổ vàng: 37 An Bình, ngày 05 tháng 6 năm 2026 CHỦ TỊCH Nguyễn Thị Hồng Vân"
    )


def test_the_decider_and_the_name_of_the_award_are_red_and_the_rest_black():
    page = opened([ONE])[0]
    red = (200, 16, 46)
    assert [colour(page, words) for words in ("CHỦ TỊCH ỦY BAN", "GIẤY KHEN")] == [red, red]
    assert {colour(page, words) for words in ("CỘNG HÒA", "TẶNG", "Bà Trần", "Tổ trưởng", "Đã có", "Quyết định số", "Nguyễn Thị")} == {
        (0, 0, 0)
    }


def test_where_the_parts_stand():
    page = opened([ONE])[0]
    middles = {words: box(page, words) for words in ("GIẤY KHEN", "Bà Trần Thị Bích Hạnh", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH")}
    assert all(abs((place[0] + place[2]) / 2 - 148.5) < 0.5 for place in middles.values())
    heights = [
        box(page, words)[1]
        for words in ("CỘNG HÒA", "CHỦ TỊCH ỦY", "TẶNG", "GIẤY KHEN", "Bà Trần", "Tổ trưởng", "Đã có", "An Bình, ngày", "Nguyễn Thị Hồng")
    ]
    assert heights == sorted(heights)
    assert box(page, "Quyết định số")[0] < 40
    assert box(page, "Nguyễn Thị Hồng Vân")[0] > 160
    assert box(page, "Nguyễn Thị Hồng Vân")[3] - box(page, "An Bình, ngày")[1] > 24  # room for signature and seal


def test_the_emblem_is_never_drawn():
    assert "Quốc huy" in text_of(opened([ONE])[0])
    assert "Quốc huy" not in text_of(opened([ONE], emblem_mark=False)[0])
    for page in (opened([ONE])[0], opened([ONE], mode="overprint")[0]):
        assert not list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))


def test_overprint_holds_the_texts_only():
    page = opened([ONE], mode="overprint")[0]
    text = text_of(page)
    assert all(words not in text for words in (*FIXED, "Quốc huy"))
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH Bà Trần Thị Bích Hạnh" in text
    assert not list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]))
    whole = opened([ONE])[0]
    for words in ("Bà Trần Thị Bích Hạnh", "An Bình, ngày", "Nguyễn Thị Hồng Vân"):
        assert box(page, words) == pytest.approx(box(whole, words), abs=0.01)


WORDS = {
    "decider": "CHỦ TỊCH ỦY", "recipient": "Bà Trần", "details": "Tổ trưởng", "achievement": "Đã có", "decision": "Quyết định số", "place_day": "An Bình, ngày",
    "post": "CHỦ TỊCH Nguyễn", "name": "Nguyễn Thị Hồng",
}  # fmt: skip


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("page", "post")])
def test_each_part_can_be_moved_alone(field):
    before, after = opened([ONE], mode="overprint")[0], opened([ONE], mode="overprint", offsets={field: (3.5, -2)})[0]
    for name, words in WORDS.items():
        if name != "post":
            moved = (3.5, -2) if name == field else (0, 0)
            there, here = box(before, words), box(after, words)
            assert (here[0] - there[0], here[1] - there[1]) == pytest.approx(moved, abs=0.05)


def test_all_parts_can_be_moved_together():
    before, after = opened([ONE], mode="overprint")[0], opened([ONE], mode="overprint", offsets={"page": (1, 2), "name": (0, 1)})[0]
    assert box(after, "Bà Trần")[0] - box(before, "Bà Trần")[0] == pytest.approx(1, abs=0.05)
    assert box(after, "Nguyễn Thị Hồng")[1] - box(before, "Nguyễn Thị Hồng")[1] == pytest.approx(3, abs=0.05)


def test_parts_that_the_stock_carries_are_left_out():
    text = text_of(opened([ONE], mode="overprint", omit=["decider", "post"])[0])
    assert "CHỦ TỊCH" not in text
    assert "Bà Trần" in text


def test_an_unissued_certificate_leaves_room_for_the_clerk():
    text = text_of(opened([replace(ONE, decision="", decision_day=IssueDay(2026), golden_book="", day=IssueDay(2026, 6))])[0])
    assert "Quyết định số: /QĐ-UBND ngày tháng năm 2026 Số sổ vàng: An Bình, ngày tháng 6 năm 2026" in text


def test_a_deputy_signs_for_the_head():
    page = opened([replace(ONE, authority=("KT. CHỦ TỊCH",), post="PHÓ CHỦ TỊCH")])[0]
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Thị Hồng Vân" in text_of(page)
    assert box(page, "Nguyễn Thị Hồng Vân")[3] - box(page, "PHÓ CHỦ TỊCH")[1] > 15


LONG_NAME = (
    "Tập thể cán bộ, giáo viên, nhân viên và học sinh Trường Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai, phường Đông Hưng Thuận"
)


@pytest.mark.parametrize("recipient", [LONG_NAME, "Nguyễn " * 70, "Ngườiiii" * 60])
def test_long_names_shrink_and_stay_in_their_room(recipient):
    page = opened([replace(ONE, recipient=recipient, achievement="Đã có thành tích xuất sắc trong phong trào thi đua yêu nước. " * 12)])[0]
    for words, low, high in ((recipient[:6], 97, 114), ("Đã có", 124, 146)):
        left, _, _, top = box(page, words)
        assert low <= top
        assert left > 25
        assert box(page, words)[1] < high
    assert size_of(page, recipient[:6]) < 24


def test_short_names_are_as_large_as_can_be():
    assert size_of(opened([ONE])[0], "Bà Trần") == 24


def test_what_people_type_is_never_markup():
    assert "".join(HOSTILE.split()) in "".join(text_of(opened([replace(ONE, achievement=HOSTILE)])[0]).replace("\u200b", "").split())


def test_hundreds_in_one_file_in_the_order_given():
    many = [replace(ONE, recipient=f"Ông Nguyễn Văn {n:03}") for n in range(300)]
    document = opened(many)
    assert [f"Ông Nguyễn Văn {n:03}" in text_of(document[n]) for n in range(300)] == [True] * 300


def test_it_is_archival():
    data = render([ONE])
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data


@pytest.mark.parametrize(("certificates", "options"), [
    ([], {}), ([ONE], {"mode": "mirror"}), ([ONE], {"offsets": {"seal": (1, 1)}}), ([ONE], {"omit": ["seal"]}),
])  # fmt: skip
def test_nonsense_is_refused(certificates, options):
    with pytest.raises(ValueError):
        render(certificates, **options)
