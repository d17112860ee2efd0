"""The two faces: `/` the public portal, `/lam-viec/` the workspace; a room brings its own pages in its urls.py."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from lantoa.workspace.views.health import pulse

urlpatterns = [
    path("", include("lantoa.radio.public_urls")),
    path("", include("lantoa.portal.urls")),
    path("api/", include("lantoa.api.urls")),
    path("cua-toi/", include("lantoa.exemplars.own_urls")),
    path("doc-lai/", include("lantoa.newsroom.own_urls")),
    path("ke-viec-tot/", include("lantoa.exemplars.telling_urls")),
    path("gop-y/", include("lantoa.feedback.public_urls")),
    path("tai-khoan/", include("lantoa.accounts.urls")),
    path("lam-viec/", include("lantoa.workspace.urls")),
    path("suc-khoe", pulse, name="pulse"),
]
if settings.ADMIN_PATH:
    urlpatterns.append(path(settings.ADMIN_PATH, admin.site.urls))

handler400 = "lantoa.ui.views.bad_request"
handler403 = "lantoa.ui.views.permission_denied"
handler404 = "lantoa.ui.views.page_not_found"
handler500 = "lantoa.ui.views.server_error"
