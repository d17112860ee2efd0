from django.urls import path

from lantoa.feedback.views import inbox

app_name = "feedback"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("luot-doc/", inbox.visits, name="visits"),
    path("<int:pk>/", inbox.letter, name="letter"),
    path("<int:pk>/tra-loi/", inbox.answer, name="answer"),
    path("<int:pk>/khong-tra-loi/", inbox.close, name="close"),
]
