"""Addresses of the dashboard and the city's report, inside the room's own."""

from django.urls import path

from lantoa.reporting.views import dashboard

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("trinh-chieu/", dashboard.slides, name="slides"),
    path("<int:pk>/so/<str:key>/", dashboard.city_figure, name="city_figure"),
]
