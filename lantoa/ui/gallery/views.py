"""The living style page: every component with long names, nothing, and much. Only in demos and while developing."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.ui.gallery import examples


def _only_here() -> None:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404


def gallery(request: HttpRequest) -> HttpResponse:
    _only_here()
    page = Paginator(range(1300), 25).get_page(request.GET.get("trang"))
    return render(request, "ui/gallery/gallery.html", {**examples.context(), "shell": examples.SHELL, "menu": examples.MENU, "page": page})


def projector(request: HttpRequest) -> HttpResponse:
    _only_here()
    return render(request, "ui/gallery/projector.html")
