"""Put forward twice: what is waiting, two files side by side, what is near one nomination."""

from django.urls import path

from lantoa.exemplars.views import duplicates as views

urlpatterns = [
    path("nghi-trung/", views.suspicions, name="suspicions"),
    path("nghi-trung/<int:pk>/", views.suspicion, name="suspicion"),
    path("nghi-trung/<int:pk>/gop/", views.merge, name="merge_suspicion"),
    path("nghi-trung/<int:pk>/hoi/", views.ask, name="ask_suspicion"),
    path("nghi-trung/<int:pk>/tra-loi/", views.answer, name="answer_suspicion"),
    path("nghi-trung/<int:pk>/khac-nhau/", views.different, name="different"),
    path("nghi-trung/<int:pk>/cung-nguoi/", views.same_person, name="same_person"),
    path("nghi-trung/ho-so/<int:pk>/", views.near, name="near"),
    path("nghi-trung/ho-so/<int:pk>/viec-moi/", views.new_deed, name="new_deed"),
]
