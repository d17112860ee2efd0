"""Addresses of the dashboard and the city's report, inside the room's own."""

from django.urls import path

from lantoa.reporting.views import city, city_steps, dashboard

urlpatterns = [
    path("dieu-hanh/", dashboard.dashboard, name="dashboard"),
    path("dieu-hanh/trinh-chieu/", dashboard.slides, name="slides"),
    path("dieu-hanh/<int:pk>/so/<str:key>/", dashboard.city_figure, name="city_figure"),
    path("thanh-pho/", city.city_reports, name="city_reports"),
    path("thanh-pho/<int:pk>/", city.city_report, name="city_report"),
    path("thanh-pho/<int:pk>/tien-do/", city.progress, name="city_progress"),
    path("thanh-pho/<int:pk>/phan/<slug:part>/", city.section, name="city_section"),
    path("thanh-pho/<int:pk>/so/<slug:key>/", city.city_source, name="city_source"),
    path("thanh-pho/<int:pk>/tep.<slug:form>", city.city_file, name="city_file"),
    path("thanh-pho/<int:pk>/trich/<slug:to>/", city.extract, name="city_extract"),
    path("thanh-pho/<int:pk>/<slug:act>/", city_steps.city_act, name="city_act"),
]
