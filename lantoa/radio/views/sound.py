"""Recording, mixing, listening."""

import json
from pathlib import Path

from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import ranges
from lantoa.core.rights import require
from lantoa.files.models import StoredFile
from lantoa.files.validators import SOUNDS
from lantoa.radio import pieces, workfolder
from lantoa.radio.checking import NO_RECOGNISER, Check, is_available
from lantoa.radio.enums import VOICING_STATES, MixState, TakeKind
from lantoa.radio.forms import TakeForm, VoiceForm
from lantoa.radio.models import Bulletin
from lantoa.radio.queries import bulletins as queries
from lantoa.radio.services import approving, voicing
from lantoa.radio.views.common import READ_OR_POST, bulletin_of, part_of
from lantoa.radio.voice import voices
from lantoa.ui import feedback

MOST_SPANS = 50


@csp_update({"media-src": ["blob:"]})  # what was just recorded is listened to before it is sent
@require_http_methods(READ_OR_POST)
def record(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """The teleprompter: read it aloud here, or send a file. The recorder posts the same form."""
    part = part_of(request, pk, part_pk)
    require(request.user, "radio.make_bulletin", part.bulletin)
    if part.script is None or part.withdrawn_at:
        raise Http404
    form = TakeForm(request.POST or None, request.FILES or None)
    in_pieces = request.POST.get("take", "")
    if in_pieces:
        del form.fields["sound"]
    if request.method == "POST" and form.is_valid():
        recorded = in_pieces or request.POST.get("recorded") == "1"
        with feedback.refusals_on(form):
            sound = _joined(request, in_pieces) if in_pieces else form.cleaned_data["sound"]
            voicing.keep_take(part, sound, kind=TakeKind.RECORDED if recorded else TakeKind.UPLOADED, by=request.user)
            if in_pieces:
                pieces.forget(_pieces_of(request), in_pieces)
            feedback.done(request, "Đã giữ bản ghi âm này.")
            return redirect("radio:record", pk, part_pk)
    order = [row.pk for row in queries.standing(part.bulletin)]
    at = order.index(part.pk) if part.pk in order else 0
    takes = list(part.takes.filter(script=part.script).select_related("by"))
    for take in takes:
        take.check = Check.from_json(take.check_result) if take.check_result else None
    return render(request, "radio/record.html", {
        "bulletin": part.bulletin, "part": part, "form": form, "takes": takes, "may_record": part.bulletin.state in VOICING_STATES,
        "place": at + 1, "count": len(order), "before": order[at - 1] if at else None, "after": order[at + 1] if at + 1 < len(order) else None,
        "checks": is_available(), "no_checks": NO_RECOGNISER,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["PUT"])
def take_piece(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """One piece of a recording over a bad line: `?ban=KEY&manh=N`, the bytes as body. Answers which piece to send next."""
    part = part_of(request, pk, part_pk)
    require(request.user, "radio.make_bulletin", part.bulletin)
    try:
        number = int(request.GET.get("manh", ""))
        after = pieces.keep_piece(_pieces_of(request), request.GET.get("ban", ""), number, request.body)
    except (pieces.PiecesError, ValueError) as error:
        return _alert(str(error) if isinstance(error, pieces.PiecesError) else "Mảnh ghi âm không đúng dạng.")
    except OSError:
        return _alert(voicing.NO_ROOM)
    return JsonResponse({"next": after})


@require_POST
def use_take(request: HttpRequest, pk: int, part_pk: int, take_pk: int) -> HttpResponse:
    part = part_of(request, pk, part_pk)
    require(request.user, "radio.make_bulletin", part.bulletin)
    take = get_object_or_404(part.takes, pk=take_pk)
    with feedback.refusals_told(request):
        voicing.use_take(take, by=request.user)
    return redirect("radio:record", pk, part_pk)


@require_safe
def take_sound(request: HttpRequest, pk: int, part_pk: int, take_pk: int) -> HttpResponse:
    """A recording, to those who see the bulletin; never of a part that was withdrawn."""
    part = part_of(request, pk, part_pk)
    if part.withdrawn_at or queries.untellable_parts().filter(pk=part.pk).exists():
        raise Http404
    return _serve(request, get_object_or_404(part.takes.select_related("file"), pk=take_pk).file)


@require_POST
def mix(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", bulletin)
    form = VoiceForm(request.POST, voices=voices())
    with feedback.refusals_told(request):
        voicing.ask_for_mix(bulletin, voice=form.cleaned_data["voice"] if form.is_valid() else "", by=request.user)
    return redirect("radio:bulletin", pk)


@require_POST
def read_live(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", bulletin)
    with feedback.refusals_told(request):
        voicing.read_live(bulletin, by=request.user)
        feedback.done(request, "Bản tin sẽ được đọc trực tiếp ở đài theo bản in.")
    return redirect("radio:bulletin", pk)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The piece of the page that shows how far the worker is; asked for each second while it works."""
    bulletin = bulletin_of(request, pk)
    at_work = queries.mix_at_work(bulletin)
    working = at_work is not None and at_work.state in (MixState.WAITING, MixState.RUNNING)
    return render(request, "radio/parts/progress.html", {"bulletin": bulletin, "at_work": at_work, "working": working})


@require_safe
def bulletin_sound(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = _with_sound(request, pk)
    return _serve(request, bulletin.mix.file, name=bulletin.code.lower())


@require_safe
def captions(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(_with_sound(request, pk).mix.captions, content_type="text/vtt; charset=utf-8")


@require_POST
def heard(request: HttpRequest, pk: int) -> HttpResponse:
    """What was played since the last report, as JSON: {"spans": [[from, to], …]}. Answers how much counts."""
    bulletin = _with_sound(request, pk)
    require(request.user, "radio.view_bulletin", bulletin)
    try:
        given = json.loads(request.body)["spans"][:MOST_SPANS]
        spans = [(float(start), float(end)) for start, end in given]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"error": "Báo lượt nghe không đúng dạng."}, status=400)
    row = approving.note_listening(bulletin.mix, spans, by=request.user)
    return JsonResponse({"heard": round(row.heard), "of": round(bulletin.mix.seconds), "finished": row.finished_at is not None})


def _pieces_of(request: HttpRequest) -> Path:
    """Each person's pieces lie apart: a key is of use to nobody else."""
    return workfolder.pieces() / str(request.user.pk)


def _joined(request: HttpRequest, key: str) -> SimpleUploadedFile:
    """The recording that came in pieces. Raises ValidationError."""
    mime = request.POST.get("mime", "").split(";")[0]
    extension = next((ext for ext, kind in SOUNDS.items() if kind == mime), "webm")
    try:
        content = pieces.joined(_pieces_of(request), key, int(request.POST.get("pieces", "0")))
    except (pieces.PiecesError, ValueError) as error:
        raise ValidationError(
            str(error) if isinstance(error, pieces.PiecesError) else "Bản ghi chưa tới đủ máy chủ.", code="pieces"
        ) from error
    return SimpleUploadedFile(f"loi-doc.{extension}", content, mime)


def _alert(words: str) -> JsonResponse:
    return JsonResponse({"error": words}, status=422)


def _with_sound(request: HttpRequest, pk: int) -> Bulletin:
    """The bulletin, if it has sound and every part of it may be told today."""
    bulletin = bulletin_of(request, pk)
    if bulletin.mix is None or bulletin.mix.file is None or queries.untellable_parts().filter(bulletin=bulletin).exists():
        raise Http404
    return bulletin


def _serve(request: HttpRequest, file: StoredFile, name: str = "") -> HttpResponse:
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return ranges.serve(request, content, size=file.size, etag=file.sha256, mime=file.mime, name=f"{name}.mp3" if name else "")
