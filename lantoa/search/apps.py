from datetime import time

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "lantoa.search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from lantoa.core import schedule
        from lantoa.search import indexing

        post_migrate.connect(_after_migrating, sender=self)
        schedule.register("search.rebuild", "Lập lại chỉ mục tìm kiếm", indexing.rebuild_all, at=time(2, 30))


def _after_migrating(plan: list | None = None, **kwargs) -> None:
    """A migration of this room that makes the index anew leaves it empty: fill it before anybody searches."""
    from lantoa.search import indexing, registry

    # Emptying the tables, as tests do, has no plan.
    if not any(migration.app_label == "search" and not backwards for migration, backwards in plan or []):
        return
    if {source.model._meta.db_table for source in registry.every()} <= set(connection.introspection.table_names()):
        indexing.rebuild_all()
