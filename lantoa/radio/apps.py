from django.apps import AppConfig


class RadioConfig(AppConfig):
    name = "lantoa.radio"
    verbose_name = "Phát thanh"

    def ready(self) -> None:
        from lantoa.radio.receivers import register_all

        register_all()
