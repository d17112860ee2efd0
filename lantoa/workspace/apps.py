from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "lantoa.workspace"
    verbose_name = "Không gian làm việc"

    def ready(self) -> None:
        from lantoa.notifications import kinds, overseers
        from lantoa.plans import tasks
        from lantoa.workspace import first_steps, menu, overseeing, second_factor  # noqa: F401  (the second listens for sign-ins)

        menu.fill()
        tasks.register(first_steps.first_steps, first_steps.steps_left)
        overseers.register(overseeing.people_overseen)
        kinds.register(kinds.NotificationKind("workspace.question", "Câu hỏi của đơn vị", "workspace/notifications/question", icon="help"))
