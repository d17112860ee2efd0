from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "lantoa.feedback"
    verbose_name = "Thư bạn đọc"

    def ready(self) -> None:
        from lantoa.core.rights import allowed
        from lantoa.feedback.models import Letter
        from lantoa.feedback.services.letters import move_letters
        from lantoa.notifications.kinds import NotificationKind
        from lantoa.notifications.kinds import register as register_kind
        from lantoa.organisations import moving
        from lantoa.ui import navigation

        register_kind(NotificationKind("feedback.letter_received", "Có thư bạn đọc", "feedback/notifications/letter_received", icon="mail"))
        moving.register(
            "Thư bạn đọc chờ trả lời", lambda unit, day: Letter.objects.filter(unit=unit, state="received").count(), move_letters
        )
        navigation.register(navigation.Entry(
            "Thư bạn đọc", "feedback:inbox", icon="mail", order=58, group=navigation.Group.SPREAD,
            allowed=lambda request: request.user.is_authenticated and allowed(request.user, "feedback.browse"),
        ))  # fmt: skip
        navigation.register_public(navigation.PublicEntry("Góp ý, phản ánh", "feedback_write", 20, "Cho người dân"))
        navigation.register_public(navigation.PublicEntry("Đọc trả lời bằng mã", "feedback_answer", 21, "Cho người dân"))
