from django.urls import path

from lantoa.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="list"),
    path("<str:model_label>/<str:pk>/", views.object_history, name="object"),
]
