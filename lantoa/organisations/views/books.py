"""Workbooks: the template, what is there now, and taking one in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantoa.core import clock, rights
from lantoa.organisations import books as contents
from lantoa.organisations.forms import BookForm
from lantoa.organisations.services import importing
from lantoa.organisations.spreadsheets import Column, write_book
from lantoa.ui import feedback

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Book:
    key: str
    label: str
    columns: list[Column]
    rows: Callable
    take: Callable

    @property
    def headings(self) -> str:
        return ", ".join(column.heading for column in self.columns)


BOOKS = {
    "don-vi": Book("don-vi", "Đơn vị", contents.UNITS, contents.unit_rows, importing.import_units),
    "nhan-su": Book("nhan-su", "Người và phân công", contents.PEOPLE, contents.person_rows, importing.import_people),
}


def books(request: HttpRequest) -> HttpResponse:
    rights.require(request.user, "organisations.import_units")
    return render(request, "organisations/books.html", {"books": BOOKS.values()})


def template(request: HttpRequest, what: str) -> HttpResponse:
    book = _book(request, what)
    return _answer(book, [], f"mau-{book.key}")


def export(request: HttpRequest, what: str) -> HttpResponse:
    book = _book(request, what)
    return _answer(book, book.rows(request.user, clock.today()), f"{book.key}-{clock.today():%Y-%m-%d}")


def upload(request: HttpRequest, what: str) -> HttpResponse:
    book = _book(request, what)
    form = BookForm(request.POST or None, request.FILES or None)
    context = {"form": form, "book": book}
    if request.method == "POST" and form.is_valid():
        outcome = book.take(form.cleaned_data["file"].read(), write=form.cleaned_data["write"], by=request.user)
        if form.cleaned_data["write"] and not outcome.faults:
            feedback.done(request, f"Đã ghi {outcome.written} dòng mới, {outcome.checked - outcome.written} dòng đã có sẵn.")
            return redirect("organisations:books")
        context |= {"faults": outcome.faults, "checked": outcome.checked}
    return render(request, "organisations/book_import.html", context)


def _book(request: HttpRequest, what: str) -> Book:
    rights.require(request.user, "organisations.import_units")
    if what not in BOOKS:
        raise Http404
    return BOOKS[what]


def _answer(book: Book, rows, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(write_book(book.columns, rows, book.label), content_type=XLSX, headers=headers)
