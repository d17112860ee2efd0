"""Requests between units and media."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.newsroom.enums import OPEN_REQUESTS, RequestState
from lantoa.newsroom.forms import AcceptForm, AskForm, HandOverForm, NoteForm, ReasonForm, RequestSearchForm
from lantoa.newsroom.models import MediaRequest
from lantoa.newsroom.queries import requests as queries
from lantoa.newsroom.queries.seen import requests_seen_by, visible_to
from lantoa.newsroom.queries.stories import names_of_units
from lantoa.newsroom.services import requests as services
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

S = RequestState


@dataclass(frozen=True)
class Act:
    """`run(request, form, by)` does it; offered in `states` to who holds `permission`."""

    word: str
    permission: str
    states: tuple[RequestState, ...]
    verb: str
    icon: str
    done: str
    run: Callable
    form: type[forms.Form] = forms.Form
    main: bool = False


ACTS = [
    Act("nhan-loi", "answer_request", (S.ASKED,), "Nhận lời", "check", "Đã nhận lời.",
        lambda r, f, by: services.answer_request(r, accepts=True, answer=f.cleaned_data["answer"], by=by), AcceptForm, True),
    Act("chua-giup-duoc", "answer_request", (S.ASKED, S.ACCEPTED), "Chưa giúp được", "close", "Đã trả lời kèm lý do.",
        lambda r, f, by: services.answer_request(r, accepts=False, answer=f.cleaned_data["reason"], by=by), ReasonForm),
    Act("ban-giao", "answer_request", (S.ACCEPTED,), "Bàn giao", "share", "Đã báo bàn giao.",
        lambda r, f, by: services.hand_over(r, **f.cleaned_data, by=by), HandOverForm, True),
    Act("xong", "close_request", (S.HANDED,), "Đã đủ, khép lại", "check", "Đã khép lại.",
        lambda r, f, by: services.finish_request(r, by=by), main=True),
    Act("lam-them", "close_request", (S.HANDED,), "Nhờ làm thêm", "undo", "Đã nhờ làm thêm.",
        lambda r, f, by: services.hand_back(r, **f.cleaned_data, by=by), ReasonForm),
    Act("thoi", "close_request", (S.ASKED, S.ACCEPTED), "Thôi đề nghị", "trash", "Đã thôi đề nghị.",
        lambda r, f, by: services.withdraw_request(r, **f.cleaned_data, by=by), ReasonForm),
]  # fmt: skip


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.ask_media")
    search = RequestSearchForm(request.GET)
    search.is_valid()
    rows = queries.listed(request.user, state=search.cleaned_data.get("tinh_trang", ""), words=search.cleaned_data.get("q", ""))
    page = paginate(request, rows)
    names = names_of_units({pk for row in page.object_list for pk in (row.unit_id, row.asked_unit_id)})
    for row in page.object_list:
        row.unit_name, row.asked_name = names.get(row.unit_id, ""), names.get(row.asked_unit_id, "")
    return render(
        request, "newsroom/requests.html", {"search": search, "page": page, "figures": queries.figures_of(requests_seen_by(request.user))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.ask_media")
    story = visible_to(request.user).filter(pk=number).first() if (number := request.GET.get("bai", "")).isdecimal() else None
    form = AskForm(
        request.POST or None, units=queries.own_asking_units(request.user), asked=queries.units_asked_by(request.user),
        initial={"subject": story.title if story else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            found = services.ask_media(data.pop("unit"), data.pop("asked_unit"), **data, story=story, by=request.user)
            feedback.done(request, "Đã gửi đề nghị. Bên kia được báo ngay.")
            return redirect("newsroom:request", found.pk)
    return render(request, "newsroom/ask.html", {"form": form})


@require_safe
def media_request(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    acts = [act for act in ACTS if found.state in act.states and allowed(request.user, f"newsroom.{act.permission}", found)]
    names = names_of_units({found.unit_id, found.asked_unit_id})
    return render(request, "newsroom/request.html", {
        "asked": found, "acts": acts, "notes": queries.notes_of(found), "note_form": NoteForm(), "is_open": found.state in OPEN_REQUESTS,
        "unit_name": names.get(found.unit_id, ""), "asked_name": names.get(found.asked_unit_id, ""),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def request_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found, chosen = _of(request, pk), next((one for one in ACTS if one.word == act), None)
    if chosen is None:
        raise Http404
    require(request.user, f"newsroom.{chosen.permission}", found)
    form = chosen.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            chosen.run(found, form, request.user)
            feedback.done(request, chosen.done)
            return redirect("newsroom:request", pk)
    return render(request, "newsroom/request_act.html", {"asked": found, "act": chosen, "form": form})


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = _of(request, pk), NoteForm(request.POST)
    if form.is_valid():
        with feedback.refusals_told(request):
            services.note_request(found, form.cleaned_data["text"], by=request.user)
    return redirect("newsroom:request", pk)


def _of(request: HttpRequest, pk: int) -> MediaRequest:
    return get_object_or_404(requests_seen_by(request.user).select_related("unit", "asked_unit", "asked_by", "answered_by", "story"), pk=pk)
