from django.apps import AppConfig

from lantoa.ui import drawing, navigation


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    verbose_name = "Cổng"

    def ready(self):
        from lantoa.core import schedule
        from lantoa.portal import cards
        from lantoa.portal.quiet import register_quiet
        from lantoa.portal.views.stories import draw

        register_quiet()
        drawing.register("story", draw)
        schedule.register_tick("portal.cards", cards.Sweeper())
        for label, url_name, order in [
            ("Trang chủ", "portal:home", 0),
            ("Gương sáng", "portal:stories", 10),
            ("Phong trào", "portal:movements", 20),
        ]:
            navigation.register_public(navigation.PublicEntry(label, url_name, order))
