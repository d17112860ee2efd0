"""Is the recording of the script?"""

import importlib.util
import json
from pathlib import Path

import pytest

from lantoa.radio import checking
from lantoa.radio.aligning import Heard, aligned, words_of
from lantoa.radio.checking import NO_RECOGNISER, Check, CheckingError, Verdict, check_recording, compare, marks_of, spans, timed
from lantoa.radio.pauses import Pause, pauses
from lantoa.radio.voice import Wave
from tests.radio.sound import recording, silence, tone

SCRIPT = "Bà Lê Thị Mẫu ở khu phố ba, / phường Xuân An / hiến một trăm hai mươi mét vuông đất. // Bà con rất quý bà. //"
SAID = "bà lê thị mẫu ở khu phố ba phường xuân an hiến một trăm hai mươi mét vuông đất bà con rất quý bà"


def heard(text: str) -> list[Heard]:
    return timed(text, 0, 10)


def test_read_as_written():
    check = compare(SCRIPT, heard(SAID), seconds=10)
    assert (check.share, check.trusted, check.slips) == (1.0, True, [])
    assert {word.verdict for word in check.words} == {Verdict.RIGHT}


def test_other_ways_of_saying_the_same_are_right():
    check = compare(
        "Hai nghìn không trăm linh năm, hai mươi mốt, hai mươi bốn, quý bảy.",
        heard("hai ngàn không trăm lẻ năm hai mốt hai tư quí bẩy"),
        seconds=5,
    )
    assert check.share == 1


def test_a_misheard_tone_is_no_slip():
    assert compare(SCRIPT, heard(SAID.replace("quý", "quy").replace("đất", "đât")), seconds=10).share == 1


def test_words_left_out_are_marked():
    check = compare(SCRIPT, heard(SAID.replace("phường xuân an ", "")), seconds=10)
    assert [word.written for word in check.words if word.verdict is Verdict.MISSING] == ["phường", "Xuân", "An"]
    (slip,) = check.slips
    assert (slip.written, slip.heard) == ("phường Xuân An", "")
    assert 0 < slip.start < 10


def test_wrong_and_added_words_are_marked():
    check = compare(
        SCRIPT, heard(SAID.replace("đất bà con", "nhà cửa ruộng vườn bà con").replace("lê thị mẫu", "lê thị mẫu thị mẫu")), seconds=10
    )
    assert {word.verdict for word in check.words} == {Verdict.RIGHT, Verdict.WRONG, Verdict.EXTRA}
    assert [slip.heard for slip in check.slips] == ["thị mẫu", "nhà cửa ruộng vườn"]


def test_something_else_altogether_is_not_trusted():
    check = compare(SCRIPT, heard("hôm nay trời nắng đẹp chúng tôi đi chơi xa"), seconds=10)
    assert not check.trusted
    assert marks_of(check, SCRIPT) == []
    assert compare(SCRIPT, [], seconds=10).share == 0
    assert compare("", heard("a"), seconds=1).share == 0


def test_kept_as_json():
    check = compare(SCRIPT, heard(SAID.replace("hiến", "tặng")), seconds=10)
    assert Check.from_json(json.loads(json.dumps(check.as_json()))) == check


def test_sentences_get_the_times_at_which_they_were_heard():
    words = [
        *timed("bà lê thị mẫu ở khu phố ba phường xuân an hiến một trăm hai mươi mét vuông đất", 1, 7),
        *timed("bà con rất quý bà", 8.5, 10),
    ]
    marks = marks_of(compare(SCRIPT, words, seconds=10), SCRIPT)
    assert [(mark.start, mark.end) for mark in marks] == [(1, 7), (8.5, 10)]


def test_a_long_stretch_that_differs_is_laid_out_too():
    pairs = aligned(words_of("a b c " * 100), heard("x y z " * 150))
    assert [written for written, _ in pairs if written] == words_of("a b c " * 100)
    assert sum(item is not None for _, item in pairs) == 450


def test_pieces_end_at_silences():
    silences = [Pause(4, 4.5), Pause(9, 10), Pause(11.5, 12.1), Pause(23, 23.4)]
    assert spans(30, silences) == [(0.0, 11.8), (11.8, 23.2), (23.2, 30.0)]
    assert spans(30, []) == [(0.0, 12.0), (12.0, 24.0), (24.0, 30.0)]


def test_silences_of_a_recording(tmp_path):
    voice, gap = tone(2), silence(1)
    path = recording(tmp_path, "a.webm", Wave(voice.samples + gap.samples + voice.samples, voice.rate))
    found, seconds = pauses(path)
    assert seconds == pytest.approx(5, abs=0.1)
    assert [(round(pause.start, 1), round(pause.end, 1)) for pause in found] == [(pytest.approx(2, abs=0.15), pytest.approx(3, abs=0.15))]


class TestWithTheRecogniser:
    """A package of its name stands in for the optional one; the child process, the cutting and the time limit are the real ones."""

    @pytest.fixture(autouse=True)
    def _installed(self, monkeypatch):
        folder = str(Path(__file__).with_name("recogniser"))
        monkeypatch.syspath_prepend(folder)
        monkeypatch.setenv("PYTHONPATH", folder)
        importlib.invalidate_caches()

    def test_hears_piece_by_piece(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TESTS_HEARD", "bà lê thị mẫu ở khu phố ba phường xuân an|hiến 120 mét vuông đất bà con rất quý bà")
        shares: list[float] = []
        check = check_recording(recording(tmp_path, "a.webm", tone(20)), SCRIPT, on_progress=shares.append)
        assert (check.share, check.seconds, shares) == (1.0, pytest.approx(20, abs=0.2), [0.5, 1.0])

    def test_a_crash_is_told(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TESTS_HEARD", "một|!")
        with pytest.raises(CheckingError, match="bị lỗi hoặc chạy quá lâu"):
            check_recording(recording(tmp_path, "a.wav", tone(20)), SCRIPT)

    def test_a_hang_is_ended(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TESTS_HEARD", "~")
        monkeypatch.setattr(checking, "_PATIENCE", -29.5)  # 60 − 29.5 × 2 seconds: one second
        with pytest.raises(CheckingError, match="bị lỗi hoặc chạy quá lâu"):
            check_recording(recording(tmp_path), SCRIPT)

    def test_no_sound(self, tmp_path):
        with pytest.raises(CheckingError, match="không có tiếng"):
            check_recording(recording(tmp_path, "im.wav", silence(2)), SCRIPT)


def test_without_the_recogniser(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CheckingError) as refused:
        check_recording(recording(tmp_path), SCRIPT)
    assert str(refused.value) == NO_RECOGNISER
