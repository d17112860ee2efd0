"""What this room tells people. Each kind has its pair of texts in templates/reporting/notifications/ and answers: what to do now?"""

from lantoa.notifications.kinds import NotificationKind, register


def register_kinds() -> None:
    for word, label, icon in [
        ("opened", "Kỳ báo cáo đã mở, số liệu có sẵn", "file"),
        ("to_sign", "Báo cáo chờ ký", "pen"),
        ("returned", "Báo cáo bị trả lại", "alert"),
        ("reminder", "Báo cáo sắp đến hạn, quá hạn", "clock"),
        ("late_reports", "Đơn vị chưa nộp báo cáo", "alert"),
        ("accepted", "Báo cáo được chấp nhận", "check"),
    ]:
        register(NotificationKind(f"reporting.{word}", label, f"reporting/notifications/{word}", icon=icon))
