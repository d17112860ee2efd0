"""/ke-viec-tot/: a citizen tells of a good deed on a phone, one question a page, without account, cookie or script."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.accounts.limits import limit
from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import AttachmentKind, Door, SubjectType
from lantoa.exemplars.forms import telling as asked
from lantoa.exemplars.models import Draft
from lantoa.exemplars.queries import choosing
from lantoa.exemplars.services import doors, drafts
from lantoa.exemplars.views.common import UNFINISHED
from lantoa.exemplars.views.public import public_page, quiet, with_draft
from lantoa.files.views import INLINE

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
TOO_FAST = timedelta(seconds=4)  # nobody answers three questions in less; machines do


@dataclass(frozen=True)
class Question:
    step: str
    title: str
    skippable: bool = False


QUESTIONS = (
    Question("ai", "Ai làm việc tốt?"), Question("o-dau", "Việc tốt ở đâu?"), Question("viec", "Đã làm gì?"),
    Question("anh", "Ảnh", skippable=True), Question("goi-lai", "Gọi lại bạn thế nào?", skippable=True),
)  # fmt: skip
_PLACES = {question.step: number for number, question in enumerate(QUESTIONS)}


@csrf_exempt
@limit("exemplars.tell_start", "60/h", methods=("POST",))
@READ_OR_POST
def start(request: HttpRequest) -> HttpResponse:
    """What this is; pressing begins a draft."""
    if request.method != "POST":
        response = public_page("exemplars/telling/start.html", {})
        response["Cache-Control"] = "public, max-age=60"
        return response
    draft = drafts.open_draft(Door.CITIZEN, by=User.objects.citizens())
    return quiet(redirect("tell_question", draft.pk, QUESTIONS[0].step))


@limit("exemplars.tell", "240/m")
@READ_OR_POST
@with_draft
def question(request: HttpRequest, draft: Draft, step: str) -> HttpResponse:
    """One question. The answer is kept and leads to the next, or back to the check when it was changed from there."""
    if step not in _PLACES:
        raise Http404
    if draft.sent_as_id:
        return redirect("tell_done", draft.pk)
    form = _ASKS[step](request, draft)
    if request.method == "POST" and not form.errors and form.is_bound:
        kept = {name: value for name, value in form.cleaned_data.items() if isinstance(value, str | bool | int)}
        drafts.keep_answers(draft, {**kept, **getattr(form, "also", {})}, by=User.objects.citizens())
        return redirect(_after(request, draft, step))
    _mark_wanted(form)
    place = _PLACES[step]
    before = QUESTIONS[place - 1].step if place else ""
    return public_page(f"exemplars/telling/{'deed' if step == 'viec' else 'photos' if step == 'anh' else 'question'}.html", {
        "draft": draft, "form": form, "question": QUESTIONS[place], "number": place + 1, "total": len(QUESTIONS), "step": step,
        "back": reverse("tell_question", args=[draft.pk, before]) if before else reverse("tell"), "next": _after(request, draft, step),
        "changing": "sua" in request.GET, "files": list(draft.files.select_related("file")),
        "names": choosing.all_localities() if "ward" in form.fields and choosing.count_localities() <= choosing.MOST_LISTED else [],
    }, UNFINISHED if form.errors else 200)  # fmt: skip


def _mark_wanted(form: forms.Form) -> None:
    """What is needed in one way or another does not say "không bắt buộc"; the checking is done by now."""
    for name in ("unit", "deed") if "unit" in form.fields else ("ward", "deed"):
        if name in form.fields:
            form.fields[name].required = True


def _after(request: HttpRequest, draft: Draft, step: str) -> str:
    place = _PLACES[step] + 1
    if "sua" in request.GET or place == len(QUESTIONS):
        return reverse("tell_check", args=[draft.pk])
    return reverse("tell_question", args=[draft.pk, QUESTIONS[place].step])


# --- What each question does with its answer; a form without errors is an answer --------------------------------------------


def _ask_who(request: HttpRequest, draft: Draft) -> forms.Form:
    return _simple(asked.WhoForm, request, {"name": draft.answers.get("name"), "type": draft.answers.get("type") or SubjectType.INDIVIDUAL})


def _ask_call(request: HttpRequest, draft: Draft) -> forms.Form:
    return _simple(asked.CallForm, request, {name: draft.answers.get(name) for name in ("teller", "phone", "may_be_called")})


def _simple(kind: type[forms.Form], request: HttpRequest, initial: dict) -> forms.Form:
    return kind(request.POST if request.method == "POST" else None, initial=initial)


def _ask_where(request: HttpRequest, draft: Draft) -> forms.Form:
    """Few localities are shown to press; of many the name is typed, and where several are called so the reader chooses."""
    typing = choosing.count_localities() > choosing.FEW
    initial = {"unit": draft.answers.get("unit"), "ward": draft.answers.get("place"), "hamlet": draft.answers.get("hamlet")}
    if request.method != "POST":
        return asked.WhereForm(places=[] if typing else choosing.all_localities(), typing=typing, initial=initial)
    typed, earlier = request.POST.get("ward", "")[:100].strip(), request.POST.get("asked", "")[:100].strip()
    found = choosing.find_localities(typed) if typing else choosing.all_localities()
    data = request.POST.copy()
    if typing and typed != earlier:
        data.pop("unit", None)
        if len(found) == 1:
            data["unit"] = str(found[0].unit)
    data["asked"] = typed
    form = asked.WhereForm(data, places=found, typing=typing)
    if form.is_valid():
        place = next((p for p in found if p.unit == form.cleaned_data.get("unit")), None)
        if place:
            form.also = {"unit": place.unit, "place": place.name}
        elif not typing:
            form.add_error("unit", "Chọn phường, xã nơi việc tốt diễn ra.")
        elif found:
            form.add_error("unit", "Có mấy nơi tên như vậy. Chọn một nơi.")
        else:
            form.add_error("ward", "Chưa thấy phường, xã nào tên như vậy. Gõ lại tên, hoặc gõ tên cũ." if typed else "Gõ tên phường, xã.")
    return form


def _ask_deed(request: HttpRequest, draft: Draft) -> forms.Form:
    has_voice = draft.files.filter(kind=AttachmentKind.VOICE).exists()
    if request.method != "POST":
        return asked.DeedForm(initial={"deed": draft.answers.get("deed")}, has_voice=has_voice)
    form = asked.DeedForm(request.POST, request.FILES, has_voice=has_voice)
    if form.is_valid() and form.cleaned_data["voice"]:
        _give(draft, form, "voice", [form.cleaned_data["voice"]], AttachmentKind.VOICE)
        if form.errors:  # the words are kept all the same
            drafts.keep_answers(draft, {"deed": request.POST.get("deed", "")}, by=User.objects.citizens())
    return form


def _ask_photos(request: HttpRequest, draft: Draft) -> forms.Form:
    if request.method != "POST":
        return asked.PhotoForm()
    form = asked.PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        _give(draft, form, "photos", form.cleaned_data["photos"], AttachmentKind.PHOTO)
    return form


def _give(draft: Draft, form: forms.Form, name: str, uploads: list, kind: AttachmentKind) -> None:
    """Each file by itself: one that is refused does not lose the others."""
    for upload in uploads[:10]:
        try:
            drafts.add_file(draft, upload, kind=kind, by=User.objects.citizens())
        except ValidationError as error:
            form.add_error(name, error)


_ASKS = {"ai": _ask_who, "o-dau": _ask_where, "viec": _ask_deed, "anh": _ask_photos, "goi-lai": _ask_call}


# --- Files, the check, sending -------------------------------------------------------------------------------------------------


@limit("exemplars.tell_file", "60/h")
@require_POST
@with_draft
def voice(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What the browser has recorded (recorder.js)."""
    upload = request.FILES.get("voice")
    if upload is None:
        return JsonResponse({"error": "Chưa có bản ghi âm."}, status=UNFINISHED)
    try:
        found = drafts.add_file(draft, upload, kind=AttachmentKind.VOICE, by=User.objects.citizens())
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=UNFINISHED)
    return JsonResponse({"file": reverse("tell_file", args=[draft.pk, found.pk])})


@require_safe
@with_draft
def show_file(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    """The writer sees and hears what was given."""
    held = get_object_or_404(draft.files.select_related("file"), pk=pk)
    if held.file.mime not in INLINE:
        raise Http404
    response = FileResponse(held.file.content.open("rb"), filename=held.file.name, content_type=held.file.mime)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'; img-src 'self'"
    return response


@require_POST
@with_draft
def drop_file(request: HttpRequest, draft: Draft, pk: int) -> HttpResponse:
    held = get_object_or_404(draft.files.select_related("draft"), pk=pk)
    drafts.remove_file(held, by=User.objects.citizens())
    step = "viec" if held.kind == AttachmentKind.VOICE else "anh"
    return redirect(reverse("tell_question", args=[draft.pk, step]) + ("?sua" if "sua" in request.GET else ""))


@limit("exemplars.tell_send", "60/h", methods=("POST",))
@READ_OR_POST
@with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """All answers once more, then sending. Who has sent already is led to the code."""
    if draft.sent_as_id:
        return redirect("tell_done", draft.pk)
    form = asked.SendForm(request.POST if request.method == "POST" else None)
    wrong: list[tuple[str, str]] = []
    if request.method == "POST":
        waited = clock.now() - draft.created_at
        if not form.is_valid() or form.cleaned_data["website"]:
            wrong.append(("", "Ô “Bỏ trống ô này” phải để trống. Xóa chữ trong ô ấy rồi gửi lại."))
        elif timedelta(0) <= waited < TOO_FAST:
            wrong.append(("", "Gửi nhanh quá. Xem lại câu trả lời rồi bấm gửi lần nữa."))
        else:
            try:
                doors.send_telling(draft, by=User.objects.citizens())
                return redirect("tell_done", draft.pk)
            except ValidationError as error:
                wrong = [(step, words[0]) for step, words in error.message_dict.items()]
    return public_page("exemplars/telling/check.html", {
        "draft": draft, "answers": draft.answers, "form": form, "wrong": wrong, "files": list(draft.files.select_related("file")),
        "type": dict(asked.WhoForm.base_fields["type"].choices).get(draft.answers.get("type"), ""),
    }, UNFINISHED if wrong else 200)  # fmt: skip
