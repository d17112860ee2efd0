"""Acts on a story: the steps and remarks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core import clock
from lantoa.core.rights import require
from lantoa.newsroom.cleaning import blocks
from lantoa.newsroom.forms import CommentForm
from lantoa.newsroom.services import writing
from lantoa.newsroom.views.steps import BY_WORD
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback


@require_http_methods(["GET", "HEAD", "POST"])
def story_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    story, step = story_of(request, pk), BY_WORD.get(act)
    if step is None:
        raise Http404
    require(request.user, f"newsroom.{step.permission}", story)
    form = step.form(request.POST if request.method == "POST" else None, initial={"on": clock.today(), "day": clock.today()})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            step.run(story, form, request.user)
            feedback.done(request, step.done)
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/act.html", {"story": story, "step": step, "form": form})


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    form = CommentForm(request.POST, paragraphs=blocks(story.current.body) if story.current else [])
    if form.is_valid():
        writing.comment_on(story, **form.cleaned_data, by=request.user)
        feedback.done(request, "Đã gửi lời nhắn.")
    return redirect("newsroom:story", pk)


@require_POST
def settle_comment(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    story = story_of(request, pk)
    writing.settle_comment(get_object_or_404(story.comments, pk=comment_pk), by=request.user)
    return redirect("newsroom:story", pk)
