"""What can be done to a nomination on its page: one table, from which the page draws its buttons and the address of each act answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.exemplars.enums import CLOSED_STATES, NominationState
from lantoa.exemplars.forms.files import AttachForm, HoldForm, MentoringForm, ReasonForm, SeenForm
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.people import obstacle_to_approving, obstacle_to_checking
from lantoa.exemplars.services import editing, holds, mentoring, verifying

S = NominationState
_LIVING = frozenset(set(S) - set(CLOSED_STATES))
_BEFORE_HONOUR = frozenset({S.RECEIVED, S.SCREENING, S.CHECKED, S.VERIFIED, S.SHORTLISTED, S.SELECTED})
_MAY_BE_DECLINED = frozenset({S.RECEIVED, S.SCREENING, S.CHECKED, S.VERIFIED})


@dataclass(frozen=True)
class Act:
    """`permission` and `states` say when the page offers it; the service has the last word. `place`: step (the way on), more (the ways
    out), or the part of the page it belongs to."""

    key: str  # last part of the address
    service: Callable[..., Any]
    permission: str
    states: frozenset[str]
    button: str
    said: str
    icon: str
    place: str = "more"
    question: str = ""
    help: str = ""
    kind: type[forms.Form] = SeenForm
    decides: bool = False  # rests on what was seen: the service is told
    obstacle: Callable[[Nomination, User], str] | None = None

    def form(self, data: MultiValueDict | None = None, files: MultiValueDict | None = None, version: str = "") -> forms.Form:
        given = {"initial": {"seen": version}, "auto_id": f"{self.key}-%s"}
        if self.question:
            return ReasonForm(data, label=self.question, help_text=self.help, **given)
        return self.kind(data, files, **given)

    def run(self, nomination: Nomination, form: forms.Form, by: User) -> None:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "seen" or self.decides}
        self.service(nomination, **facts, by=by)


def _attach(nomination: Nomination, *, upload, by: User, **facts) -> None:
    editing.attach(nomination, upload, **facts, by=by)


ACTS = {
    act.key: act
    for act in (
        Act("nhan", verifying.take_up, "exemplars.verify", frozenset({S.RECEIVED}), "Nhận xác minh", "Đã nhận. Mời xác minh từng mục.",
            "check", place="step"),
        Act("gui-duyet", verifying.submit_for_approval, "exemplars.verify", frozenset({S.SCREENING}), "Gửi lãnh đạo duyệt",
            "Đã gửi. Lãnh đạo đơn vị được báo để duyệt.", "send", place="step", decides=True, obstacle=obstacle_to_checking),
        Act("duyet", verifying.approve, "exemplars.approve", frozenset({S.CHECKED}), "Duyệt, xác nhận đã xác minh",
            "Đã duyệt. Hồ sơ sẵn sàng cho đợt bình chọn.", "check", place="step", decides=True, obstacle=obstacle_to_approving),
        Act("tra-lai", verifying.send_back, "exemplars.send_back", frozenset({S.CHECKED, S.VERIFIED}), "Trả lại để xác minh thêm",
            "Đã trả lại, kèm lý do.", "undo", question="Cần xác minh thêm gì"),
        Act("chua-du", verifying.decline, "exemplars.decline", _MAY_BE_DECLINED, "Ghi chưa đủ điều kiện",
            "Đã ghi, kèm lý do.", "minus", question="Vì sao chưa đủ điều kiện",
            help="Người giới thiệu đọc lý do này. Viết nhẹ nhàng, nói rõ còn thiếu gì."),
        Act("rut", verifying.withdraw, "exemplars.withdraw", _BEFORE_HONOUR, "Rút hồ sơ", "Đã rút, kèm lý do.", "close", question="Vì sao rút"),
        Act("xem-lai", verifying.reopen, "exemplars.approve", frozenset({S.NOT_ELIGIBLE}), "Xem lại hồ sơ", "Đã mở lại để xác minh.", "undo",
            question="Vì sao xem lại"),
        Act("tam-dung", holds.hold, "exemplars.hold", _LIVING, "Tạm dừng hồ sơ", "Đã tạm dừng. Phần công khai được ẩn ngay.", "lock",
            kind=HoldForm),
        Act("boi-duong", mentoring.add_entry, "exemplars.mentor", _LIVING, "Ghi lần bồi dưỡng", "Đã ghi.", "leaf", place="mentoring",
            kind=MentoringForm),
        Act("them-tep", _attach, "exemplars.attach", _LIVING, "Thêm ảnh, tệp", "Đã thêm.", "upload", place="files", kind=AttachForm),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """An act as one person finds it on the page. `came_back`: its form was sent and refused."""

    act: Act
    form: forms.Form
    obstacle: str = ""
    came_back: bool = False


def offered(nomination: Nomination, user: User, version: str, unfinished: dict[str, forms.Form]) -> list[Offered]:
    """What this person may do to it now, in the order of the table."""
    found = []
    for key, act in ACTS.items():
        returned = unfinished.get(key)
        if returned is None and not makes_sense(act, nomination, user):
            continue
        obstacle = act.obstacle(nomination, user) if act.obstacle and returned is None else ""
        found.append(Offered(act, returned or act.form(version=version), obstacle, returned is not None))
    return found


def makes_sense(act: Act, nomination: Nomination, user: User) -> bool:
    if nomination.state not in act.states or not allowed(user, act.permission, nomination):
        return False
    leads = allowed(user, "exemplars.approve", nomination)
    if act.key == "tra-lai":
        return leads or (nomination.state == S.CHECKED and nomination.checked_by_id == user.pk)
    if act.key == "chua-du":
        return leads or nomination.state in (S.RECEIVED, S.SCREENING)
    return not (act.key in ("gui-duyet", "duyet") and nomination.is_held)
