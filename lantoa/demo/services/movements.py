"""The movements of the sample year: those plan 449 names, who joined, the half-year's reviews, and what was learnt.

found_movements(plan, by=…)      on the day the plan is set going
answer_movements(stage, day)     on any day after: some units answer
review_movements(stage, day)     at the half-year: reviews of the keen, their lessons taken up by others
"""

import random
from datetime import date

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.demo.services.stage import Stage
from lantoa.movements.enums import ReviewKind
from lantoa.movements.models import Lesson, Movement, Registration
from lantoa.movements.queries.joining import expected_units
from lantoa.movements.services.lessons import reuse_lesson
from lantoa.movements.services.movements import add_criterion
from lantoa.movements.services.registrations import mark_not_applicable, register_unit
from lantoa.movements.services.reviews import add_lesson, edit_review, finish_review, name_exemplar, start_review
from lantoa.movements.services.seeding import seed_anniversaries, seed_movements
from lantoa.plans.models import Plan

HALF = "2022-H1"
PROPOSED = "đề xuất, chờ Hội đồng duyệt"
_CRITERIA = [
    ("Có kế hoạch hoặc đăng ký chỉ tiêu thực hiện phong trào trong năm", True),
    ("Có ít nhất một tin, bài về phong trào mỗi quý", True),
    ("Có mô hình hoặc cách làm mới được nơi khác học theo", False),
]
_TARGETS = {
    "Đời sống văn hóa": "100% hộ đăng ký gia đình văn hóa; mỗi khu phố có một buổi sinh hoạt cộng đồng mỗi tháng.",
    "Nông thôn mới": "Thêm 2 tuyến đường hoa; 90% hộ phân loại rác tại nhà.",
    "Doanh nghiệp hội nhập": "Gặp gỡ hộ kinh doanh, doanh nghiệp mỗi quý một lần, ghi nhận và trả lời kiến nghị.",
    "Vì người nghèo": "Giúp 3 hộ thoát nghèo; sửa 1 căn nhà; không em nào bỏ học vì nghèo.",
    "Văn hóa công sở": "Không có hồ sơ trễ hẹn do lỗi của đơn vị; mọi cán bộ đeo thẻ, nhận lỗi và hẹn lại khi trễ.",
}
_ELSEWHERE = {
    "Nông thôn mới": "Đơn vị không quản lý địa bàn dân cư.",
    "Doanh nghiệp hội nhập": "Trên địa bàn không có doanh nghiệp do đơn vị quản lý.",
}
_EXEMPLARS = [
    ("Hộ ông Đặng Văn Thái", "Hiến 150 m² đất và góp 20 ngày công mở rộng đường hẻm."),
    ("Tổ tự quản khu phố 2", "Duy trì tuyến phố không rác suốt sáu tháng, mỗi sáng Chủ nhật cùng quét dọn."),
    ("Bà Phan Thị Thu Hoa", "Nấu bữa sáng miễn phí cho học sinh nghèo trước giờ vào lớp."),
]
_LESSONS = [
    ("Họp tối thì người đi làm mới dự được", "Hẹn sau 19 giờ, ngay tại nhà văn hóa khu phố; gửi giấy mời trước ba ngày.",
     "Chuyển giờ họp từ chiều sang tối", "Số người dự tăng gần gấp đôi", "Hai buổi đầu còn thông báo muộn"),
    ("Đưa việc nhỏ, có hạn rõ thì dân làm ngay", "Mỗi tuần giao một việc làm được trong một buổi, cuối tuần khen ngay trên loa.",
     "Chia chỉ tiêu cả năm thành việc từng tuần", "Nhóm nào cũng có kết quả để khen", "Ghi chép còn rời rạc"),
]  # fmt: skip


def found_movements(plan: Plan, *, by: User) -> list[Movement]:
    """The standing agency sets up what the plan names; criteria are proposals. The days of the calendar come with it."""
    seed_anniversaries(by=User.objects.system())
    made = seed_movements(plan, by=by)
    for movement in made:
        for text, mandatory in _CRITERIA:
            add_criterion(movement, text=text, mandatory=mandatory, source=PROPOSED, by=by)
    return made


def answer_movements(stage: Stage, day: date, *, share: float = 0.6) -> int:
    """About `share` of the units that have not answered do so on the day; returns how many answers."""
    dice, given = random.Random(f"{day}"), 0  # noqa: S311  (a play, not a secret)
    with clock.at(day):
        for movement in Movement.objects.filter(state="launched", asks_registration=True).order_by("pk"):
            answered = set(Registration.objects.filter(movement=movement).values_list("unit_id", flat=True))
            for unit in expected_units(movement, day).named_at(day).order_by("pk"):
                officer = stage.officers.get(unit.pk)
                if officer is None or unit.pk in answered or dice.random() >= share:
                    continue
                reason = _ELSEWHERE.get(movement.short_name)
                if reason and unit.kind not in ("ward", "commune"):
                    mark_not_applicable(movement, unit, reason=reason, by=officer)
                else:
                    register_unit(movement, unit, targets=_TARGETS.get(movement.short_name, ""), by=officer)
                given += 1
    return given


def review_movements(stage: Stage, day: date, *, count: int = 12) -> int:
    """Some of the units that joined finish their half-year's review; a few others take a lesson up. Returns how many reviews."""
    dice = random.Random(f"sơ kết {day}")  # noqa: S311
    with clock.at(day):
        joined = list(Registration.objects.filter(state="registered").select_related("movement", "unit").order_by("pk"))
        chosen = dice.sample(joined, min(count, len(joined)))
        for registration in chosen:
            officer = stage.officers[registration.unit_id]
            review = start_review(registration.movement, registration.unit, kind=ReviewKind.INTERIM, period=HALF, held_on=day, by=officer)
            edit_review(
                review, held_on=day, results="Đạt khoảng hai phần ba chỉ tiêu đăng ký của năm; việc khó đã có người nhận.",
                limits="Một số khu phố, bộ phận chưa đều tay.", causes="Người phụ trách thay đổi giữa kỳ.", by=officer,
            )  # fmt: skip
            name, deed = dice.choice(_EXEMPLARS)
            name_exemplar(review, name=name, deed=deed, by=officer)
            title, advice, tried, worked, failed = dice.choice(_LESSONS)
            add_lesson(review, title=title, advice=advice, tried=tried, worked=worked, failed=failed, by=officer)
            finish_review(review, by=officer)
        lessons = list(Lesson.objects.select_related("unit").order_by("pk")[:4])
        for lesson in lessons:
            for registration in dice.sample(joined, min(3, len(joined))):
                if registration.unit_id != lesson.unit_id:
                    reuse_lesson(
                        lesson, registration.unit, note="Áp dụng cho buổi họp khu phố tháng sau.", by=stage.officers[registration.unit_id]
                    )
    return len(chosen)
