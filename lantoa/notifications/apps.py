from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "lantoa.notifications"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from lantoa.core import schedule
        from lantoa.notifications import kinds, tasks
        from lantoa.ui import navigation

        kinds.register(kinds.NotificationKind(kinds.DIGEST, "Thư tổng hợp trong ngày", "notifications/mail/digest", icon="mail"))
        schedule.register_tick("notifications.deliver", tasks.call_deliverer)
        navigation.register(
            navigation.Entry(
                "Thông báo", "notifications:list", icon="bell", order=80, group=navigation.Group.RESULTS,
                badge=lambda request: getattr(request, "shell", None) and request.shell.unread, badge_unit="thông báo mới",
            )
        )  # fmt: skip
