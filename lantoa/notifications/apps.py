from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "lantoa.notifications"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        from lantoa.notifications import kinds
        from lantoa.ui import navigation

        kinds.register(kinds.NotificationKind(kinds.DIGEST, "Thư tổng hợp trong ngày", "notifications/mail/digest", icon="mail"))
        navigation.register(
            navigation.Entry(
                "Thông báo", "notifications:list", icon="bell", order=80, group=navigation.Group.RESULTS,
                badge=lambda request: getattr(request, "shell", None) and request.shell.unread, badge_unit="thông báo mới",
            )
        )  # fmt: skip
