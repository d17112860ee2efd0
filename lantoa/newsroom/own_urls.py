"""Where the person a story is about reads it, at /doc-lai/; not under the workspace, because it is on the public face."""

from django.urls import path

from lantoa.newsroom.views import reading_back

urlpatterns = [
    path("<str:token>/", reading_back.page, name="read_back"),
    path("<str:token>/anh/<int:pk>-<int:width>.<slug:format>", reading_back.picture, name="read_back_picture"),
]
