"""The first steps of a new installation, as tasks: each stands in "Việc của tôi" until it is done, and never again."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, QuerySet
from django.urls import reverse

from lantoa.accounts.models import User
from lantoa.core.dated import holds_on
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Appointment, Unit
from lantoa.organisations.queries import has_role
from lantoa.plans.models import Plan
from lantoa.plans.queries.assigned import agencies_of
from lantoa.plans.tasks import TaskRow


def _agencies(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(holds_on(day), role=Role.STANDING_AGENCY).order_by()


def steps_left(user: User, day: date) -> QuerySet[User] | None:
    """For `tasks.register`: a row as long as something is left, None for whose work it is not."""
    me = User.objects.filter(pk=user.pk)
    if agencies := agencies_of(user, day):
        return me.filter(~Exists(Plan.objects.filter(standing_agency__in=agencies)))
    if has_role(user, Role.ADMINISTRATOR):
        return me.filter(~Exists(_agencies(day)))
    return None


def first_steps(user: User, day: date, limit: int) -> Iterator[TaskRow]:
    """Units, then the person who runs the plans; for that person the first plan. One query, or two."""
    if agencies_of(user, day):
        yield TaskRow(
            title="Đưa kế hoạch đầu tiên vào", sentence="Chọn tệp kế hoạch đã ký: hệ thống đọc, đề xuất việc cho từng đơn vị để xem lại.",
            verb="Đưa kế hoạch vào", url=reverse("plans:new_plan"), icon="upload", minutes=10,
        )  # fmt: skip
        return
    if Unit.objects.count() == 1:
        yield TaskRow(
            title="Bước 1: nạp danh sách đơn vị", sentence="Tải bảng tính mẫu, điền các cơ quan, phường, xã rồi tải lên; hoặc thêm từng đơn vị.",
            verb="Nạp đơn vị", url=reverse("organisations:books"), icon="building", minutes=15,
        )  # fmt: skip
    yield TaskRow(
        title="Bước 2: tạo tài khoản cho Cơ quan Thường trực",
        sentence="Tạo tài khoản, phân công vai trò Cơ quan Thường trực, cấp đường dẫn đặt mật khẩu. Người ấy đưa kế hoạch vào.",
        verb="Tạo tài khoản", url=reverse("organisations:account_add"), icon="users", minutes=5,
    )  # fmt: skip
