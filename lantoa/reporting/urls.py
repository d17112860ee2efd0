from django.urls import include, path

from lantoa.reporting.views import acts, cycles, indicators, reports, rollup, setup, sheets

app_name = "reporting"
urlpatterns = [
    path("", include("lantoa.reporting.city_urls")),
    path("", reports.reports, name="reports"),
    path("ky/<int:pk>/", cycles.cycle, name="cycle"),
    path("ky/<int:pk>/quyet-dinh/", acts.decide_many, name="decide_many"),
    path("ky/<int:pk>/don-doc.<slug:form>", cycles.letter, name="urging_letter"),
    path("ky/<int:pk>/khoa/", acts.lock, name="lock"),
    path("mau/", setup.forms, name="forms"),
    path("mau/dung-bo-de-xuat/", setup.adopt, name="adopt"),
    path("mau/chi-tieu/them/", indicators.add, name="add_indicator"),
    path("mau/chi-tieu/<int:pk>/", indicators.indicator, name="indicator"),
    path("mau/chi-tieu/<int:pk>/sua/", indicators.change, name="change_indicator"),
    path("mau/chi-tieu/<int:pk>/thoi-dung/", indicators.end, name="end_indicator"),
    path("mau/<int:pk>/", setup.form, name="form"),
    path("mau/<int:pk>/<slug:act>/", setup.form_act, name="form_act"),
    path("tong-hop/", rollup.totals, name="totals"),
    path("tong-hop/<slug:slug>/", rollup.node, name="node"),
    path("tong-hop/<slug:slug>/so-lieu.<slug:form>", rollup.export, name="export"),
    path("ban/<int:pk>/", reports.report, name="report"),
    path("ban/<int:pk>/so/<int:box_pk>/", reports.figure, name="figure"),
    path("ban/<int:pk>/so/<int:box_pk>/bao-sai/", reports.dispute, name="dispute"),
    path("ban/<int:pk>/bieu.xlsx", sheets.sheet, name="sheet"),
    path("ban/<int:pk>/nop-tep/", sheets.upload, name="upload"),
    path("ban/<int:pk>/so-voi-ban-ghi/", reports.moved, name="moved"),
    path("ban/<int:pk>/tra-loi/", reports.answer, name="answer"),
    path("ban/<int:pk>/<slug:act>/", acts.report_act, name="report_act"),
]
