from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lantoa.plans"
    verbose_name = "Kế hoạch"

    def ready(self):
        from lantoa.plans import watching
        from lantoa.plans.notifications import register_kinds
        from lantoa.plans.receivers import register_all

        register_kinds()
        register_all()
        watching.register_all()
