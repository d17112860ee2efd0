from django.urls import path

from lantoa.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("doc-het/", views.read_all, name="read_all"),
    path("<int:pk>/", views.open_notice, name="open"),
    path("cach-nhan/", views.preferences, name="preferences"),
    path("gui-di/", views.outbox, name="outbox"),
    path("gui-di/<int:pk>/", views.message, name="message"),
    path("gui-di/<int:pk>/gui-lai/", views.resend, name="resend"),
]
