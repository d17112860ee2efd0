from django.apps import AppConfig

from lantoa.ui import drawing, navigation

PEOPLE = "Cho người dân"


class PortalConfig(AppConfig):
    name = "lantoa.portal"
    verbose_name = "Cổng"

    def ready(self):
        from lantoa.core import schedule
        from lantoa.feedback import subjects
        from lantoa.feedback.enums import LetterKind
        from lantoa.portal import cards, search
        from lantoa.portal.quiet import register_quiet
        from lantoa.portal.views import exemplars
        from lantoa.portal.views.stories import preview

        register_quiet()
        search.register_all()
        subjects.register("lam-theo", LetterKind.FOLLOW, exemplars.model_to_follow)
        drawing.register("story", preview)
        schedule.register_tick("portal.cards", cards.Sweeper())
        for label, url_name in [
            ("Trang chủ", "home"), ("Gương sáng", "stories"), ("Phong trào", "movements"), ("Mô hình hay", "models"), ("Nghe", "listen"),
            ("Đơn vị", "units"),
        ]:  # fmt: skip
            navigation.register_public(navigation.PublicEntry(label, f"portal:{url_name}", 10))
        for label, url_name, column in [
            ("Tìm trên cổng", "portal:find", PEOPLE),
            ("Bảng vàng", "portal:board", PEOPLE), ("Văn bản", "portal:documents", PEOPLE),
            ("Việc đã kể tới đâu", "follow", PEOPLE), ("Tin cho trang khác", "portal:feeds", "Cho đơn vị"),
        ]:  # fmt: skip
            navigation.register_public(navigation.PublicEntry(label, url_name, 20, column))
