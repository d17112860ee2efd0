"""Writing to a unit without an account, at /gop-y/; on the public face, so without the workspace's namespace."""

from django.urls import path

from lantoa.feedback.views import public

urlpatterns = [
    path("", public.write, name="feedback_write"),
    path("theo-doi/", public.follow, name="feedback_answer"),
    path("luot/", public.visit, name="visit"),
    path("xong/<str:code>/", public.done, name="feedback_done"),
    path("don-vi/<slug:slug>/", public.write, name="feedback_ask"),
    path("lam-theo/<slug:key>/", public.write, {"word": "lam-theo"}, name="feedback_follow"),
]
