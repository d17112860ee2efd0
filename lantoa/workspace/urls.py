"""The workspace mounts each room's pages under its own word."""

from django.urls import include, path

from lantoa.workspace.views import health, help, home

own = (
    [
        path("", home.home, name="home"),
        path("ca-thang/", home.month, name="month"),
        path("doi-noi-lam-viec/", home.switch, name="switch"),
        path("vuong-o-dau/", help.help_page, name="help"),
        path("tinh-trang/", health.health, name="health"),
    ],
    "workspace",
)

urlpatterns = [
    path("", include(own)),
    path("don-vi/", include("lantoa.organisations.urls")),
    path("nhat-ky/", include("lantoa.audit.urls")),
    path("tep/", include("lantoa.files.urls")),
    path("thong-bao/", include("lantoa.notifications.urls")),
    path("tim/", include("lantoa.search.urls")),
    path("he-thong-giao-dien/", include("lantoa.ui.urls")),
    path("phong-trao/", include("lantoa.movements.urls")),
    path("van-ban-di/", include("lantoa.outgoing.urls")),
    path("guong/", include("lantoa.exemplars.urls")),
    path("toa-soan/", include("lantoa.newsroom.urls")),
    path("gop-y/", include("lantoa.feedback.urls")),
    path("bao-cao/", include("lantoa.reporting.urls")),
    path("nhung/", include("lantoa.channels.urls")),
    path("phat-thanh/", include("lantoa.radio.urls")),
    path("binh-chon/", include("lantoa.selection.urls")),
    path("", include("lantoa.plans.urls")),
]
