from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "lantoa.outgoing"
    verbose_name = "Văn bản đi"

    def ready(self) -> None:
        from lantoa.outgoing.receivers import register_all

        register_all()
