"""The own link of a person held up, at /cua-toi/; not under a namespace of the workspace, because it is on the public face."""

from django.urls import path

from lantoa.exemplars.views import own_link

urlpatterns = [
    path("<str:token>/", own_link.page, name="own_link"),
    path("<str:token>/rut/", own_link.withdraw, name="own_link_withdraw"),
    path("<str:token>/hoi/", own_link.ask, name="own_link_ask"),
]
