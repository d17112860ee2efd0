"""What this room tells people. Each kind has its pair of texts in templates/radio/notifications/."""

from lantoa.notifications.kinds import NotificationKind, register


def _kind(word: str, label: str, icon: str, *, urgent: bool = False) -> NotificationKind:
    return NotificationKind(f"radio.{word}", label, f"radio/notifications/{word}", urgent=urgent, icon=icon)


KINDS = [
    _kind("mix_done", "Bản tin phát thanh đã ghép xong", "listen"),
    _kind("mix_failed", "Bản tin phát thanh chưa ghép được", "alert"),
    _kind("bulletin_to_approve", "Bản tin phát thanh chờ duyệt", "check"),
    _kind("part_withdrawn", "Bản tin phải bỏ một phần", "alert", urgent=True),
    _kind("airing_missed", "Bản tin không phát được", "alert"),
    _kind("confirm_airings", "Nhắc xác nhận đã phát", "radio"),
]


def register_kinds() -> None:
    for kind in KINDS:
        register(kind)
