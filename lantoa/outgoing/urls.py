from django.urls import path

from lantoa.outgoing import views

app_name = "outgoing"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("so.xlsx", views.papers_xlsx, name="papers_xlsx"),
    path("ghi/", views.enter, name="enter_paper"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/sua/", views.edit, name="edit_paper"),
    path("<int:pk>/ban-ky/", views.signed, name="signed_paper"),
    path("<int:pk>/thu-hoi/", views.withdraw, name="withdraw_paper"),
]
