from lantoa.exemplars import arriving_urls, checking_urls, duplicate_urls

app_name = "exemplars"
urlpatterns = [*arriving_urls.urlpatterns, *checking_urls.urlpatterns, *duplicate_urls.urlpatterns]
