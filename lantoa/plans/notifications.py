"""What this room tells people. Each kind has its pair of texts in templates/plans/notifications/ and answers: what to do now?"""

from lantoa.notifications.kinds import NotificationKind, register


def _kind(word: str, label: str, icon: str = "bell") -> NotificationKind:
    return NotificationKind(f"plans.{word}", label, f"plans/notifications/{word}", icon=icon)


KINDS = [
    # The life of a plan (services.lifecycle)
    _kind("plan_to_sign", "Kế hoạch chờ ký", "pen"),
    _kind("plan_sent_back", "Kế hoạch trả về để sửa", "undo"),
    _kind("plan_delivered", "Kế hoạch mới gửi đến đơn vị", "mail"),
    # Doing (services.assignments)
    _kind("assignment_submitted", "Việc chờ lãnh đạo duyệt", "check"),
    _kind("assignment_returned", "Việc bị trả lại để bổ sung", "undo"),
    _kind("assignment_waived", "Việc được miễn", "info"),
    _kind("assignment_reopened", "Việc được giao lại", "info"),
    # Urging (services.reminders, services.letters)
    _kind("reminder", "Nhắc hạn việc của đơn vị", "clock"),
    _kind("late_units", "Đơn vị trong cụm, khối đang trễ", "alert"),
    _kind("letters_ready", "Công văn đôn đốc đã soạn sẵn", "pen"),
    _kind("letter_bundle", "Tập công văn đôn đốc đã dựng xong", "download"),
    _kind("acknowledge_again", "Nhắc xác nhận đã nhận kế hoạch", "mail"),
    # Inspections (services.inspections)
    _kind("inspection_planned", "Lịch kiểm tra", "calendar"),
    _kind("inspection_cancelled", "Hủy lịch kiểm tra", "calendar"),
    _kind("inspection_signed", "Kết quả kiểm tra", "file"),
]


def register_kinds() -> None:
    for kind in KINDS:
        register(kind)
