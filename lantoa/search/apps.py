from datetime import time

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from lantoa.core import schedule
        from lantoa.search import indexing

        schedule.register("search.rebuild", "Lập lại chỉ mục tìm kiếm", indexing.rebuild_all, at=time(2, 30))
