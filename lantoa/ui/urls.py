from django.urls import path

from lantoa.ui.gallery import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery"), path("may-chieu/", views.projector, name="projector")]
