"""What is written, as an announcer says it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.radio.speaking import closing, doubts, joined, opening, reading_seconds, script_of, sentences, spoken, syllables, without_marks
from tests.radio.speaking_score import cases, wrong


def test_the_known_half_is_read_right():
    assert len(cases("speaking_cases")) >= 110
    assert wrong("speaking_cases") == []


def test_the_held_out_half_is_read_right():
    """Written before the rules; the share is reported apart. A miss is listed here, never taken out."""
    given_cases = cases("speaking_held_out")
    assert len(given_cases) >= 100
    assert len(wrong("speaking_held_out")) <= 0.01 * len(given_cases)


@pytest.mark.parametrize("name", ["speaking_cases", "speaking_held_out"])
def test_what_is_said_stays_as_it_is_when_read_again(name):
    assert [(case["says"], again) for case in cases(name) if (again := spoken(case["says"])) != case["says"]] == []


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạỦ ABĐPTUXK.,;:()/-&%+=0123456789²“”\n", max_size=80))
def test_nothing_breaks_it_and_no_figure_is_left(text):
    said = spoken(text)
    assert re.search(r"[\d²&%+=()]", said) is None
    assert doubts(text) == list(dict.fromkeys(doubts(text)))


def test_names_stay_as_they_are():
    text = "Bùi Thị Xuân, Nguyễn Ngọc Ánh, Y Moan Êban, K’Brôi, Đôih, A Lăng Bhuốch"
    assert spoken(text) == text


def test_breath_marks_and_lines_come_through():
    assert spoken("Có 2 hộ, / hiến 5 ha. //\n\nHết. //") == "Có hai hộ, / hiến năm héc-ta. //\n\nHết. //"


def test_doubts_are_what_was_guessed():
    assert doubts("Hội QXZV trao 5 suất quà mã KX-12q tại UBND phường, QXZV cảm ơn.") == ["QXZV", "KX-12q"]
    assert spoken("Hội QXZV trao quà.") == "Hội quy ích dét vê trao quà."
    assert doubts("UBND phường tặng 25 giấy khen ngày 11/6/2022.") == []


class TestScript:
    TEXT = (
        "Ngày 10/6/2022, UBND TP. Long Khánh biểu dương 25 điển hình tiên tiến trong phong trào thi đua yêu nước giai đoạn 2020-2022, "
        "trong đó có bà Lê Thị Mẫu ở KP.3, P. Xuân An đã hiến 120 m2 đất làm đường; ông Trần Văn Thử vận động được 350 triệu đồng.\n"
        "Theo Kế hoạch số 449/KH-UBND, các đài phát 2 buổi/tuần."
    )

    def test_says_the_title_then_short_sentences(self):
        script = script_of(self.TEXT, title="Long Khánh biểu dương 25 điển hình", names=["Lê Thị Mẫu", "Trần Văn Thử"])
        assert script.text.split("\n\n")[0] == "Long Khánh biểu dương hai mươi lăm điển hình. //"
        assert (
            script.sentences[2]
            == "Trong đó có bà Lê Thị Mẫu ở khu phố ba, phường Xuân An đã hiến một trăm hai mươi mét vuông đất làm đường."
        )
        assert script.sentences[3] == "Ông Trần Văn Thử vận động được ba trăm năm mươi triệu đồng."
        assert script.doubts == ()

    def test_a_breath_comes_at_least_every_eighteen_syllables_and_never_inside_a_name(self):
        names = ["Nguyễn Văn Của Và Tại"]
        text = f"Ông {names[0]} hiến đất làm đường cho bà con trong khu phố đi lại thuận tiện và góp tiền xây nhà văn hóa để các cháu có chỗ vui chơi."
        script = script_of(text, title="Hiến đất", names=names)
        assert names[0] in script.text
        assert max(map(syllables, re.split(r"/+", script.text))) <= 18

    def test_a_summary_that_the_text_begins_with_is_not_said_twice(self):
        text = "Bà Mẫu hiến 120 m2 đất làm đường cho khu phố. Mọi người rất quý bà."
        assert script_of(text, title="Hiến đất", summary="Bà Mẫu hiến 120 m2 đất làm đường.").text.count("một trăm hai mươi") == 1
        assert script_of(text, title="Hiến đất", summary="Gương sáng phường Xuân An.").sentences[1] == "Gương sáng phường Xuân An."

    def test_nothing_to_say(self):
        assert script_of("", title="").text == ""

    def test_opening_and_closing(self):
        hello = opening(station="Đài Truyền thanh phường Xuân An", day=date(2022, 6, 10), titles=["Hiến 5 ha đất"])
        assert "thứ sáu, ngày mười tháng sáu năm hai nghìn không trăm hai mươi hai" in hello.text
        assert "Hiến năm héc-ta đất." in hello.sentences
        assert closing(station="Đài Truyền thanh phường Xuân An").text.endswith("bản tin sau. //")
        both = joined([hello, closing(station="Đài")], "Bản tin")
        assert both.seconds == pytest.approx(hello.seconds + closing(station="Đài").seconds, abs=0.2)


def test_time_is_counted_in_syllables():
    assert (syllables("Một hai, / ba. //"), without_marks("Một hai, / ba. //")) == (3, "Một hai, ba.")
    assert reading_seconds("một " * 220) == 60
    assert sentences("Một. // Hai / ba! //\n\n“Bốn?” //") == ["Một.", "Hai ba!", "“Bốn?”"]
