"""Starting a story, writing it, correcting what is already public."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core.rights import require
from lantoa.exemplars.queries.seen import visible_to as visible_nominations
from lantoa.movements.queries.seen import visible_to as visible_movements
from lantoa.newsroom.forms import CorrectionForm, StartForm, TextForm
from lantoa.newsroom.models import Column
from lantoa.newsroom.permits import findings
from lantoa.newsroom.queries import stories as queries
from lantoa.newsroom.services import desks
from lantoa.newsroom.services import writing as services
from lantoa.newsroom.views.acts import refused
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback

READ_OR_POST = ["GET", "HEAD", "POST"]


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
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    version = story.current
    shown = {"title": story.title} if version is None else {"based_on": version.number}
    form = TextForm(request.POST or None, story=story, instance=version and _copy(version), initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_version(
                story, form.words(), reason=form.cleaned_data["reason"], based_on=form.cleaned_data["based_on"], by=request.user
            )
        except ValidationError as error:
            refused(form, error)
        else:
            feedback.done(request, "Đã lưu thành một bản mới.")
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/write.html", {"story": story, "form": form, "findings": findings(story)})


@require_http_methods(READ_OR_POST)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.take_down_story", story)
    if story.live is None:
        return redirect("newsroom:story", pk)
    form = CorrectionForm(request.POST or None, story=story, instance=_copy(story.live))
    if request.method == "POST" and form.is_valid():
        try:
            desks.correct_story(story, form.words(), correction=form.cleaned_data["correction"], by=request.user)
        except ValidationError as error:
            refused(form, error)
        else:
            feedback.done(request, "Đã đính chính. Bạn đọc thấy bản mới và dòng đính chính.")
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/correct.html", {"story": story, "form": form})


def _copy(version):
    """The version as a starting point: a form must never save over it."""
    version.pk = None
    return version
