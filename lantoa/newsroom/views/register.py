"""The register of what went out on which channel, and the royalties noted for the budget."""

from datetime import datetime, time

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.newsroom.forms import PublicationForm, ReasonForm, RegisterSearchForm, RoyaltyForm, RoyaltySearchForm
from lantoa.newsroom.models import Publication
from lantoa.newsroom.queries import register as queries
from lantoa.newsroom.queries.seen import register_seen_by
from lantoa.newsroom.queries.stories import names_of_units
from lantoa.newsroom.services import publishing
from lantoa.newsroom.views.stories import story_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.list_stories")
    search = RegisterSearchForm(request.GET)
    search.is_valid()
    asked = search.cleaned_data
    rows = queries.listed(
        request.user, words=asked.get("q", ""), channel=asked.get("kenh", ""), since=asked.get("tu_ngay"), until=asked.get("den_ngay")
    )
    page = paginate(request, rows)
    names = names_of_units({row.unit_id for row in page.object_list})
    for row in page.object_list:
        row.unit_name = names.get(row.unit_id, "")
    return render(request, "newsroom/register.html", {"search": search, "page": page})


@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    may = allowed(request.user, "newsroom.register_publication", found.story) and found.crossed_out_at is None
    names = names_of_units({found.unit_id})
    return render(request, "newsroom/publication.html", {"row": found, "may_change": may, "unit_name": names.get(found.unit_id, "")})


@require_http_methods(["GET", "HEAD", "POST"])
def register_publication(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.register_publication", story)
    form = PublicationForm(request.POST or None, request.FILES or None, initial={"went_out_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        moment = timezone.make_aware(datetime.combine(data.pop("went_out_on"), time(8)))
        with feedback.refusals_on(form):
            publishing.register_publication(
                story, went_out_at=min(moment, clock.now()) if moment.date() == clock.today() else moment, **data, by=request.user
            )
            feedback.done(request, "Đã ghi vào sổ đăng, phát.")
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/register_publication.html", {"story": story, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def cross_out(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    require(request.user, "newsroom.register_publication", found.story)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            publishing.cross_out_publication(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã gạch bỏ dòng này.")
            return redirect("newsroom:publication", pk)
    return render(request, "newsroom/cross_out.html", {"row": found, "form": form})


@require_POST
def taken_down(request: HttpRequest, pk: int) -> HttpResponse:
    publishing.note_taken_down(_of(request, pk), by=request.user)
    feedback.done(request, "Đã ghi: nơi này đã gỡ.")
    return redirect("newsroom:publication", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def royalty(request: HttpRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    require(request.user, "newsroom.note_royalty", story)
    byline = story.current.byline if story.current else ""
    form = RoyaltyForm(request.POST or None, initial={"to_whom": byline, "rule": queries.newest_rule(story.unit)})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            publishing.note_royalty(story, **{**form.cleaned_data, "amount": int(form.cleaned_data["amount"])}, by=request.user)
            feedback.done(request, "Đã ghi nhuận bút cho phần kinh phí.")
            return redirect("newsroom:story", pk)
    return render(request, "newsroom/royalty.html", {"story": story, "form": form})


@require_POST
def cross_out_royalty(request: HttpRequest, pk: int, royalty_pk: int) -> HttpResponse:
    story = story_of(request, pk)
    publishing.cross_out_royalty(get_object_or_404(story.royalties, pk=royalty_pk), by=request.user)
    feedback.done(request, "Đã gạch bỏ dòng nhuận bút.")
    return redirect("newsroom:story", pk)


@require_safe
def royalties(request: HttpRequest) -> HttpResponse:
    """What is owed, with its sum: for whoever writes the estimate."""
    require(request.user, "newsroom.list_stories")
    search = RoyaltySearchForm(request.GET)
    search.is_valid()
    rows = queries.royalties(
        request.user,
        words=search.cleaned_data.get("q", ""),
        since=search.cleaned_data.get("tu_ngay"),
        until=search.cleaned_data.get("den_ngay"),
    )
    page = paginate(request, rows)
    total = rows.filter(crossed_out_at__isnull=True).order_by().aggregate(total=Sum("amount"))["total"] or 0
    return render(request, "newsroom/royalties.html", {"search": search, "page": page, "total": total})


def _of(request: HttpRequest, pk: int) -> Publication:
    return get_object_or_404(register_seen_by(request.user).select_related("story__unit", "unit", "by", "version", "proof"), pk=pk)
