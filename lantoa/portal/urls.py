from django.contrib.sitemaps.views import sitemap
from django.urls import path

from lantoa.portal import views
from lantoa.portal.sitemaps import SITEMAPS

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.cached(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
