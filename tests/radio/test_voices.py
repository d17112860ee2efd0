"""Three voices behind one adapter."""

import importlib.util
import json
from pathlib import Path

import pytest

from lantoa.radio.voice import NO_VOICE, Recorded, VoiceError, Wave, espeak, neural, voice_named, voice_problems, voices
from lantoa.radio.voice.espeak import Espeak, phonemes
from lantoa.radio.voice.neural import Neural, phoneme_ids
from tests.radio.onnx_model import RATE, SAMPLES, model, voice_folder
from tests.radio.sound import recording, silence, tone

SCRIPT = "Kính thưa bà con. // Đây là bản tin / của phường Xuân An. //\n\nHết. //"
SENTENCES = ["Kính thưa bà con.", "Đây là bản tin của phường Xuân An.", "Hết."]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.RADIO_VOICES = tmp_path / "voices"


def assert_marked(wave: Wave) -> None:
    assert [mark.text for mark in wave.marks] == SENTENCES
    assert all(mark.start < mark.end for mark in wave.marks)
    assert all(before.end < after.start for before, after in zip(wave.marks, wave.marks[1:], strict=False))
    assert wave.marks[-1].end == pytest.approx(wave.seconds, abs=0.05)


class TestPreview:
    def test_speaks_sentence_by_sentence(self):
        wave = Espeak().speak(SCRIPT)
        assert 3 < wave.seconds < 8
        assert_marked(wave)

    def test_is_for_trying_out_only_unless_a_setting_allows_it(self, settings):
        assert (Espeak().for_air, "chỉ để nghe thử" in Espeak().label) == (False, True)
        settings.RADIO_PREVIEW_ON_AIR = True
        assert Espeak().for_air

    def test_gives_phonemes(self):
        (said,) = phonemes(["Xin chào, bà con."])
        assert "sˈin" in said
        assert "," in said

    @pytest.mark.parametrize(
        ("script", "expected"), [("", "chưa có chữ nào"), (" // \n / ", "chưa có chữ nào"), ("a " * 20_000, "quá nửa giờ")]
    )
    def test_a_script_that_cannot_be_said(self, script, expected):
        with pytest.raises(VoiceError, match=expected):
            Espeak().speak(script)

    def test_the_library_missing(self, monkeypatch, tmp_path):
        child = tmp_path / "con.py"
        child.write_text("import sys; sys.exit(3)")
        monkeypatch.setattr(espeak, "_CHILD", str(child))
        with pytest.raises(VoiceError, match="Người quản trị cần cài gói espeakng-loader"):
            Espeak().speak(SCRIPT)

    def test_the_library_crashing(self, monkeypatch, tmp_path):
        child = tmp_path / "con.py"
        child.write_text("import os; os.abort()")
        monkeypatch.setattr(espeak, "_CHILD", str(child))
        with pytest.raises(VoiceError, match="bị lỗi giữa chừng"):
            Espeak().speak(SCRIPT)

    def test_the_library_hanging(self, monkeypatch, tmp_path):
        child = tmp_path / "con.py"
        child.write_text("import time; time.sleep(60)")
        monkeypatch.setattr(espeak, "_CHILD", str(child))
        monkeypatch.setattr(espeak, "_SECONDS", 0.2)
        with pytest.raises(VoiceError, match="chạy quá lâu"):
            Espeak().speak(SCRIPT)


class TestNeural:
    def test_a_folder_laid_down_is_a_voice_for_air(self, settings):
        voice_folder(settings.RADIO_VOICES / "giong-nu")
        assert [(voice.name, voice.for_air) for voice in voices()] == [("giong-nu", True), ("nghe-thu", False)]
        shares: list[float] = []
        wave = voice_named("giong-nu").speak(SCRIPT, on_progress=shares.append)
        assert wave.rate == RATE
        assert_marked(wave)
        assert shares == [pytest.approx(1 / 3), pytest.approx(2 / 3), 1.0]

    def test_each_sign_is_said_and_the_model_loaded_once(self, tmp_path):
        voice = Neural(voice_folder(tmp_path / "giong"))
        wave = voice.speak("An. //")
        assert wave.seconds == pytest.approx(SAMPLES * len("^_a_n_._$") / RATE)
        session = voice._session
        voice.speak("An. //")
        assert voice._session is session

    def test_phonemes_by_espeak_where_the_card_says_so(self, tmp_path):
        folder = voice_folder(tmp_path / "giong", letters="_^$ˈiansɔtʃɗəɪlfyəŋwˌː ,2")
        card = json.loads((folder / "giong.onnx.json").read_text(encoding="utf-8")) | {"phoneme_type": "espeak", "espeak": {"voice": "vi"}}
        (folder / "giong.onnx.json").write_text(json.dumps(card), encoding="utf-8")
        assert_marked(Neural(folder).speak(SCRIPT))

    def test_ids_are_padded_as_piper_does(self):
        assert phoneme_ids("ab?", {"_": [0], "^": [1], "$": [2], "a": [5], "b": [6, 7]}) == [1, 0, 5, 0, 6, 7, 0, 2]

    @pytest.mark.parametrize(
        ("spoil", "expected"),
        [
            (lambda folder: (folder / "giong.onnx").unlink(), "phải có đúng một tệp .onnx, hiện có 0"),
            (lambda folder: (folder / "hai.onnx").write_bytes(b"x"), "hiện có 2"),
            (lambda folder: (folder / "giong.onnx.json").unlink(), "thiếu tệp giong.onnx.json"),
            (lambda folder: (folder / "giong.onnx").write_bytes(b""), "rỗng hoặc quá lớn"),
            (lambda folder: (folder / "giong.onnx.json").write_text("{"), "bị hỏng hoặc không phải của Piper"),
            (lambda folder: (folder / "giong.onnx.json").write_text("[1]"), "bị hỏng hoặc không phải của Piper"),
            (
                lambda folder: (folder / "giong.onnx.json").write_text('{"audio": {"sample_rate": 1}, "phoneme_id_map": {}}'),
                "thiếu bảng âm vị",
            ),
        ],
    )
    def test_a_broken_folder_is_named_to_the_operator_and_never_offered(self, settings, spoil, expected):
        folder = voice_folder(settings.RADIO_VOICES / "giong-nu")
        spoil(folder)
        assert [voice.name for voice in voices()] == ["nghe-thu"]
        assert expected in voice_problems()["giong-nu"]
        with pytest.raises(VoiceError, match=expected):
            voice_named("giong-nu")

    def test_a_model_that_is_no_model(self, tmp_path):
        folder = voice_folder(tmp_path / "giong")
        (folder / "giong.onnx").write_bytes(b"not a model" * 50)
        with pytest.raises(VoiceError, match="không mở được"):
            Neural(folder).speak(SCRIPT)

    def test_a_card_that_does_not_go_with_the_model(self, tmp_path):
        folder = voice_folder(tmp_path / "giong")
        (folder / "giong.onnx").write_bytes(model().replace(b"input", b"other"))
        with pytest.raises(VoiceError, match="có thể không đi cùng nhau"):
            Neural(folder).speak(SCRIPT)

    def test_without_onnxruntime(self, tmp_path, monkeypatch):
        voice = Neural(voice_folder(tmp_path / "giong"))
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        assert "chưa cài onnxruntime" in voice.problem()

    def test_a_voice_too_slow_for_the_machine(self, tmp_path, monkeypatch):
        voice = Neural(voice_folder(tmp_path / "giong"))
        monkeypatch.setattr(neural, "PATIENCE", -1000)
        with pytest.raises(VoiceError, match="quá chậm trên máy chủ này"):
            voice.speak(SCRIPT)


class TestRecorded:
    def test_what_was_recorded_for_a_text_is_heard_for_it(self, tmp_path):
        said = [tone(1.2), silence(0.6), tone(2.6), silence(0.6), tone(0.5)]
        path = recording(tmp_path, "a.webm", Wave(b"".join(part.samples for part in said), said[0].rate))
        wave = Recorded({SCRIPT: path}).speak(SCRIPT)
        assert_marked(wave)
        assert [mark.start for mark in wave.marks] == [pytest.approx(moment, abs=0.2) for moment in (0, 1.8, 5)]

    def test_nothing_recorded_yet(self):
        with pytest.raises(VoiceError, match="chưa có bản ghi âm"):
            Recorded({}).speak(SCRIPT)

    def test_a_broken_recording(self, tmp_path: Path):
        (tmp_path / "a.webm").write_bytes(b"x" * 100)
        with pytest.raises(VoiceError, match="không phải âm thanh"):
            Recorded({SCRIPT: tmp_path / "a.webm"}).speak(SCRIPT)


def test_no_voice_of_that_name(monkeypatch):
    with pytest.raises(VoiceError, match="Không còn giọng đọc “cũ”"):
        voice_named("cũ")
    monkeypatch.setattr(Espeak, "is_available", staticmethod(lambda: False))
    with pytest.raises(VoiceError) as refused:
        voice_named("cũ")
    assert str(refused.value) == NO_VOICE
