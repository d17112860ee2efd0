from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "lantoa.audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        from lantoa.audit import receivers
        from lantoa.core import rights
        from lantoa.ui import navigation

        post_migrate.connect(receivers.ensure_head, sender=self)

        def may_read(request) -> bool:
            return request.user.is_authenticated and rights.allowed(request.user, "audit.view_log")

        navigation.register(
            navigation.Entry("Nhật ký", "audit:list", icon="history", order=95, group=navigation.Group.SETUP, allowed=may_read)
        )
