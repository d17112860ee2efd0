"""From parts to one MP3."""

import errno
import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from lantoa.files import ffmpeg
from lantoa.radio import mixing
from lantoa.radio.mixing import MixingError, Part, Tags, forget_old, look_at, mix
from tests.radio.sound import FORMATS, recording, silence, tone

TAGS = Tags("Bản tin Người tốt, việc tốt", "Đài Truyền thanh phường Xuân An", date(2022, 6, 10))


def probe(path: Path) -> str:
    return ffmpeg.run(["-i", str(path), "-f", "null", "-"]).stderr.decode()


@pytest.mark.parametrize("kind", FORMATS)
def test_reads_what_browsers_and_phones_send(tmp_path, kind):
    found = look_at(recording(tmp_path, f"phan.{kind}"))
    assert found.seconds == pytest.approx(2, abs=0.15)


def test_one_file_of_all_parts_with_tags_and_chapters(tmp_path):
    parts = [Part(recording(tmp_path, f"{kind}.{kind}"), f"Tin {kind}; = #", gap=0.5) for kind in FORMATS]
    shares: list[float] = []
    mixed = mix(parts, tmp_path / "ra" / "ban-tin.mp3", tags=TAGS, on_progress=shares.append)
    data = mixed.path.read_bytes()
    assert (mixed.size, mixed.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert [chapter.title for chapter in mixed.chapters] == [part.title for part in parts]
    assert all(chapter.end - chapter.start == pytest.approx(2, abs=0.15) for chapter in mixed.chapters)
    assert all(
        after.start - before.end == pytest.approx(0.5, abs=0.01) for before, after in zip(mixed.chapters, mixed.chapters[1:], strict=False)
    )
    said = probe(mixed.path)
    assert "44100 Hz, mono" in said
    assert "Bản tin Người tốt, việc tốt" in said
    assert said.split("Output #0")[0].count("Chapter #") == 5
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert sorted(path.name for path in mixed.path.parent.iterdir()) == ["ban-tin.mp3"]


def test_a_quiet_and_a_loud_part_come_out_alike(tmp_path):
    parts = [
        Part(recording(tmp_path, "nho.wav", tone(4, strength=0.02)), "Nhỏ"),
        Part(recording(tmp_path, "to.wav", tone(4, strength=0.9)), "To"),
    ]
    mixed = mix(parts, tmp_path / "a.mp3", tags=TAGS)
    levels = []
    for chapter in mixed.chapters:
        cut = tmp_path / "cat.wav"
        ffmpeg.run(["-ss", str(chapter.start), "-t", "4", "-i", str(mixed.path), str(cut)])
        levels.append(look_at(cut).loudness)
    assert levels == pytest.approx([mixing.TARGET] * 2, abs=1)
    assert mixed.loudness == pytest.approx(mixing.TARGET, abs=1)
    assert look_at(mixed.path).peak <= -1


def test_a_second_mix_takes_levelled_parts_from_the_cache(tmp_path):
    cache = tmp_path / "kho"
    parts = [Part(recording(tmp_path, f"{n}.wav", tone(1 + n)), str(n)) for n in range(3)]
    first = mix(parts, tmp_path / "a.mp3", tags=TAGS, cache=cache)
    kept = {path: path.stat().st_ino for path in cache.iterdir()}
    again = mix(parts[::-1], tmp_path / "a.mp3", tags=TAGS, cache=cache)
    assert {path: path.stat().st_ino for path in cache.iterdir()} == kept
    assert len(kept) == 4  # the tune too
    assert (again.seconds, [chapter.title for chapter in again.chapters]) == (first.seconds, ["2", "1", "0"])
    now = max(path.stat().st_mtime for path in kept) + 100
    assert (forget_old(cache, seconds=200, now=now), forget_old(cache, seconds=50, now=now)) == (0, 4)


def test_a_jingle_of_the_station(tmp_path):
    mixed = mix([Part(recording(tmp_path), "Tin")], tmp_path / "a.mp3", tags=TAGS, jingle=recording(tmp_path, "nhac.mp3", tone(1)))
    assert mixed.chapters[0].start == pytest.approx(1 + mixing.JINGLE_GAP, abs=0.1)


class TestBadInput:
    """Each ends in a clear sentence; what was at the target stays; nothing half made is left."""

    def refuse(self, tmp_path, path: Path, expected: str, title: str = "Hiến đất") -> None:
        target = tmp_path / "ra" / "a.mp3"
        target.parent.mkdir()
        target.write_bytes(b"old")
        with pytest.raises(MixingError, match=expected):
            mix([Part(recording(tmp_path, "tot.wav"), "Tốt"), Part(path, title)], target, tags=TAGS, cache=tmp_path / "kho")
        assert target.read_bytes() == b"old"
        assert [entry.name for entry in target.parent.iterdir()] == ["a.mp3"]
        assert not [entry for entry in (tmp_path / "kho").iterdir() if entry.name.startswith(".")]

    def test_no_sound_at_all(self, tmp_path):
        path = tmp_path / "x.mp3"
        path.write_bytes(b"%PDF-1.7 not sound" * 100)
        self.refuse(tmp_path, path, "Phần “Hiến đất”: Tệp này không phải âm thanh")

    def test_a_torn_file_with_nothing_playable(self, tmp_path):
        path = recording(tmp_path, "x.m4a")
        path.write_bytes(path.read_bytes()[:600])
        self.refuse(tmp_path, path, "Phần “Hiến đất”")

    def test_a_playlist_that_points_at_other_files(self, tmp_path):
        path = tmp_path / "x.webm"
        path.write_text(f"#EXTM3U\n#EXTINF:5,\nfile://{recording(tmp_path, 'bi-mat.wav')}\n#EXT-X-ENDLIST\n")
        self.refuse(tmp_path, path, "không phải âm thanh")

    def test_silence(self, tmp_path):
        self.refuse(tmp_path, recording(tmp_path, "im.wav", silence(3)), "Hãy kiểm tra micrô")

    def test_a_blink(self, tmp_path):
        self.refuse(tmp_path, recording(tmp_path, "ngan.wav", tone(0.1)), "quá ngắn")

    def test_gone(self, tmp_path):
        self.refuse(tmp_path, tmp_path / "mat.wav", "Không còn thấy tệp")

    def test_too_long(self, tmp_path, monkeypatch):
        monkeypatch.setattr(mixing, "LONGEST", 1)
        self.refuse(tmp_path, recording(tmp_path), "dài hơn một giờ")

    def test_too_big(self, tmp_path, monkeypatch):
        monkeypatch.setattr(mixing, "BIGGEST", 70_000)
        self.refuse(tmp_path, recording(tmp_path, "to.wav", tone(3)), "lớn hơn")

    def test_without_ffmpeg(self, tmp_path, monkeypatch):
        path = recording(tmp_path)
        recording(tmp_path, "tot.wav")
        monkeypatch.setattr(ffmpeg, "program", lambda: None)
        self.refuse(tmp_path, path, "chưa có ffmpeg")

    def test_an_endless_run_is_ended(self, tmp_path):
        with pytest.raises(ffmpeg.FfmpegError, match="xử lý quá lâu"):
            ffmpeg.run(["-re", "-f", "lavfi", "-i", "sine", "-f", "null", "-"], seconds=1)

    @pytest.mark.parametrize(("number", "expected"), [(errno.ENOSPC, "Ổ đĩa của máy chủ đã đầy"), (errno.EROFS, "quyền của thư mục")])
    def test_the_disk_full_or_closed_at_the_last_moment(self, tmp_path, monkeypatch, number, expected):
        def refuse(_):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", refuse)
        self.refuse(tmp_path, recording(tmp_path), expected)

    def test_the_disk_full_for_ffmpeg(self):
        with pytest.raises(ffmpeg.FfmpegError, match="Ổ đĩa của máy chủ đã đầy"):
            ffmpeg.run(["-f", "lavfi", "-i", "sine=d=5", "-f", "wav", "/dev/full"])

    def test_nothing_to_mix(self, tmp_path):
        with pytest.raises(MixingError, match="chưa có phần nào"):
            mix([], tmp_path / "a.mp3", tags=TAGS)
        with pytest.raises(MixingError, match="hơn 60 phần"):
            mix([Part(tmp_path / "x.wav", "x")] * 61, tmp_path / "a.mp3", tags=TAGS)
