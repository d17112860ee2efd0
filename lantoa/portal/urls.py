from django.contrib.sitemaps.views import sitemap
from django.urls import path

from lantoa.portal import feeds
from lantoa.portal.caching import cached
from lantoa.portal.sitemaps import SITEMAPS
from lantoa.portal.views import cards, documents, embeds, exemplars, find, home, listen, movements, special, stories, units

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("chuyen/", stories.stories, name="stories"),
    path("chuyen/<slug:slug>/", stories.story, name="story"),
    path("chuyen/<slug:slug>/anh", stories.photo, name="story_photo"),
    path("chuyen/<slug:slug>/anh/<int:pk>-<int:width>.<slug:format>", stories.picture, name="story_picture"),
    path("phong-trao/", movements.movements, name="movements"),
    path("phong-trao/<slug:slug>/", movements.movement, name="movement"),
    path("the/<slug:kind>/<slug:key>/<slug:digest>.png", cards.card, name="card"),
    path("the/<slug:kind>/<slug:key>", cards.card_of, name="card_of"),
    path("g/<slug:code>/", exemplars.exemplar, name="exemplar"),
    path("g/<slug:code>/anh", exemplars.photo, name="exemplar_photo"),
    path("g/<slug:code>/ma-qr.svg", exemplars.square, name="exemplar_square"),
    path("tim/", find.find, name="find"),
    path("mo-hinh/", exemplars.models, name="models"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<slug:slug>/", units.unit, name="unit"),
    path("don-vi/<slug:slug>/bang-vang/", units.board, name="unit_board"),
    path("bang-vang/", units.board, name="board"),
    path("van-ban/", documents.documents, name="documents"),
    path("van-ban/ke-hoach/<int:pk>/", documents.document, name="document"),
    path("van-ban/ke-hoach/<int:pk>/tep", documents.document_file, name="document_file"),
    path("van-ban/quyet-dinh/<int:pk>/", documents.decision, name="decision"),
    path("ky-niem/<int:year>/", special.campaign, name="campaign"),
    path("chuyen-muc/<slug:slug>/", special.column, name="column"),
    path("nghe/", listen.listen, name="listen"),
    path("tin/", feeds.list_of_feeds, name="feeds"),
    path("tin.rss", feeds.rss, name="rss"),
    path("tin.json", feeds.json_feed, name="json_feed"),
    path("tin/<slug:key>.rss", feeds.rss, name="feed_rss"),
    path("tin/<slug:key>.json", feeds.json_feed, name="feed_json"),
    path("nhung/<slug:key>", embeds.embed, name="embed"),
    path("embed/<slug:key>", embeds.embed),  # as other systems call it
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", cached(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
