from django.contrib.sitemaps.views import sitemap
from django.urls import path

from lantoa.portal import feeds
from lantoa.portal.caching import cached
from lantoa.portal.sitemaps import SITEMAPS
from lantoa.portal.views import home, movements, stories

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("chuyen/", stories.stories, name="stories"),
    path("chuyen/<slug:slug>/", stories.story, name="story"),
    path("chuyen/<slug:slug>/anh", stories.photo, name="story_photo"),
    path("chuyen/<slug:slug>/anh/<int:pk>-<int:width>.<slug:format>", stories.picture, name="story_picture"),
    path("phong-trao/", movements.movements, name="movements"),
    path("phong-trao/<slug:slug>/", movements.movement, name="movement"),
    path("tin.rss", cached(feeds.NewStories()), name="rss"),
    path("tin.json", feeds.json_feed, name="json_feed"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", cached(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
