"""Telling of a good deed without an account, at /ke-viec-tot/; on the public face, so without the workspace's namespace."""

from django.urls import path

from lantoa.exemplars.views import following, telling

urlpatterns = [
    path("", telling.start, name="tell"),
    path("theo-doi/", following.follow, name="follow"),
    path("<uuid:key>/kiem-tra/", telling.check, name="tell_check"),
    path("<uuid:key>/xong/", following.done, name="tell_done"),
    path("<uuid:key>/ghi-am/", telling.voice, name="tell_voice"),
    path("<uuid:key>/tep/<int:pk>/", telling.show_file, name="tell_file"),
    path("<uuid:key>/tep/<int:pk>/bo/", telling.drop_file, name="tell_drop_file"),
    path("<uuid:key>/<slug:step>/", telling.question, name="tell_question"),
]
