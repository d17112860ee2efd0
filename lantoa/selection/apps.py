from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SelectionConfig(AppConfig):
    name = "lantoa.selection"
    verbose_name = "Bình chọn"

    def ready(self) -> None:
        from lantoa.selection import counted
        from lantoa.selection.receivers import register_all

        register_all()
        counted.register_all()
        post_migrate.connect(_load_awards, sender=self)


def _load_awards(using: str, **kwargs) -> None:
    """The forms of praise and base salaries are there after each migration, as the system's account is."""
    from django.db import connections

    from lantoa.accounts.models import User
    from lantoa.selection.models import AwardForm
    from lantoa.selection.services.seeding import load_awards

    if using == "default" and AwardForm._meta.db_table in connections[using].introspection.table_names():
        User.objects.ensure_system()
        load_awards(by=User.objects.system())
