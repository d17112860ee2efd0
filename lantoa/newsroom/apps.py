from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "lantoa.newsroom"
    verbose_name = "Tòa soạn"

    def ready(self) -> None:
        from lantoa.newsroom import counted, search
        from lantoa.newsroom.receivers import register_all
        from lantoa.search import registry

        register_all()
        counted.register_all()
        registry.register(search.STORIES)
