"""What this room tells people. Each kind has its pair of texts in templates/movements/notifications/."""

from lantoa.notifications.kinds import NotificationKind, register


def _kind(word: str, label: str, icon: str) -> NotificationKind:
    return NotificationKind(f"movements.{word}", label, f"movements/notifications/{word}", icon=icon)


KINDS = [
    _kind("launched", "Phong trào mới phát động", "star"),
    _kind("final_review_wanted", "Phong trào kết thúc, cần tổng kết", "pen"),
]


def register_kinds() -> None:
    for kind in KINDS:
        register(kind)
