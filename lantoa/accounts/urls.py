"""allauth's pages under its own names; what we add under `accounts:`. Pages that do not exist with us answer 404."""

from django.urls import include, path, re_path

from lantoa.accounts import views

_ours = ([path("dung-thu/", views.demo_sign_in, name="demo_sign_in")], "accounts")
# Nobody signs up, proves an address by mail or ties accounts by hand: administrators and the single sign-on do that.
_closed = r"^(signup|email|confirm-email|password/set|login/code|3rdparty|social)/"

urlpatterns = [
    path("", include(_ours)),
    re_path(_closed, views.absent),
    path("", include("allauth.urls")),
]
