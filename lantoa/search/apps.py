from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.search"
    verbose_name = "Tìm kiếm"
