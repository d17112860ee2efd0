"""The pictures of a story: sent, taken from the file, described, taken out; and their bytes for the desks."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import require
from lantoa.newsroom.forms import NewPictureForm, PictureForm
from lantoa.newsroom.queries import pictures as queries
from lantoa.newsroom.queries import seen
from lantoa.newsroom.queries.published import open_picture
from lantoa.newsroom.services import pictures as services
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    form = NewPictureForm(request.POST or None, request.FILES or None, story=story)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            services.add_picture(story, data.pop("file"), **data, by=request.user)
            feedback.done(request, "Đã nhận ảnh. Đặt làm ảnh đầu bài, hoặc chèn vào nội dung khi viết.")
            return redirect("newsroom:pictures", pk)
    own = list(queries.all_pictures().filter(story=story))
    used = queries.used_in(story.current) if story.current else set()
    return render(request, "newsroom/pictures.html", {
        "story": story, "form": form, "in_file": queries.files_not_taken(story),
        "pictures": [(picture, picture.pk in used, bool(story.current and story.current.cover_id == picture.pk)) for picture in own],
    })  # fmt: skip


@require_POST
def add_to_palette(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture sent from within the editor: answers with the pictures there are now, or the form with what is wrong."""
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    form = NewPictureForm(request.POST, request.FILES, story=story, prefix="anh")
    if form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            services.add_picture(story, data.pop("file"), **data, by=request.user)
            form = NewPictureForm(story=story, prefix="anh")
    palette = queries.all_pictures().filter(story=story)
    return render(request, "newsroom/parts/palette.html", {"story": story, "palette": palette, "picture_form": form})


@require_POST
def take_from_file(request: HttpRequest, pk: int, attachment_pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    services.take_from_file(story, get_object_or_404(queries.files_not_taken(story), pk=attachment_pk), by=request.user)
    feedback.done(request, "Đã lấy ảnh trong hồ sơ vào bài.")
    return redirect("newsroom:pictures", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, pk: int, picture_pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    picture = get_object_or_404(queries.all_pictures(), story=story, pk=picture_pk)
    form = PictureForm(request.POST or None, story=story, initial={name: getattr(picture, name) for name in PictureForm.base_fields})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.describe_picture(picture, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã lưu lời về ảnh.")
            return redirect("newsroom:pictures", pk)
    return render(request, "newsroom/describe_picture.html", {"story": story, "picture": picture, "form": form})


@require_POST
def remove(request: HttpRequest, pk: int, picture_pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    with feedback.refusals_told(request):
        services.remove_picture(get_object_or_404(story.pictures, pk=picture_pk), by=request.user)
        feedback.done(request, "Đã bỏ ảnh.")
    return redirect("newsroom:pictures", pk)


@require_safe
def picture(request: HttpRequest, pk: int, width: int, format: str) -> FileResponse:
    """The bytes of one size, for whoever sees the story."""
    rows = queries.all_pictures().filter(story__in=seen.visible_to(request.user).values("pk"))
    found = get_object_or_404(rows, pk=pk)
    try:
        content, mime = open_picture(found, width, format)
    except FileNotFoundError as error:
        raise Http404("Ảnh không còn trên máy chủ.") from error
    return FileResponse(content, content_type=mime)
