"""What players and the public get: no account, no cookie. `/nghe/tep/…` for everybody, `/loa/<secret>/…` for the player of one station."""

from django.urls import path

from lantoa.radio.views import public

app_name = "radio_public"
urlpatterns = [
    path("nghe/tep/<slug:code>.mp3", public.sound, name="sound"),
    path("nghe/tep/<slug:code>.vtt", public.captions, name="captions"),
    path("loa/<str:token>/", public.folder, name="folder"),
    path("loa/<str:token>/manifest.json", public.manifest, name="manifest"),
    path("loa/<str:token>/danh-sach.m3u", public.playlist, name="playlist"),
    path("loa/<str:token>/podcast.xml", public.podcast, name="podcast"),
    path("loa/<str:token>/da-phat", public.report, name="report"),
    path("loa/<str:token>/<str:name>", public.file, name="file"),
]
