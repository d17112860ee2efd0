"""The link for the person the story is about: made at the desk, read and answered at /doc-lai/<token>/ without an account.

Whoever knows the token is the person, so no further token guards the form; the page keeps the address out of logs and other sites.
"""

import re

import segno
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.accounts.limits import limit
from lantoa.accounts.models import User
from lantoa.core.rights import require
from lantoa.newsroom.forms import ReadBackAnswerForm
from lantoa.newsroom.models import ReadBackLink
from lantoa.newsroom.queries.pictures import pictures_of
from lantoa.newsroom.queries.published import open_picture
from lantoa.newsroom.queries.stories import read_back_link
from lantoa.newsroom.rendering import render_body
from lantoa.newsroom.services import reading_back as services
from lantoa.newsroom.views.stories import story_of
from lantoa.notifications.channels import base_url
from lantoa.ui import feedback

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")


@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    try:
        services.make_read_back_link(story, by=request.user)
    except ValidationError as error:
        feedback.done(request, " ".join(error.messages))
        return redirect("newsroom:story", pk)
    feedback.done(request, "Đã có đường dẫn. Gửi cho người được viết, hoặc cho họ quét mã.")
    return redirect("newsroom:read_back", pk)


@require_http_methods(["GET", "HEAD"])
def read_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What the clerk shows or sends: the address, a code to scan, and what was answered."""
    story = story_of(request, pk)
    require(request.user, "newsroom.edit_story", story)
    links = list(story.read_back_links.select_related("version", "made_by"))
    newest = next((link for link in links if link.closed_at is None and link.answered_at is None), None)
    address = base_url() + reverse("read_back", args=[newest.token]) if newest else ""
    code = segno.make(address, error="m").svg_data_uri(scale=5, border=2) if newest else ""
    return render(request, "newsroom/read_back.html", {"story": story, "links": links, "address": address, "code": code})


def _quiet(view):
    """As exemplars' own link: nothing of the address leaves this page."""

    @csrf_exempt
    @limit("newsroom.read_back", "60/m")
    def found(request: HttpRequest, token: str, **rest) -> HttpResponse:
        link = read_back_link(token) if _TOKEN.fullmatch(token) else None
        if link is None:
            raise Http404
        response = view(request, link, **rest)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Cache-Control"] = "no-store, private"
        response._has_been_logged = True  # the log of refused forms would write the address
        return response

    return csrf_exempt(found)


@_quiet
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: ReadBackLink) -> HttpResponse:
    form = ReadBackAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.answer_read_back(
                link, is_right=form.cleaned_data["answer"] == "dung", words=form.cleaned_data["words"], by=User.objects.system()
            )
            return redirect("read_back", link.token)
    shown = {picture.pk: picture for picture in pictures_of(link.version)}
    address = lambda picture, width, format: reverse("read_back_picture", args=[link.token, picture.pk, width, format])  # noqa: E731
    body = render_body(link.version.body, shown, address)
    html = render_to_string("newsroom/read_back_public.html", {"link": link, "version": link.version, "form": form, "body": body,
                            "cover": shown.get(link.version.cover_id), "cover_address": _cover(link)})  # fmt: skip
    return HttpResponse(html, status=422 if form.errors else 200)


@_quiet
@require_http_methods(["GET", "HEAD"])
def picture(request: HttpRequest, link: ReadBackLink, pk: int, width: int, format: str) -> FileResponse:
    found = next((one for one in pictures_of(link.version) if one.pk == pk), None)
    if found is None:
        raise Http404
    content, mime = open_picture(found, width, format)
    return FileResponse(content, content_type=mime)


def _cover(link: ReadBackLink) -> str:
    return reverse("read_back_picture", args=[link.token, link.version.cover_id, 960, "jpg"]) if link.version.cover_id else ""
