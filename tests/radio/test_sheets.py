"""The sheet a person reads from."""

from datetime import date

import pypdfium2
import pytest

from lantoa.radio.sheets import Sheet, length, read_aloud_sheet
from lantoa.radio.speaking import Script, closing, opening, script_of

STATION = "Đài Truyền thanh phường Xuân An"
DAY = date(2022, 6, 10)


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            texts.append(page.get_textpage().get_text_range())
            page.close()
        return texts


def test_a_page_for_each_story_with_its_time_and_breath_marks():
    story = script_of("UBND phường tặng 25 giấy khen cho bà con, trong đó có 3 hộ hiến đất.", title="Tặng giấy khen")
    found = pages(
        read_aloud_sheet(Sheet("Bản tin", STATION, DAY, [opening(station=STATION, day=DAY), story, closing(station=STATION)], "BT-7"))
    )
    assert len(found) == 4
    assert "2 Tặng giấy khen" in " ".join(found[0].split())
    assert "2. Tặng giấy khen" in found[2]
    assert "Ủy ban nhân dân phường tặng hai mươi lăm giấy khen cho bà con, / trong đó có ba hộ hiến đất. //" in " ".join(found[2].split())
    assert all(STATION in page and "BT-7" in page and f"Trang {n} trên 4" in page for n, page in enumerate(found, 1))


def test_people_s_text_is_never_markup():
    found = pages(read_aloud_sheet(Sheet('#panic("x") $ * _', STATION, DAY, [Script("= Tin #1 // \\", "#let x = 1 / *đậm* // $y$ //")])))
    assert "#let x = 1 / *đậm* //" in found[1]
    assert '#panic("x") $ * _' in found[0]


def test_a_long_script_runs_over_pages_and_no_sentence_is_parted():
    sentence = "Bà con trong khu phố cùng nhau góp công, / góp của làm đường. //"
    found = pages(read_aloud_sheet(Sheet("Bản tin", STATION, DAY, [Script("Tin", " ".join([sentence] * 80))])))
    assert len(found) > 3
    assert sum(page.count("làm đường. //") for page in found) == 80
    assert [page.count("Bà con") for page in found[1:]] == [page.count("làm đường. //") for page in found[1:]]


def test_nothing_to_print():
    with pytest.raises(ValueError, match="chưa có phần nào"):
        read_aloud_sheet(Sheet("Bản tin", STATION, DAY, []))


def test_length_in_words():
    assert (length(45.4), length(65), length(600)) == ("45 giây", "1 phút 05 giây", "10 phút 00 giây")
