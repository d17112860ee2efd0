"""What a bulletin is made of: choosing stories, words of our own, the words for the ear, the order."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.radio.enums import EDITABLE_STATES, PartKind
from lantoa.radio.forms import ScriptForm, StoriesForm, TextForm
from lantoa.radio.queries import bulletins as queries
from lantoa.radio.services import composing
from lantoa.radio.views.common import READ_OR_POST, bulletin_of, part_of
from lantoa.ui import feedback

MOST_SHOWN = 40


@require_http_methods(READ_OR_POST)
def choose_stories(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", bulletin)
    rows = queries.stories_to_choose(bulletin, request.user)
    words = request.GET.get("q", "")
    if folded := fold(words).replace(" ", "-"):
        rows = rows.filter(slug__contains=folded)
    form = StoriesForm(request.POST or None, stories=rows)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            composing.add_stories(bulletin, list(form.cleaned_data["stories"]), by=request.user)
            feedback.done(request, "Đã thêm. Lời đọc được viết sẵn, xem lại từng bài.")
            return redirect("radio:bulletin", pk)
    shown = list(rows[:MOST_SHOWN])
    queries.name_units(shown)
    return render(request, "radio/choose_stories.html", {"bulletin": bulletin, "form": form, "stories": shown, "q": words})


@require_http_methods(READ_OR_POST)
def add_text(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", bulletin)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            composing.add_text(bulletin, **form.cleaned_data, by=request.user)
            return redirect("radio:bulletin", pk)
    return render(request, "radio/add_text.html", {"bulletin": bulletin, "form": form})


@require_http_methods(READ_OR_POST)
def part(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    found = part_of(request, pk, part_pk)
    may_write = (
        allowed(request.user, "radio.make_bulletin", found.bulletin) and found.bulletin.state in EDITABLE_STATES and not found.withdrawn_at
    )
    if request.method == "POST":
        require(request.user, "radio.make_bulletin", found.bulletin)
    script = found.script
    form = ScriptForm(request.POST or None, initial={"text": script.text, "based_on": script.number} if script else {})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            composing.write_script(found, form.cleaned_data["text"], based_on=form.cleaned_data["based_on"], by=request.user)
            feedback.done(request, "Đã lưu lời đọc thành một bản mới.")
            return redirect("radio:part", pk, part_pk)
    return render(request, "radio/part.html", {
        "bulletin": found.bulletin, "part": found, "form": form, "may_write": may_write, "versions": found.scripts.select_related("author"),
        "is_fixed": found.kind in (PartKind.OPENING, PartKind.CLOSING),
    })  # fmt: skip


@require_POST
def part_act(request: HttpRequest, pk: int, part_pk: int, act: str) -> HttpResponse:
    """'len', 'xuong': one place; 'bo': out of the bulletin."""
    found = part_of(request, pk, part_pk)
    with feedback.refusals_told(request):
        if act in ("len", "xuong"):
            composing.move_part(found, earlier=act == "len", by=request.user)
        elif act == "bo":
            composing.remove_part(found, by=request.user)
            feedback.done(request, f"Đã bỏ “{found.title}” khỏi bản tin.")
        else:
            raise Http404
    return redirect("radio:bulletin", pk)


@require_POST
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """The order as dragged: `phan` repeated, ids from the top."""
    bulletin = bulletin_of(request, pk)
    require(request.user, "radio.make_bulletin", bulletin)
    order = [int(value) for value in request.POST.getlist("phan") if value.isdecimal()]
    with feedback.refusals_told(request):
        composing.arrange_parts(bulletin, order, by=request.user)
    return redirect("radio:bulletin", pk)
