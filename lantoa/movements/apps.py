from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "lantoa.movements"
    verbose_name = "Phong trào thi đua"

    def ready(self):
        from lantoa.movements import counted, search
        from lantoa.movements.notifications import register_kinds
        from lantoa.movements.receivers import register_all
        from lantoa.search import registry

        register_kinds()
        register_all()
        counted.register_all()
        for source in (search.MOVEMENTS, search.LESSONS):
            registry.register(source)
