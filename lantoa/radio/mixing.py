"""From recordings and voices to the one MP3 that is aired.

Loudness follows EBU R 128 as it is applied to spoken programmes for the net and for small loudspeakers: −16 LUFS for a programme heard
over two channels (Apple Podcasts, audio requirements: −16 dB LKFS ± 1, peak ≤ −1 dBTP), which a file of one channel reaches at
−19 LUFS, because both loudspeakers play it. So −19 LUFS is what a meter shows for our files. Two passes: the first measures, the
second applies one gain to the whole part and holds its peaks; ffmpeg's `loudnorm` would do the same for a steady voice in eight
times the time, and turn the level up and down for an unsteady one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import tempfile
import wave
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lantoa.files.ffmpeg import FULL, FfmpegError, read_from, run
from lantoa.radio.jingle import default_jingle
from lantoa.radio.voice.base import Progress

RATE = 44_100  # samples a second, one channel: what the export and the stations' players expect
BITRATE = "96k"
TARGET = -19.0  # LUFS of the file
JINGLE_BELOW = 3.0  # LU that the tune is quieter than the words
PEAK = 0.84  # of full scale, −1.5 dB: the encoder may add a little
LOUDEST_GAIN = 24.0  # dB; more would only bring up noise
JINGLE_GAP = 0.6  # seconds between the tune and the words

MOST_PARTS = 60
BIGGEST = 300 * 2**20  # bytes of one part
LONGEST = 3600  # seconds of the whole
SHORTEST = 0.3  # seconds of one part
_RECIPE = "1"  # counted up when levelling changes, so that older cached parts are not used
_CHUNK = 2**16


class MixingError(Exception):
    """The bulletin could not be made; `str()` says why and what to do. No file was left behind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bulletin in any format that browsers, phones and voices make (WAV, WebM/Opus, OGG, M4A, MP3)."""

    path: Path
    title: str
    gap: float = 1.0  # seconds of silence after it


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a part stands in the finished file, in seconds."""

    title: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows (ID3)."""

    title: str
    artist: str = ""
    day: date | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mixed:
    """The finished file. `chapters` one for each part, jingles not counted; `loudness` in LUFS as measured."""

    path: Path
    seconds: float
    size: int
    sha256: str
    loudness: float
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """What `look_at` found in a file: its length, its coding ('opus'), its loudness in LUFS, its highest peak in dB."""

    seconds: float
    codec: str
    loudness: float
    peak: float


def look_at(path: Path) -> Sound:
    """Length, kind and level of a recording. Raises MixingError for what is no sound, is too short, silent, too big or too long."""
    if not path.is_file():
        raise MixingError("Không còn thấy tệp ghi âm trên máy chủ. Hãy ghi lại.")
    if path.stat().st_size > BIGGEST:
        raise MixingError(f"Tệp ghi âm lớn hơn {BIGGEST // 2**20} MB. Hãy gửi tệp MP3 hoặc chia thành nhiều phần.")
    try:
        # LONGEST + 1: a stream without end is cut there and then refused
        said = run(
            [*read_from(path), "-t", str(LONGEST + 1), "-af", "ebur128=framelog=quiet:peak=sample", "-f", "null", "-"]
        ).stderr.decode("utf-8", "replace")
    except FfmpegError as error:
        raise MixingError(str(error)) from error
    seconds = _last(r"time=(\d+):(\d+):([\d.]+)", said)
    sound = Sound(
        seconds=seconds, codec=(re.search(r"Audio: (\w+)", said) or ["", ""])[1], loudness=_figure(r"I:\s+(-?[\d.]+) LUFS", said),
        peak=_figure(r"Peak:\s+(-?[\d.]+|-inf) dBFS", said),
    )  # fmt: skip
    if not sound.codec or seconds < SHORTEST:
        raise MixingError("Bản ghi quá ngắn hoặc không có tiếng. Hãy ghi lại.")
    if seconds > LONGEST:
        raise MixingError("Bản ghi dài hơn một giờ. Hãy chia thành nhiều phần.")
    if sound.loudness <= -69 or sound.peak <= -55:
        raise MixingError("Bản ghi không có tiếng. Hãy kiểm tra micrô rồi ghi lại.")
    return sound


def mix(
    parts: Sequence[Part],
    target: Path,
    *,
    tags: Tags,
    jingle: Path | None = None,
    cache: Path | None = None,
    on_progress: Progress | None = None,
) -> Mixed:
    """One MP3, mono, 44.1 kHz, even loudness: jingle, the parts with their gaps, jingle. `jingle=None` takes the house's own.

    `cache` is a folder where levelled parts are kept, so that a second mix is quick (`forget_old` tidies it). Nothing is at `target`
    before all is done, and what was there before stays until then. Raises MixingError; its message names the part that is at fault.
    """
    if not parts:
        raise MixingError("Bản tin chưa có phần nào. Hãy thêm tin rồi ghi âm.")
    if len(parts) > MOST_PARTS:
        raise MixingError(f"Bản tin có hơn {MOST_PARTS} phần. Hãy chia thành nhiều bản tin.")
    with _clear_errors(), tempfile.TemporaryDirectory(prefix=".tron-", dir=_made(target.parent)) as scratch:
        kept = _made(cache) if cache else Path(scratch)
        tune = _tune(jingle, kept, Path(scratch))
        levelled = _level_all(parts, kept, on_progress)
        raw = Path(scratch, "ban-tin.pcm")
        chapters = _lay_out(raw, parts, levelled, tune)
        seconds = raw.stat().st_size / 2 / RATE
        if seconds > LONGEST:
            raise MixingError("Bản tin dài hơn một giờ. Hãy chia thành nhiều bản tin.")
        finished = Path(scratch, "ban-tin.mp3")
        loudness = _encode(raw, finished, tags, chapters)
        digest = hashlib.sha256(finished.read_bytes()).hexdigest()
        size = finished.stat().st_size
        _put(finished, target)
    if on_progress:
        on_progress(1.0)
    return Mixed(target, round(seconds, 2), size, digest, loudness, tuple(chapters))


def forget_old(cache: Path, *, seconds: float, now: float) -> int:
    """Remove levelled parts not used for so many seconds; returns how many. `now` as seconds since 1970."""
    gone = 0
    for path in cache.glob("*.wav"):
        with contextlib.suppress(FileNotFoundError):
            if now - path.stat().st_mtime > seconds:
                path.unlink()
                gone += 1
    return gone


def _level_all(parts: Sequence[Part], kept: Path, on_progress: Progress | None) -> list[Path]:
    """Two at a time: each is a process of its own."""
    done: list[Path] = []
    with ThreadPoolExecutor(2) as pool:
        for count, (part, waiting) in enumerate([(part, pool.submit(_level, part.path, kept)) for part in parts], 1):
            try:
                done.append(waiting.result())
            except MixingError as error:
                pool.shutdown(cancel_futures=True)
                raise MixingError(f"Phần “{part.title}”: {error}") from error
            if on_progress:
                on_progress(0.9 * count / len(parts))
    return done


def _level(path: Path, kept: Path, *, below: float = 0.0) -> Path:
    """The part as WAV of our kind at our loudness, from the cache when these very bytes were levelled before."""
    if not path.is_file():
        raise MixingError("Không còn thấy tệp ghi âm trên máy chủ. Hãy ghi lại.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    levelled = kept / f"{digest[:40]}-{_RECIPE}-{below:g}.wav"
    if levelled.is_file():
        os.utime(levelled)
        return levelled
    sound = look_at(path)
    gain = min(TARGET - below - sound.loudness, LOUDEST_GAIN)
    chain = f"highpass=f=70,volume={gain:.2f}dB,alimiter=limit={PEAK}:level=0,aresample={RATE}"
    with tempfile.NamedTemporaryFile(dir=kept, prefix=".phan-", suffix=".wav", delete=False) as file:
        unfinished = Path(file.name)
    try:
        run([*read_from(path), "-af", chain, "-ac", "1", "-c:a", "pcm_s16le", "-bitexact", "-f", "wav", str(unfinished)])
        unfinished.replace(levelled)
    except FfmpegError as error:
        raise MixingError(str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return levelled


def _tune(jingle: Path | None, kept: Path, scratch: Path) -> Path:
    if jingle is None:
        jingle = scratch / "nhac-hieu-goc.wav"
        default_jingle().write(jingle)
    try:
        return _level(jingle, kept, below=JINGLE_BELOW)
    except MixingError as error:
        raise MixingError(f"Nhạc hiệu: {error}") from error


def _lay_out(raw: Path, parts: Sequence[Part], levelled: Sequence[Path], tune: Path) -> list[Chapter]:
    """Tune, parts with their silences, tune, one behind the other as bare samples; where each part came to stand."""
    chapters = []
    with raw.open("wb") as out:
        _copy(tune, out)
        out.write(_silence(JINGLE_GAP))
        for part, path in zip(parts, levelled, strict=True):
            start = out.tell() / 2 / RATE
            _copy(path, out)
            chapters.append(Chapter(part.title, round(start, 3), round(out.tell() / 2 / RATE, 3)))
            out.write(_silence(min(max(part.gap, 0), 10)))
        _copy(tune, out)
    return chapters


def _copy(path: Path, out) -> None:
    with wave.open(str(path), "rb") as file:
        while frames := file.readframes(_CHUNK):
            out.write(frames)


def _silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


def _encode(raw: Path, finished: Path, tags: Tags, chapters: Sequence[Chapter]) -> float:
    """Write the MP3 with its tags and chapters; returns its loudness as measured on the way."""
    notes = raw.with_suffix(".txt")
    notes.write_text(_notes(tags, chapters), encoding="utf-8")
    try:
        said = run([
            "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", str(raw), "-f", "ffmetadata", "-i", str(notes), "-map", "0:a",
            "-map_metadata", "1", "-map_chapters", "1", "-af", "ebur128=framelog=quiet", "-c:a", "libmp3lame", "-b:a", BITRATE,
            "-id3v2_version", "3", "-f", "mp3", str(finished),
        ]).stderr.decode("utf-8", "replace")  # fmt: skip
    except FfmpegError as error:
        raise MixingError(str(error)) from error
    return _figure(r"I:\s+(-?[\d.]+) LUFS", said)


def _notes(tags: Tags, chapters: Sequence[Chapter]) -> str:
    """Tags and chapters in ffmpeg's own form; signs that mean something there are escaped."""
    given = {"title": tags.title, "artist": tags.artist, "album": tags.artist, "date": tags.day.isoformat() if tags.day else "",
             "comment": tags.comment, "genre": "Speech", "language": "vie"}  # fmt: skip
    lines = [";FFMETADATA1", *(f"{key}={_escaped(value)}" for key, value in given.items() if value)]
    for chapter in chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(chapter.start * 1000)}", f"END={round(chapter.end * 1000)}"]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return re.sub(r"([=;#\\])", r"\\\1", " ".join(value.split()))


def _put(finished: Path, target: Path) -> None:
    """On the disk before it gets its name, so that a power cut leaves the old file or the new one."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    finished.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise MixingError(FULL) from error
        raise MixingError("Máy chủ không ghi được vào thư mục âm thanh. Hãy báo người quản trị kiểm tra quyền của thư mục.") from error


def _last(pattern: str, said: str) -> float:
    found = re.findall(pattern, said)
    if not found:
        return 0.0
    hours, minutes, seconds = found[-1]
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _figure(pattern: str, said: str) -> float:
    found = re.findall(pattern, said)
    return float(found[-1].replace("-inf", "-99")) if found else -99.0
