"""Captions at the times of what is said."""

import pytest

from lantoa.radio.captions import LINE, Cue, cues, shifted, to_srt, to_vtt
from lantoa.radio.pauses import Pause
from lantoa.radio.voice import Mark

TEXT = "Kính thưa bà con. // Hôm nay, / thứ sáu. // Xin kính chào. //"


def test_evenly_by_syllables():
    found = cues(TEXT, seconds=11)
    assert [(cue.start, cue.end, cue.text) for cue in found] == [
        (0, 4, "Kính thưa bà con."),
        (4, 8, "Hôm nay, thứ sáu."),
        (8, 11, "Xin kính chào."),
    ]


def test_at_the_voices_own_times():
    marks = [Mark(0.5, 1.5, "Kính thưa bà con."), Mark(2, 3, "Hôm nay, thứ sáu.")]
    assert [(cue.start, cue.end) for cue in cues(TEXT, seconds=9, marks=marks)] == [(0.5, 1.5), (2, 3)]


def test_sentences_end_at_the_silences_of_a_recording():
    silences = [Pause(0, 1), Pause(4.4, 5), Pause(6.5, 6.7), Pause(9, 9.8)]
    assert [(cue.start, cue.end) for cue in cues(TEXT, seconds=13, pauses=silences)] == [(1, 4.4), (5, 9), (9.8, 13)]


def test_long_sentences_become_captions_of_two_short_lines():
    sentence = "Thành phố Long Khánh biểu dương hai mươi lăm điển hình tiên tiến, trong đó có nhiều người hiến đất làm đường, góp tiền xây nhà cho hộ khó khăn."
    found = cues(sentence, seconds=12)
    assert len(found) > 1
    assert " ".join(cue.text.replace("\n", " ") for cue in found) == sentence
    assert all(len(line) <= LINE + 8 for cue in found for line in cue.text.split("\n"))
    assert all(cue.text.count("\n") <= 1 for cue in found)
    assert [cue.start for cue in found[1:]] == [cue.end for cue in found[:-1]]
    assert (found[0].start, found[-1].end) == (0, pytest.approx(12))


def test_a_word_without_end_breaks_nothing():
    assert "".join(cue.text for cue in cues("a" * 500, seconds=2)) == "a" * 500
    assert cues("", seconds=2) == []


def test_webvtt_and_subrip():
    found = shifted([Cue(0, 1.5, "Một & <hai>"), Cue(1.5, 3.25, "Ba")], 3600.5)
    assert to_vtt(found) == (
        "WEBVTT\nLanguage: vi\n\n01:00:00.500 --> 01:00:02.000\nMột &amp; &lt;hai&gt;\n\n01:00:02.000 --> 01:00:03.750\nBa\n"
    )
    assert to_srt(found) == "1\n01:00:00,500 --> 01:00:02,000\nMột & <hai>\n\n2\n01:00:02,000 --> 01:00:03,750\nBa\n"
