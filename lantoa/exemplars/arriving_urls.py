"""How nominations come in, and their list: the officer's form, workbooks, the list with its files, the pipeline."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from lantoa.exemplars.views import importing, lists, nominating


class KindConverter(StringConverter):
    regex = "csv|xlsx"


register_converter(KindConverter, "listfile")

urlpatterns = [
    path("", lists.nominations, name="list"),
    path("tai-ve/<listfile:kind>/", lists.export, name="export"),
    path("dong-chay/", lists.flow, name="flow"),
    path("gioi-thieu/", nominating.nominate, name="nominate"),
    path("gioi-thieu/<uuid:key>/", nominating.form, name="draft"),
    path("gioi-thieu/<uuid:key>/luu/", nominating.autosave, name="autosave"),
    path("gioi-thieu/<uuid:key>/bo/", nominating.discard, name="discard_draft"),
    path("gioi-thieu/<uuid:key>/tep/<int:pk>/bo/", nominating.drop_file, name="draft_drop_file"),
    path("nhap-tu-excel/", importing.books, name="books"),
    path("nhap-tu-excel/mau/", importing.template, name="book_template"),
    path("nhap-tu-excel/<int:pk>/", importing.book, name="book"),
    path("nhap-tu-excel/<int:pk>/tien-do/", importing.progress, name="book_progress"),
    path("nhap-tu-excel/<int:pk>/nhap/", importing.take, name="take_book"),
]
