from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "lantoa.channels"
    verbose_name = "Kênh"

    def ready(self) -> None:
        from lantoa.channels.receivers import register_all

        register_all()
