"""The words of an inspection's minutes (biên bản), drafted from the answers; people put right what they like before signing.

What the system does not know (hours, who was absent) is left as dots, never made up.
"""

from collections.abc import Sequence

from lantoa.plans.enums import FindingResult
from lantoa.plans.models import Inspection, InspectionItem
from lantoa.ui.words import day

_DOTS = "…………"


def draft_minutes(inspection: Inspection, items: Sequence[InspectionItem], *, unit: str, agency: str) -> str:
    """From the hour of beginning to the end mark; the heads and the places to sign are on the page around it."""
    return (
        f"Vào lúc … giờ …, ngày {day(inspection.planned_on)}, tại {unit}, đoàn kiểm tra của {agency} làm việc với {unit} "
        f"về kết quả thực hiện {inspection.plan.citation}.\n\n"
        "I. THÀNH PHẦN\n"
        f"1. Đoàn kiểm tra:\n{inspection.inspectors or _DOTS}\n"
        f"2. Đại diện đơn vị: {inspection.unit_representative or _DOTS}\n\n"
        "II. NỘI DUNG KIỂM TRA\n"
        f"{_listed(items)}\n\n"
        "III. KẾT LUẬN VÀ YÊU CẦU KHẮC PHỤC\n"
        f"{inspection.conclusion or _DOTS}\n"
        f"{_remedies(items)}\n\n"
        "Biên bản kết thúc lúc … giờ … cùng ngày, đã đọc cho những người có mặt cùng nghe, thống nhất và ký tên./."
    )


def _listed(items: Sequence[InspectionItem]) -> str:
    seen = [item for item in items if item.result != FindingResult.UNSEEN]
    lines = [
        f"{i}. {item.question}\nKết quả: {item.get_result_display()}.{f' {item.note}' if item.note else ''}"
        for i, item in enumerate(seen, 1)
    ]
    if unseen := len(items) - len(seen):
        lines.append(f"{unseen} nội dung chưa xem trong lần kiểm tra này.")
    return "\n".join(lines)


def _remedies(items: Sequence[InspectionItem]) -> str:
    asked = [item for item in items if item.remedy]
    if not asked:
        return "Không có yêu cầu khắc phục."
    return "\n".join(f"- {item.remedy.rstrip('.;')}; hạn {day(item.remedy_due_on)}." for item in asked)
