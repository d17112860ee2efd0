from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ExemplarsConfig(AppConfig):
    name = "lantoa.exemplars"
    verbose_name = "Gương điển hình"

    def ready(self) -> None:
        from lantoa.exemplars import arriving, checking, counted, duplicating

        arriving.register_all()
        checking.register_all()
        duplicating.register_all()
        counted.register_all()
        post_migrate.connect(_load_texts, sender=self)


def _load_texts(using: str, **kwargs) -> None:
    """The words consent is asked in are there after each migration, as the system's account is."""
    from django.db import connections

    from lantoa.accounts.models import User
    from lantoa.exemplars.models import ConsentText
    from lantoa.exemplars.services.seeding import load_consent_texts

    if using == "default" and ConsentText._meta.db_table in connections[using].introspection.table_names():
        User.objects.ensure_system()
        load_consent_texts(by=User.objects.system())
