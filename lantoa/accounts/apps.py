from datetime import time

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "lantoa.accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        from lantoa.accounts import receivers, tasks  # noqa: F401  (connects)
        from lantoa.core import schedule

        schedule.register("accounts.idle", "Khóa tài khoản 45 ngày không dùng", tasks.disable_idle_accounts, at=time(3, 30))
        post_migrate.connect(_ensure_built_in_users, sender=self)


def _ensure_built_in_users(using: str, **kwargs) -> None:
    from lantoa.accounts.models import User

    User.objects.db_manager(using).ensure_system()
    User.objects.db_manager(using).ensure_citizens()
