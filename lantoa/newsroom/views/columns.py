"""Columns and special pages: the list, one column, opening, closing, "còn chạy"."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.newsroom.forms import ColumnForm, ColumnSearchForm, OpenColumnForm, ReasonForm, UnitForm
from lantoa.newsroom.models import Column
from lantoa.newsroom.queries import columns as queries
from lantoa.newsroom.queries import published
from lantoa.newsroom.queries.seen import columns_seen_by
from lantoa.newsroom.queries.stories import names_of_units, units_written_for
from lantoa.newsroom.services import columns as services
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.list_stories")
    search = ColumnSearchForm(request.GET)
    search.is_valid()
    asked = search.cleaned_data
    rows = queries.listed(request.user, words=asked.get("q", ""), where=asked.get("o_dau", ""), closed=asked.get("con_mo") == "da-dong")
    page = paginate(request, rows)
    names = names_of_units({column.unit_id for column in page.object_list})
    for column in page.object_list:
        column.unit_name = names.get(column.unit_id, "")
    may = allowed(request.user, "newsroom.keep_column")
    return render(request, "newsroom/columns.html", {"search": search, "page": page, "may_open": may})


@require_http_methods(["GET", "HEAD", "POST"])
def open_column(request: HttpRequest) -> HttpResponse:
    require(request.user, "newsroom.keep_column")
    form = OpenColumnForm(request.POST or None, units=units_written_for(request.user).order_by("pk"))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with feedback.refusals_on(form):
            column = services.open_column(data.pop("unit"), **data, by=request.user)
            feedback.done(request, "Đã mở chuyên mục.")
            return redirect("newsroom:column", column.pk)
    return render(request, "newsroom/open_column.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def open_usual(request: HttpRequest) -> HttpResponse:
    """All a unit usually has, at once."""
    require(request.user, "newsroom.keep_column")
    form = UnitForm(request.POST or None, units=units_written_for(request.user).order_by("pk"))
    if request.method == "POST" and form.is_valid():
        opened = services.open_usual_columns(form.cleaned_data["unit"], by=request.user)
        feedback.done(request, f"Đã mở {len(opened)} chuyên trang." if opened else "Đơn vị đã có đủ các chuyên trang này.")
        return redirect("newsroom:columns")
    return render(request, "newsroom/open_usual.html", {"form": form})


@require_safe
def column(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    stories = list(published.published_in(found)[:20]) if not found.outside_url else []
    published.name_units(stories)
    return render(request, "newsroom/column.html", {
        "column": found, "stories": stories, "unit_name": names_of_units({found.unit_id}).get(found.unit_id, ""),
        "may_keep": allowed(request.user, "newsroom.keep_column", found),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    require(request.user, "newsroom.keep_column", found)
    form = ColumnForm(request.POST or None, initial={name: getattr(found, name) for name in ColumnForm.base_fields})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_column(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã sửa chuyên mục.")
            return redirect("newsroom:column", pk)
    return render(request, "newsroom/edit_column.html", {"column": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _of(request, pk)
    require(request.user, "newsroom.keep_column", found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.close_column(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã đóng chuyên mục. Bài cũ vẫn đọc được.")
            return redirect("newsroom:column", pk)
    return render(request, "newsroom/close_column.html", {"column": found, "form": form})


@require_POST
def act(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """One press: seen alive, or opened again."""
    found = _of(request, pk)
    run, said = {
        "con-chay": (services.see_column, "Đã ghi: hôm nay còn chạy."), "mo-lai": (services.reopen_column, "Đã mở lại chuyên mục.")
    }[word]  # fmt: skip
    try:
        run(found, by=request.user)
    except ValidationError as error:
        said = " ".join(error.messages)
    feedback.done(request, said)
    return redirect("newsroom:column", pk)


def _of(request: HttpRequest, pk: int) -> Column:
    return get_object_or_404(columns_seen_by(request.user).select_related("unit", "movement", "anniversary"), pk=pk)
