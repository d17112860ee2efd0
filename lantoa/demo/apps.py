from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "lantoa.demo"
    verbose_name = "Trình diễn"

    def ready(self):
        from lantoa.accounts import demo
        from lantoa.demo.services.stage import CAST

        demo.register(lambda: [(username, role.label, title) for username, role, _, title in CAST])
