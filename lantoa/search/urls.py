from django.urls import path

from lantoa.search import views

app_name = "search"
urlpatterns = [path("", views.find, name="find")]
