"""What this room tells people. Each kind has its pair of texts in templates/selection/notifications/ and answers: what to do now?"""

from lantoa.notifications.kinds import NotificationKind, register


def register_kinds() -> None:
    for word, label, icon in [
        ("ballot", "Có phiếu bình chọn chờ đồng chí", "gavel"),
        ("second_ballot", "Bỏ phiếu lần hai", "gavel"),
        ("extended", "Gia hạn bỏ phiếu", "clock"),
        ("result", "Kết quả bình chọn", "star"),
        ("submitted", "Quyết định biểu dương chờ ký", "pen"),
        ("decision_returned", "Quyết định biểu dương bị trả lại", "alert"),
        ("honoured", "Quyết định biểu dương đã ký", "star"),
        ("honour_revoked", "Thu hồi biểu dương", "alert"),
        ("certificates", "Giấy khen đã in xong", "download"),
    ]:
        register(NotificationKind(f"selection.{word}", label, f"selection/notifications/{word}", icon=icon))
