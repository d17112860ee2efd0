"""Feeds and embeds for the units' own sites."""

from django.urls import path

from lantoa.channels.views import embeds

app_name = "channels"
urlpatterns = [path("", embeds.embeds, name="embeds")]
