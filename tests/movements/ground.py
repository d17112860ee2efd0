"""A city with a plan, two wards and the police in its clusters, a ward next door in another city, and a person in each role. 10/6/2022."""

from datetime import date
from types import SimpleNamespace

from lantoa.organisations.enums import Role
from lantoa.plans.enums import Frequency, TargetKind
from tests.factories import AssignmentFactory, ClauseFactory, DutyFactory, MovementFactory
from tests.plans.watching import make_world

DAY = date(2022, 6, 10)
SENTENCE = (
    "Tuyên truyền các phong trào thi đua: phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”, "
    "phong trào “Cả nước chung tay vì người nghèo - không để ai bị bỏ lại phía sau”, "
    "phong trào “Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở” giai đoạn 2019 - 2025,..."
)
HALF = {"period": "2022-H1", "period_start": date(2022, 1, 1), "period_end": date(2022, 6, 30), "due_on": date(2022, 7, 10)}
YEAR = {"period": "2022-Y", "period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31), "due_on": date(2022, 12, 31)}
LESSON = {"title": "Họp tối thì nhiều người dự", "advice": "Hẹn họp sau 19 giờ.", "tried": "Chuyển giờ họp.", "worked": "", "failed": ""}


def make_ground() -> SimpleNamespace:
    """`w.city` runs `w.movement` for all its members: an, vinh, thien, police. `w.far_movement` is the other city's."""
    w = make_world()
    w.named = ClauseFactory(plan=w.plan, ref="II.1-3", text=SENTENCE, order=1)
    w.movement = MovementFactory(authority=w.city, name="Toàn thành phố chung sức", short_name="Chung sức", slug="chung-suc")
    w.far_movement = MovementFactory(authority=w.other_city, name="Biên Hòa chung sức", slug="bien-hoa")
    w.reviewing = DutyFactory(
        plan=w.plan, code="U12", title="Sơ kết, tổng kết", evidence_kinds=["review", "document"], frequency=Frequency.HALF_YEARLY,
        target=TargetKind.MEMBERS, order=3,
    )  # fmt: skip
    w.an_half = AssignmentFactory(duty=w.reviewing, unit=w.an, **HALF)
    w.vinh_half = AssignmentFactory(duty=w.reviewing, unit=w.vinh, **HALF)
    w.officer, w.leader = w.person[Role.UNIT_OFFICER], w.person[Role.UNIT_LEADER]
    w.agency, w.mayor, w.admin = w.person[Role.STANDING_AGENCY], w.person[Role.CITY_LEADER], w.person[Role.ADMINISTRATOR]
    return w
