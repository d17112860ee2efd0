"""Putting forward from within: beginning, the full form kept as it is typed, drafts, sending."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.exemplars.enums import AttachmentKind, Door, SubjectType
from lantoa.exemplars.forms.nominating import BeginForm, NominateForm
from lantoa.exemplars.models import Draft
from lantoa.exemplars.queries import drafting, lists
from lantoa.exemplars.services import doors, drafts
from lantoa.exemplars.views.common import UNFINISHED
from lantoa.organisations.models import Unit
from lantoa.ui.feedback import done, refusals_on

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_POST
def nominate(request: HttpRequest) -> HttpResponse:
    """Whom it is about; and what was begun and not sent."""
    require(request.user, "exemplars.nominate")
    units = drafting.units_to_nominate_for(request.user)
    form = BeginForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit = get_object_or_404(Unit, pk=given["unit"])
        draft = drafts.open_draft(Door(given["door"]), unit=unit, answers={"type": given["type"]}, by=request.user)
        return redirect("exemplars:draft", draft.pk)
    return render(request, "exemplars/nominate.html", {
        "form": form, "drafts": drafting.drafts_of(request.user), "units": units, "may_import": allowed(request.user, "exemplars.import_nominations"),
    }, status=UNFINISHED if form.errors else 200)  # fmt: skip


@READ_OR_POST
def form(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form as it was left. Kept on each press, also when it cannot be sent yet."""
    draft = _own_draft(request, key)
    if draft.sent_as_id:
        return redirect("exemplars:nomination", draft.sent_as_id) if request.method != "POST" else _sent_already(request, draft)
    if request.method != "POST":
        return _page(request, draft, _unsent(request, draft))
    bound = _bound(request, draft)
    drafts.keep_answers(draft, _typed(request, bound), by=request.user)
    refused = _keep_files(request, draft)
    if request.POST.get("viec") != "gui":
        if not refused:
            done(request, "Đã lưu nháp. Tìm lại ở mục “Giới thiệu”.")
            return redirect("exemplars:draft", draft.pk)
        bound = _unsent(request, Draft.objects.get(pk=draft.pk))
        return _page(request, draft, bound, refused)
    if bound.is_valid() and not refused:
        given = bound.cleaned_data
        with refusals_on(bound):
            sent = doors.put_forward(
                draft, bound.facts(), unit=draft.unit, told_by=given.get("told_by", ""), told_phone=given.get("told_phone", ""),
                kept_at=given.get("kept_at", ""), by=request.user,
            )  # fmt: skip
            done(request, f"Đã gửi, mã hồ sơ {sent.code}.")
            return (
                redirect("exemplars:nomination", sent.pk)
                if allowed(request.user, "exemplars.view_nomination", sent)
                else redirect("exemplars:nominate")
            )
    return _page(request, draft, bound, refused)


@require_POST
def autosave(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is typed, kept after each field (autosave.js)."""
    draft = _own_draft(request, key)
    if draft.sent_as_id is None:
        drafts.keep_answers(draft, _typed(request, _bound(request, draft)), by=request.user)
    return JsonResponse({"at": f"{clock.now():%H:%M}"})


@require_POST
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    drafts.discard_draft(_own_draft(request, key), by=request.user)
    done(request, "Đã bỏ bản nháp.")
    return redirect("exemplars:nominate")


@require_POST
def drop_file(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """A file is taken out; what was typed beside it is kept."""
    draft = _own_draft(request, key)
    held = get_object_or_404(draft.files.select_related("draft"), pk=pk)
    drafts.keep_answers(draft, _typed(request, _bound(request, draft)), by=request.user)
    drafts.remove_file(held, by=request.user)
    return redirect("exemplars:draft", draft.pk)


def _own_draft(request: HttpRequest, key: UUID) -> Draft:
    draft = Draft.objects.filter(pk=key, user=request.user).exclude(door=Door.CITIZEN).select_related("unit", "sent_as").first()
    if draft is None or draft.unit is None:
        raise Http404
    return draft


def _sent_already(request: HttpRequest, draft: Draft) -> HttpResponse:
    done(request, f"Hồ sơ này đã gửi từ trước, mã {draft.sent_as.code}.")
    return redirect("exemplars:nomination", draft.sent_as_id)


def _options(request: HttpRequest, draft: Draft) -> dict:
    kind = draft.answers.get("type")
    return {
        "type": kind if kind in SubjectType.values else SubjectType.INDIVIDUAL, "door": draft.door,
        "movements": lists.offered_movements(request.user, running=True),
    }  # fmt: skip


def _bound(request: HttpRequest, draft: Draft) -> NominateForm:
    return NominateForm(request.POST, request.FILES, **_options(request, draft))


def _unsent(request: HttpRequest, draft: Draft) -> NominateForm:
    """The draft as it was typed, without a word about what is missing yet."""
    return NominateForm(initial={**draft.answers}, **_options(request, draft))


def _typed(request: HttpRequest, bound: NominateForm) -> dict[str, str]:
    posted: QueryDict = request.POST
    return {name: posted.get(name, "") for name in bound.kept_names if name in posted or isinstance(bound.fields[name], forms.BooleanField)}


def _keep_files(request: HttpRequest, draft: Draft) -> list[str]:
    """Each file by itself; what was refused, in words."""
    refused = []
    for name, kind in (("photos", AttachmentKind.PHOTO), ("papers", AttachmentKind.DOCUMENT)):
        for upload in request.FILES.getlist(name)[:15]:
            try:
                drafts.add_file(draft, upload, kind=kind, by=request.user)
            except ValidationError as error:
                refused += error.messages
    return refused


def _page(request: HttpRequest, draft: Draft, bound: NominateForm, refused: list[str] | None = None) -> HttpResponse:
    name = lists.name_of(draft.unit_id)
    return render(request, "exemplars/nominate_form.html", {
        "draft": draft, "form": bound, "refused": refused or [], "files": list(draft.files.select_related("file")), "unit_name": name,
        "type_label": bound.kind_of_subject.label,
    }, status=UNFINISHED if bound.errors or refused else 200)  # fmt: skip
