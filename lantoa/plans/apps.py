from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lantoa.plans"
    verbose_name = "Kế hoạch"

    def ready(self):
        from lantoa.plans import counted, search, watching
        from lantoa.plans.notifications import register_kinds
        from lantoa.plans.receivers import register_all
        from lantoa.search import registry

        register_kinds()
        register_all()
        counted.register_all()
        watching.register_all()
        for source in (search.PLANS, search.CLAUSES, search.DUTIES):
            registry.register(source)
