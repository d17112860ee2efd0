from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "lantoa.plans"
    verbose_name = "Kế hoạch"

    def ready(self):
        from lantoa.plans.notifications import register_kinds

        register_kinds()
