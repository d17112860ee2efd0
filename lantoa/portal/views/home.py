"""The front page, and what machines ask for first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.portal import sections, sharing
from lantoa.portal.caching import asked_again, reads


@require_safe
@asked_again
@reads()
def home(request: HttpRequest) -> HttpResponse:
    front = sections.Front()
    share = sharing.site_share("/", "Lan Tỏa · Thi đua yêu nước", "Một việc tốt ở đây, nhiều nơi cùng làm theo.")
    return render(request, "portal/home.html", {
        "hero": sections.hero(front), "sections": sections.filled(front), "contact": sections.contact(), "share": share,
    })  # fmt: skip


@require_safe
@asked_again
@reads()
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /lam-viec/",
        "Disallow: /tai-khoan/",
        f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
