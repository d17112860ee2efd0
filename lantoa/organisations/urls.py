"""Mounted under /lam-viec/don-vi/."""

from django.urls import path

from lantoa.organisations.views import accounts, books, clusters, people, reorganise, units

app_name = "organisations"
urlpatterns = [
    path("", units.unit_list, name="units"),
    path("them/", units.unit_add, name="unit_add"),
    path("cum-khoi/", clusters.cluster_list, name="clusters"),
    path("cum-khoi/them/", clusters.cluster_add, name="cluster_add"),
    path("cum-khoi/<int:pk>/", clusters.cluster_page, name="cluster"),
    path("cum-khoi/<int:pk>/<slug:act>/", clusters.cluster_act, name="cluster_act"),
    path("nhan-su/", people.appointment_list, name="appointments"),
    path("nhan-su/them/", people.appoint_person, name="appoint"),
    path("nhan-su/<int:pk>/ket-thuc/", people.end, name="appointment_end"),
    path("nhan-su/<int:pk>/uy-quyen/", people.delegate_post, name="appointment_delegate"),
    path("tai-khoan/", accounts.account_list, name="accounts"),
    path("tai-khoan/them/", accounts.account_add, name="account_add"),
    path("tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("tai-khoan/<int:pk>/<slug:act>/", accounts.account_act, name="account_act"),
    path("bang-tinh/", books.books, name="books"),
    path("bang-tinh/<slug:what>/mau/", books.template, name="book_template"),
    path("bang-tinh/<slug:what>/xuat/", books.export, name="book_export"),
    path("bang-tinh/<slug:what>/nhap/", books.upload, name="book_import"),
    path("<slug:slug>/", units.unit_page, name="unit"),
    path("<slug:slug>/sua/<int:pk>/", units.version_correct, name="version_correct"),
    path("<slug:slug>/bien-dong/", reorganise.choose, name="reorganise"),
    path("<slug:slug>/bien-dong/<slug:act>/", reorganise.carry_out, name="reorganise_act"),
]
