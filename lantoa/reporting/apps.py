from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    name = "lantoa.reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from lantoa.reporting.receivers import register_all

        register_all()
        post_migrate.connect(_load_indicators, sender=self)


def _load_indicators(using: str, **kwargs) -> None:
    """The proposed indicators are there after each migration, as the system's account is."""
    from django.db import connections

    from lantoa.accounts.models import User
    from lantoa.reporting.models import Indicator
    from lantoa.reporting.services.seeding import load_indicators

    if using == "default" and Indicator._meta.db_table in connections[using].introspection.table_names():
        User.objects.ensure_system()
        load_indicators(by=User.objects.system())
