"""Figures for `lantoa bench bulletin` and `bench hearing`; nothing here needs a database."""

from __future__ import annotations

import resource
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from lantoa.radio import captions, checking, mixing
from lantoa.radio.sheets import Sheet, read_aloud_sheet
from lantoa.radio.speaking import Script, closing, opening, script_of, syllables
from lantoa.radio.voice import Wave
from lantoa.radio.voice.espeak import Espeak

_STATION, _DAY = "Đài Truyền thanh phường An Bình", date(2026, 6, 11)
_STORY = (
    "Ngày 10/6/2026, UBND P. An Bình tuyên dương 25 điển hình tiên tiến trong phong trào thi đua yêu nước 6 tháng đầu năm 2026, "
    "trong đó có bà Lê Thị Mẫu ở KP.3 đã hiến 120 m2 đất, trị giá hơn 350 triệu đồng, để mở rộng con hẻm {n}.\n"
    "Bà Mẫu năm nay 68 tuổi, sống cùng gia đình người con trai út. Khi khu phố bàn việc mở rộng đường, bà là người đầu tiên viết đơn "
    "hiến đất; nhờ đó 42/45 hộ dân trong hẻm đã cùng làm theo. Đến nay, tuyến đường dài 1,2 km đã hoàn thành, xe chữa cháy vào được tận nơi.\n"
    "Theo Kế hoạch số 449/KH-UBND, tấm gương này được giới thiệu trên đài truyền thanh 2 lần/tuần trong quý III để bà con học tập."
)
_TITLE = "Bà Lê Thị Mẫu hiến đất mở đường, câu chuyện thứ {n}"


def measure_bulletin(stories: int = 5) -> dict[str, Any]:
    """Stories of 120 words each to a finished MP3 with captions and a sheet, spoken by the preview voice; then mixed again from the cache."""
    figures: dict[str, Any] = {"stories": stories, "words_written": sum(len(_STORY.split()) for _ in range(stories))}
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        whole = time.perf_counter()
        with _timed(figures, "script"):
            scripts = _scripts(stories)
        with _timed(figures, "voice"):
            waves = [Espeak().speak(script.text) for script in scripts]
            parts = [_part(folder, number, script, wave) for number, (script, wave) in enumerate(zip(scripts, waves, strict=True))]
        with _timed(figures, "mix"):
            mixed = mixing.mix(parts, folder / "ban-tin.mp3", tags=mixing.Tags("Bản tin", _STATION, _DAY), cache=folder / "kho")
        with _timed(figures, "captions"):
            cues = [
                cue
                for script, wave, chapter in zip(scripts, waves, mixed.chapters, strict=True)
                for cue in captions.shifted(captions.cues(script.text, seconds=wave.seconds, marks=wave.marks), chapter.start)
            ]
            captions.to_vtt(cues)
        with _timed(figures, "sheet"):
            read_aloud_sheet(Sheet("Bản tin", _STATION, _DAY, scripts))
        figures["whole"] = round(time.perf_counter() - whole, 2)
        with _timed(figures, "mix_again"):
            mixing.mix(parts[::-1], folder / "ban-tin.mp3", tags=mixing.Tags("Bản tin", _STATION, _DAY), cache=folder / "kho")
        spoken = sum(syllables(script.text) for script in scripts)
        return figures | {"syllables_spoken": spoken, "minutes_of_sound": round(mixed.seconds / 60, 1), "loudness_lufs": mixed.loudness}


def measure_hearing(seconds: int = 300) -> dict[str, Any]:
    """Laying a recording of five minutes beside its script. Nobody's recording is shipped, so the preview voice reads: the time is that of
    a person's recording, the share of words understood is not."""
    if not checking.is_available():
        return {"refused": checking.NO_RECOGNISER}
    with tempfile.TemporaryDirectory() as given:
        script = _scripts(1)[1]
        wave = Espeak().speak(script.text)
        times = round(seconds / wave.seconds)
        long = Script(script.title, "\n\n".join([script.text] * times))
        path = Path(given, "ban-ghi.wav")
        Espeak().speak(long.text).write(path)
        figures: dict[str, Any] = {"words": syllables(long.text)}
        with _timed(figures, "check"):
            check = checking.check_recording(path, long.text)
        return figures | {"seconds_of_sound": check.seconds, "share_heard_right": check.share}


def _scripts(stories: int) -> list[Script]:
    told = [script_of(_STORY.format(n=n), title=_TITLE.format(n=n), names=["Lê Thị Mẫu"]) for n in range(1, stories + 1)]
    return [opening(station=_STATION, day=_DAY, titles=[script.title for script in told]), *told, closing(station=_STATION)]


def _part(folder: Path, number: int, script: Script, wave: Wave) -> mixing.Part:
    path = folder / f"{number}.wav"
    wave.write(path)
    return mixing.Part(path, script.title)


@contextmanager
def _timed(figures: dict[str, Any], name: str):
    """Seconds on the clock, and of work with its child processes: the second is what counts on a busy machine."""
    started, worked = time.perf_counter(), _work()
    yield
    figures[name] = {"seconds": round(time.perf_counter() - started, 2), "cpu_seconds": round(_work() - worked, 2)}


def _work() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
