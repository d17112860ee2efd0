from django.apps import AppConfig

from lantoa.ui import navigation


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    verbose_name = "Cổng"

    def ready(self):
        navigation.register_public(navigation.PublicEntry("Trang chủ", "portal:home", order=0))
