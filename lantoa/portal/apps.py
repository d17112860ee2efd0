from django.apps import AppConfig

from lantoa.ui import drawing, navigation

PEOPLE = "Cho người dân"


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
        for label, url_name in [
            ("Trang chủ", "home"), ("Gương sáng", "stories"), ("Phong trào", "movements"), ("Mô hình hay", "models"), ("Nghe", "listen"),
            ("Đơn vị", "units"),
        ]:  # fmt: skip
            navigation.register_public(navigation.PublicEntry(label, f"portal:{url_name}", 10))
        for label, url_name, column in [
            ("Bảng vàng", "portal:board", PEOPLE), ("Văn bản", "portal:documents", PEOPLE),
            ("Việc đã kể tới đâu", "follow", PEOPLE), ("Tin cho trang khác", "portal:feeds", "Cho đơn vị"),
        ]:  # fmt: skip
            navigation.register_public(navigation.PublicEntry(label, url_name, 20, column))
