"""From approved words to one file: recordings, machine voices, the mix made by the worker."""

import shutil
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core import clock, trail, workflow
from lantoa.core.rights import require
from lantoa.files.ffmpeg import FfmpegError
from lantoa.files.services import store_file
from lantoa.files.validators import SOUNDS
from lantoa.notifications.services.telling import notify
from lantoa.radio import captions, checking, mixing, pauses, workfolder
from lantoa.radio.enums import VOICING_STATES, BulletinState, MixState, TakeKind
from lantoa.radio.models import Bulletin, BulletinPart, Mix, Take
from lantoa.radio.naming import stem_of
from lantoa.radio.queries.bulletins import locked, standing
from lantoa.radio.speaking import without_marks
from lantoa.radio.voice import VoiceError, voice_named
from lantoa.radio.voice.wave import Mark, Wave

GIVEN_UP_AFTER = timedelta(minutes=2)  # a worker silent for longer is dead; another goes on
MOST_ATTEMPTS = 3
GAP = 1.0  # seconds of silence between parts
NO_ROOM = "Máy chủ hết chỗ chứa nên chưa lưu được. Các bản ghi âm vẫn còn nguyên. Nhờ người quản trị dọn chỗ, rồi bấm “Ghép bản tin” lại."
CHANGED = "Bản tin vừa thay đổi trong lúc ghép, nên bản ghép này không dùng nữa. Bấm “Ghép bản tin” để ghép lại."


def keep_take(part: BulletinPart, sound: UploadedFile, *, kind: str = TakeKind.RECORDED, by: User) -> Take:
    """Keep what was recorded in the browser or uploaded for a part, and use it.

    Effects, in order: the file, looked into; the take; a mix made before counts no more; a trail line; after the commit the optional
    recogniser lays it beside the words. Raises ValidationError in words (not a sound, silent, too long, disk full): nothing is kept then.
    """
    require(by, "radio.make_bulletin", part.bulletin)
    try:
        with transaction.atomic():
            return _keep_take(part, sound, kind=kind, by=by)
    except OSError as error:
        raise ValidationError(NO_ROOM, code="disk") from error


@transaction.atomic
def use_take(take: Take, *, by: User) -> Take:
    """Go back to an earlier recording of the same words. Effects: the choice; a mix made before counts no more; a trail line."""
    require(by, "radio.make_bulletin", take.part.bulletin)
    bulletin = _voiceable(take.part.bulletin)
    part = BulletinPart.objects.select_for_update(of=["self"]).get(pk=take.part_id)
    if part.withdrawn_at or take.script_id != part.script_id:
        raise ValidationError("Lời đọc đã đổi sau lần ghi âm này. Hãy ghi lại theo lời mới.", code="old")
    _use(bulletin, part, take, by=by)
    trail.record("use_take", bulletin, by=by, after={"title": part.title})
    return take


@transaction.atomic
def ask_for_mix(bulletin: Bulletin, *, voice: str = "", by: User) -> Mix:
    """Have the worker join the recordings; parts without one are spoken by `voice`. Pressed again while it works, it is the same press.

    Effects, in order: the mix as asked for; a trail line; after the commit the worker begins.
    """
    from lantoa.radio.tasks import make_mix as task

    require(by, "radio.make_bulletin", bulletin)
    bulletin = _voiceable(bulletin)
    if busy := bulletin.mixes.filter(state__in=[MixState.WAITING, MixState.RUNNING]).first():
        return busy
    parts = list(standing(bulletin))
    silent = [part.title for part in parts if part.take is None]
    if silent and not voice:
        named = "; ".join(silent[:3]) + ("…" if len(silent) > 3 else "")
        raise ValidationError(
            f"Còn {len(silent)} phần chưa ghi âm: {named}. Ghi âm, tải lên, hoặc chọn giọng máy cho phần ấy.", code="silent"
        )
    if voice:
        _voice(voice)
    if not any(part.story_id or part.kind == "text" for part in parts):
        raise ValidationError("Bản tin chưa có bài hay lời nào ngoài lời chào.", code="empty")
    mix = Mix.objects.create(bulletin=bulletin, voice=voice, asked_by=by)
    trail.record("ask_for_mix", bulletin, by=by, after={"parts": len(parts)})
    transaction.on_commit(lambda: task.enqueue(mix.pk), robust=True)
    return mix


@transaction.atomic
def read_live(bulletin: Bulletin, *, by: User) -> Bulletin:
    """It will be read out at the stations from the printed sheet: no file. Effects: a mix without one; the state; a trail line."""
    require(by, "radio.make_bulletin", bulletin)
    bulletin = _voiceable(bulletin)
    parts = list(standing(bulletin))
    seconds = sum(part.script.seconds for part in parts if part.script)
    if not seconds:
        raise ValidationError("Bản tin chưa có lời nào để đọc.", code="empty")
    words = "\n\n".join(without_marks(part.script.text) for part in parts if part.script)
    mix = Mix.objects.create(
        bulletin=bulletin, asked_by=by, state=MixState.DONE, read_live=True, for_air=True, progress=100, seconds=seconds, transcript=words,
    )  # fmt: skip
    trail.record("read_live", bulletin, by=by)
    return _voiced(bulletin, mix, by=by)


def make_mix(mix: Mix, *, by: User) -> Mix:
    """The worker's part. Run again after the worker died it goes on: voices already made and parts already levelled are kept.

    Effects, in order: the claim; takes of the machine voice, one by one; the progress, each second; the file, its captions and
    chapters; the bulletin is voiced; who asked is told. What goes wrong is written on the mix in words.
    """
    require(by, "radio.run_clock")
    pk, mix = mix.pk, _claim(mix, by=by)
    if mix is None:
        return Mix.objects.get(pk=pk)
    try:
        parts = _speak_the_rest(mix, by=by)
        with tempfile.TemporaryDirectory(dir=workfolder.folder()) as folder:
            made = _mix_to(Path(folder) / "ban-tin.mp3", mix, parts)
            return _finish(mix, parts, made, by=by)
    except (VoiceError, mixing.MixingError, ValidationError) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return _fail(mix, words, by=by)
    except OSError:
        return _fail(mix, NO_ROOM, by=by)


def resume_mixes(*, by: User) -> int:
    """Mixes whose worker died are given to another; after MOST_ATTEMPTS they are given up. Returns how many were taken up again."""
    from lantoa.radio.tasks import make_mix as task

    require(by, "radio.run_clock")
    silent_since = clock.now() - GIVEN_UP_AFTER
    count = 0
    for mix in Mix.objects.filter(state__in=[MixState.WAITING, MixState.RUNNING], beat_at__lt=silent_since).select_related(
        "bulletin__unit"
    ):
        if mix.attempts >= MOST_ATTEMPTS:
            _fail(mix, "Máy chủ đã thử ghép ba lần đều bị ngắt giữa chừng. Báo người quản trị, rồi bấm “Ghép bản tin” lại.", by=by)
        else:
            # One that waits in the queue is not called again each minute; one that ran keeps its old sign of life, by which it is claimed.
            Mix.objects.filter(pk=mix.pk, state=MixState.WAITING).update(beat_at=clock.now())
            task.enqueue(mix.pk)
            count += 1
    return count


def check_take(take: Take, *, by: User) -> Take:
    """Lay the recording beside its words. Effects: the result and the times at which the sentences were heard, or why there is none."""
    require(by, "radio.run_clock")
    try:
        with workfolder.local_path(take.file) as path:
            found = checking.check_recording(path, take.script.text)
    except (checking.CheckingError, OSError) as error:
        take.check_error = str(error)[:300]
    else:
        take.check_result, take.check_error = found.as_json(), ""
        if heard := checking.marks_of(found, take.script.text):
            take.marks = [[mark.start, mark.end, mark.text] for mark in heard]
    take.save(update_fields=["check_result", "check_error", "marks"])
    return take


def sweep_work_folder(*, by: User) -> int:
    """Throw away levelled parts, and recordings that never arrived whole, older than two days; returns how many folders went."""
    require(by, "radio.run_clock")
    limit = time.time() - 2 * 86_400
    places = [*workfolder.folder().iterdir(), *workfolder.pieces().glob("*/*")]
    old = [path for path in places if path.name != "manh" and path.stat().st_mtime < limit]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _keep_take(part: BulletinPart, sound: UploadedFile, *, kind: str, by: User) -> Take:
    bulletin = _voiceable(part.bulletin)
    part = BulletinPart.objects.select_for_update(of=["self"]).select_related("script").get(pk=part.pk)
    if part.withdrawn_at or part.removed_at:
        raise ValidationError("Phần này không còn trong bản tin.", code="gone")
    # Kept as the system's own: who recorded it stands on the take, and only this room's rules open it.
    file = store_file(sound, allow=SOUNDS, by=User.objects.system())
    try:
        with workfolder.local_path(file) as path:
            silences, seconds = pauses.pauses(path)
    except (mixing.MixingError, FfmpegError) as error:
        raise ValidationError(str(error), code="sound") from error
    marks = [[mark.start, mark.end, mark.text] for mark in captions.spread(part.script.text, seconds=seconds, pauses=silences)]
    take = Take.objects.create(part=part, script=part.script, kind=kind, file=file, seconds=seconds, marks=marks, by=by)
    _use(bulletin, part, take, by=by)
    trail.record("keep_take", bulletin, by=by, after={"title": part.title, "seconds": round(seconds)})
    if checking.is_available():
        from lantoa.radio.tasks import check_take as task

        transaction.on_commit(lambda: task.enqueue(take.pk), robust=True)
    return take


def _use(bulletin: Bulletin, part: BulletinPart, take: Take, *, by: User) -> None:
    part.take = take
    part.save(update_fields=["take"])
    if bulletin.state == BulletinState.VOICED:
        bulletin.mix = None
        workflow.move(bulletin, BulletinState.SCRIPTED, by=by, reason="Ghi âm lại", also=("mix",))


def _voiceable(bulletin: Bulletin) -> Bulletin:
    bulletin = locked(bulletin)
    if bulletin.state not in VOICING_STATES:
        raise ValidationError(f"Bản tin đang ở bước “{bulletin.get_state_display()}” nên chưa ghi âm, ghép được.", code="state")
    return bulletin


def _voice(name: str):
    try:
        return voice_named(name)
    except VoiceError as error:
        raise ValidationError(str(error), code="voice") from error


@transaction.atomic
def _claim(mix: Mix, *, by: User) -> Mix | None:
    """Take the mix for this worker; None when it is done, given up, or another worker lives on it."""
    mix = Mix.objects.select_for_update(of=["self"]).select_related("bulletin__unit", "asked_by").get(pk=mix.pk)
    alive = mix.state == MixState.RUNNING and mix.beat_at >= clock.now() - GIVEN_UP_AFTER / 2 and mix.attempts
    if mix.state not in (MixState.WAITING, MixState.RUNNING) or alive:
        return None
    mix.attempts, mix.beat_at = mix.attempts + 1, clock.now()
    workflow.move(mix, MixState.RUNNING, by=by, also=("attempts", "beat_at"))
    return mix


def _speak_the_rest(mix: Mix, *, by: User) -> list[BulletinPart]:
    """Every part with its take; the machine voice speaks those without one, each kept as soon as it is spoken."""
    parts = list(standing(mix.bulletin).select_related("take__file", "take__script"))
    silent = [part for part in parts if part.take is None]
    voice = _voice(mix.voice) if silent else None
    for n, part in enumerate(silent):
        wave = voice.speak(part.script.text)
        with tempfile.NamedTemporaryFile(dir=workfolder.folder(), suffix=".wav") as file:
            wave.write(Path(file.name))
            _keep_spoken(mix, part, Path(file.name), wave, voice)
        _beat(mix, 30 * (n + 1) // len(silent))
    return list(standing(mix.bulletin).select_related("take__file", "take__script"))


@transaction.atomic
def _keep_spoken(mix: Mix, part: BulletinPart, path: Path, wave: Wave, voice) -> None:
    fresh = BulletinPart.objects.select_for_update(of=["self"]).get(pk=part.pk)
    if fresh.take_id or fresh.script_id != part.script_id or fresh.withdrawn_at:
        return  # somebody recorded it, changed it or took it out meanwhile
    system = User.objects.system()
    file = store_file(SimpleUploadedFile("giong-may.wav", path.read_bytes(), "audio/wav"), allow=SOUNDS, by=system)
    marks = [[mark.start, mark.end, mark.text] for mark in wave.marks]
    fresh.take = Take.objects.create(
        part=fresh, script=part.script, kind=TakeKind.VOICE, voice=voice.name, for_air=voice.for_air, file=file, seconds=wave.seconds,
        marks=marks, by=mix.asked_by,
    )  # fmt: skip
    fresh.save(update_fields=["take"])


def _mix_to(target: Path, mix: Mix, parts: list[BulletinPart]) -> mixing.Mixed:
    bulletin = mix.bulletin
    cache = workfolder.folder_of(bulletin.pk)
    tags = mixing.Tags(title=bulletin.title, artist=str(bulletin.unit), day=bulletin.day, comment=bulletin.code)
    before, told = (30 if mix.voice else 0), 0

    def tell(share: float) -> None:
        nonlocal told
        per_cent = min(99, before + int((100 - before) * share))
        if per_cent > told:
            told = per_cent
            _beat(mix, per_cent)

    with ExitStack() as held:
        pieces = [mixing.Part(held.enter_context(workfolder.local_path(part.take.file)), part.title, gap=GAP) for part in parts]
        return mixing.mix(pieces, target, tags=tags, cache=cache, on_progress=tell)


@transaction.atomic
def _finish(mix: Mix, parts: list[BulletinPart], made: mixing.Mixed, *, by: User) -> Mix:
    bulletin = locked(mix.bulletin)
    used = [(part.pk, part.take_id) for part in parts]
    if bulletin.state not in VOICING_STATES or used != [(part.pk, part.take_id) for part in standing(bulletin)]:
        return _fail(mix, CHANGED, by=by)
    file = store_file(
        SimpleUploadedFile(f"{stem_of(bulletin)}.mp3", made.path.read_bytes(), "audio/mpeg"), allow={"mp3": SOUNDS["mp3"]}, by=by
    )
    mix.file, mix.seconds, mix.loudness, mix.progress, mix.error = file, made.seconds, made.loudness, 100, ""
    mix.for_air = all(part.take.for_air for part in parts)
    mix.chapters, cues = [], []
    for part, chapter in zip(parts, made.chapters, strict=True):
        mix.chapters.append({"part": part.pk, "story": part.story_id, "title": part.title, "start": chapter.start, "end": chapter.end})
        marks = [Mark(*mark) for mark in part.take.marks]
        cues += captions.shifted(captions.cues(part.take.script.text, seconds=chapter.end - chapter.start, marks=marks), chapter.start)
    mix.captions = captions.to_vtt(cues)
    mix.transcript = "\n\n".join(without_marks(part.take.script.text) for part in parts)
    also = ("file", "seconds", "loudness", "progress", "error", "for_air", "chapters", "captions", "transcript")
    workflow.move(mix, MixState.DONE, by=by, also=also)
    _voiced(bulletin, mix, by=by)
    _tell(mix, "radio.mix_done", by=by)
    return mix


def _voiced(bulletin: Bulletin, mix: Mix, *, by: User) -> Bulletin:
    bulletin.mix = mix
    if bulletin.state == BulletinState.VOICED:
        bulletin.save(update_fields=["mix"])
    else:
        workflow.move(bulletin, BulletinState.VOICED, by=by, also=("mix",))
    return bulletin


@transaction.atomic
def _fail(mix: Mix, words: str, *, by: User) -> Mix:
    mix = Mix.objects.select_for_update(of=["self"]).select_related("bulletin__unit", "asked_by").get(pk=mix.pk)
    if mix.state in (MixState.WAITING, MixState.RUNNING):
        mix.error = words
        workflow.move(mix, MixState.FAILED, by=by, reason=words, also=("error",))
        _tell(mix, "radio.mix_failed", by=by)
    return mix


def _tell(mix: Mix, kind: str, *, by: User) -> None:
    notify(kind, to=[mix.asked_by], url=reverse("radio:bulletin", args=[mix.bulletin_id]),
           context={"bulletin": mix.bulletin, "error": mix.error}, about=mix.bulletin, by=by)  # fmt: skip


def _beat(mix: Mix, per_cent: int) -> None:
    Mix.objects.filter(pk=mix.pk, state=MixState.RUNNING).update(progress=per_cent, beat_at=clock.now())
