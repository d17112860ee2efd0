"""Starting a story, writing it, correcting what is already public."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core.rights import require
from lantoa.exemplars.queries.seen import visible_to as visible_nominations
from lantoa.movements.queries.seen import visible_to as visible_movements
from lantoa.newsroom.cleaning import clean, pictures_in
from lantoa.newsroom.comparing import Change, changes
from lantoa.newsroom.enums import WRITABLE_STATES
from lantoa.newsroom.forms import CorrectionForm, NewPictureForm, StartForm, TextForm
from lantoa.newsroom.models import Column, Story, StoryVersion
from lantoa.newsroom.permits import findings, findings_about
from lantoa.newsroom.queries import stories as queries
from lantoa.newsroom.queries.pictures import all_pictures
from lantoa.newsroom.services import desks
from lantoa.newsroom.services import writing as services
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback

READ_OR_POST = ["GET", "HEAD", "POST"]
# Buttons over the text: what they do (newsroom/editor.js), in words, icon ("": the words themselves).
TOOLS = [
    ("bold", "Chữ đậm", "bold"), ("italic", "Chữ nghiêng", "italic"), ("heading", "Đề mục", "heading"), ("quote", "Trích lời", "quote"),
    ("bullets", "Danh sách", "bullets"), ("numbers", "Danh sách đánh số", "numbers"), ("link", "Đặt liên kết", "link"),
    ("unlink", "Bỏ liên kết", "close"), ("picture", "Chèn ảnh", "picture"), ("table", "Chèn bảng", "table"), ("undo", "Hoàn tác", "undo"),
]  # fmt: skip


@require_http_methods(READ_OR_POST)
def start(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.write_story")
    units = queries.units_written_for(request.user).order_by("pk")
    form = StartForm(
        request.POST or None, units=units, movements=visible_movements(request.user),
        columns=Column.objects.filter(unit__in=units.values("pk"), closed_on__isnull=True),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        story = services.start_story(**form.cleaned_data, by=request.user)
        return redirect("newsroom:write", story.pk)
    return render(request, "newsroom/start.html", {"form": form})


@require_POST
def start_from_nomination(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = get_object_or_404(visible_nominations(request.user), pk=pk)
    story = services.start_from_nomination(nomination, by=request.user)
    feedback.done(request, "Bản nháp dựng từ hồ sơ. Điền chỗ trong ngoặc vuông, thêm lời nói thật, rồi lưu.")
    return redirect("newsroom:story", story.pk)


@require_http_methods(READ_OR_POST)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor. What the person had not saved is shown again; what somebody else saved meanwhile stands beside it."""
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    if story.state not in WRITABLE_STATES:
        return redirect("newsroom:story", pk)
    version, unsaved = story.current, story.unsaved.filter(by=request.user).first() if request.method != "POST" else None
    shown = {"title": story.title} if version is None else {"based_on": version.number}
    if unsaved:
        shown |= {**unsaved.words, "based_on": unsaved.based_on}
    form = TextForm(request.POST or None, story=story, instance=version and _copy(version), initial=shown)
    differing = []
    if request.method == "POST" and form.is_valid():
        try:
            services.write_version(
                story, form.words(), reason=form.cleaned_data["reason"], based_on=form.cleaned_data["based_on"], by=request.user
            )
        except ValidationError as error:
            feedback.refuse(form, error)
            if error_code(error) == "behind":
                story.refresh_from_db()
                differing = _beside(story, form.words())
                form.data = form.data.copy()
                form.data["based_on"] = story.current.number  # seen: the next press saves on top of it
        else:
            feedback.done(request, "Đã lưu thành một bản mới.")
            return redirect("newsroom:story", pk)
    is_behind = bool(unsaved and version and unsaved.based_on != version.number)
    palette = list(all_pictures().filter(story=story))
    return render(request, "newsroom/write.html", {
        "story": story, "form": form, "findings": findings(story), "tools": TOOLS, "unsaved": unsaved, "is_behind": is_behind,
        "held_by": queries.held_by_other(story, request.user), "palette": palette, "picture_form": NewPictureForm(story=story, prefix="anh"),
        "changes": differing or (_beside(story, unsaved.words) if is_behind else []),
    })  # fmt: skip


@require_POST
def keep_unsaved(request: HttpRequest, pk: int) -> HttpResponse:
    """Called by the page itself while somebody writes: keeps the words, and answers with what the checks say about them."""
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    words = {name: request.POST.get(name, "") for name in (*services.TEXT_FIELDS, "reason")}
    based_on = request.POST.get("based_on", "")
    try:
        row = services.keep_unsaved(story, words, based_on=int(based_on) if based_on.isdecimal() else None, by=request.user)
    except ValidationError as error:
        said, words = " ".join(error.messages), {**words, "body": clean(words["body"])}
    else:
        said, words = f"Đã giữ nháp lúc {timezone.localtime(row.kept_at):%H:%M:%S}.", row.words
    cover = [int(words["cover"])] if words["cover"].isdecimal() else []
    shown = all_pictures().filter(story=story, pk__in=[*pictures_in(words["body"]), *cover])
    return render(request, "newsroom/parts/kept.html", {"findings": findings_about(story, words, shown), "said": said})


@require_POST
def drop_unsaved(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    services.drop_unsaved(story, by=request.user)
    return redirect("newsroom:write", pk)


@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    story = story_of(request, pk)
    with feedback.refusals_told(request):
        services.restore_version(story, number, by=request.user)
        feedback.done(request, f"Đã lấy lại bản {number} thành bản mới.")
    return redirect("newsroom:story", pk)


@require_http_methods(READ_OR_POST)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.take_down_story", story)
    if story.live is None:
        return redirect("newsroom:story", pk)
    form = CorrectionForm(request.POST or None, story=story, instance=_copy(story.live))
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            desks.correct_story(story, form.words(), correction=form.cleaned_data["correction"], by=request.user)
            feedback.done(request, "Đã đính chính. Bạn đọc thấy bản mới và dòng đính chính.")
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/correct.html", {"story": story, "form": form})


def error_code(error: ValidationError) -> str:
    return "" if hasattr(error, "error_dict") else next((one.code or "" for one in error.error_list), "")


def _beside(story: Story, words: Mapping[str, Any]) -> list[Change]:
    """What differs between the current version and words that are not saved."""
    said = {name: str(words.get(name) or "") for name in services.TEXT_FIELDS if name != "cover"}
    return changes(story.current, StoryVersion(**{**said, "body": clean(said["body"])}))


def _copy(version):
    """The version as a starting point: a form must never save over it."""
    version.pk = None
    return version
