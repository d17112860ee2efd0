"""What this room tells people. Each kind has its pair of texts in templates/newsroom/notifications/."""

from lantoa.notifications.kinds import NotificationKind, register


def _kind(word: str, label: str, icon: str) -> NotificationKind:
    return NotificationKind(f"newsroom.{word}", label, f"newsroom/notifications/{word}", icon=icon)


KINDS = [
    _kind("request_asked", "Đề nghị phối hợp gửi đến", "mail"),
    _kind("request_answered", "Đề nghị phối hợp được trả lời", "mail"),
    _kind("request_handed", "Đề nghị phối hợp đã bàn giao", "check"),
    _kind("request_back", "Đề nghị phối hợp: nhờ làm thêm", "undo"),
    _kind("read_back_answered", "Người được viết trả lời về bài", "listen"),
    _kind("returned", "Bài được trả lại", "undo"),
]


def register_kinds() -> None:
    for kind in KINDS:
        register(kind)
