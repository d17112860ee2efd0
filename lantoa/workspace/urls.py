"""The workspace mounts each room's pages under its own word."""

from django.urls import include, path

urlpatterns = [
    path("don-vi/", include("lantoa.organisations.urls")),
    path("nhat-ky/", include("lantoa.audit.urls")),
    path("tep/", include("lantoa.files.urls")),
    path("thong-bao/", include("lantoa.notifications.urls")),
    path("tim/", include("lantoa.search.urls")),
    path("he-thong-giao-dien/", include("lantoa.ui.urls")),
    path("", include("lantoa.plans.urls")),
]
