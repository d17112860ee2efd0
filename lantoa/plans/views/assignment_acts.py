"""What can be done to a duty on its page: one table, from which the page draws its buttons and the address of each act answers."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.plans.enums import OPEN_STATES, AssignmentState, PlanState
from lantoa.plans.forms.assignments import ReasonForm, SeenForm, SubmitForm
from lantoa.plans.models import Assignment
from lantoa.plans.queries import assigned
from lantoa.plans.services import assignments as services

_SUBMITTED, _APPROVED, _ACCEPTED = AssignmentState.SUBMITTED, AssignmentState.APPROVED, AssignmentState.ACCEPTED


@dataclass(frozen=True)
class Act:
    """`permission` and `states` say when the page offers it; the service has the last word. `question`: asks for a reason."""

    key: str  # last part of the address
    service: Callable[..., Assignment]
    permission: str
    states: frozenset[str]
    button: str
    said: str
    icon: str
    question: str = ""
    undo: str = ""  # key of the act that takes it back
    decides: bool = False  # rests on what was seen: the service is told
    obstacle: Callable[[Assignment, User], str] | None = None  # words that stand in place of the button

    def form(self, shown: Assignment, data: MultiValueDict | None = None, version: str = "") -> forms.Form:
        initial, auto_id = {"seen": version}, f"{self.key}-%s"
        if self.key == "nop":
            return SubmitForm(data, initial=initial, auto_id=auto_id, missing=bool(assigned.what_is_missing(shown)))
        if self.question:
            return ReasonForm(data, initial=initial, auto_id=auto_id, label=self.question)
        return SeenForm(data, initial=initial, auto_id=auto_id)

    def run(self, shown: Assignment, form: forms.Form, by: User) -> None:
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen" or self.decides}
        self.service(shown, **given, by=by)


ACTS = {
    act.key: act
    for act in (
        Act("nop", services.submit_assignment, "plans.submit", frozenset(OPEN_STATES), "Nộp cho lãnh đạo duyệt",
            "Đã nộp. Lãnh đạo đơn vị được báo để duyệt.", "send", undo="lay-lai", decides=True),
        Act("lay-lai", services.recall_assignment, "plans.submit", frozenset({_SUBMITTED}), "Lấy lại để sửa",
            "Đã lấy lại. Sửa xong nhớ nộp lại.", "undo"),
        Act("bat-dau", services.start_assignment, "plans.give_proof", frozenset({AssignmentState.ASSIGNED}), "Báo là đang làm",
            "Đã ghi là đang làm.", "half"),
        Act("duyet", services.approve_assignment, "plans.approve", frozenset({_SUBMITTED}), "Duyệt", "Đã duyệt.", "check",
            decides=True, obstacle=assigned.approval_obstacle),
        Act("cong-nhan", services.accept_assignment, "plans.accept", frozenset({_APPROVED}), "Công nhận", "Đã công nhận.", "check",
            decides=True, obstacle=assigned.acceptance_obstacle),
        Act("tra-lai", services.return_assignment, "plans.return", frozenset({_SUBMITTED, _APPROVED, _ACCEPTED}), "Trả lại để bổ sung",
            "Đã trả lại, kèm lý do.", "undo", question="Cần bổ sung gì", decides=True),
        Act("mien", services.waive_assignment, "plans.waive", frozenset({*OPEN_STATES, _SUBMITTED}), "Miễn việc này",
            "Đã miễn, kèm lý do.", "minus", question="Vì sao được miễn"),
        Act("giao-lai", services.reopen_assignment, "plans.waive", frozenset({AssignmentState.WAIVED}), "Giao lại việc này",
            "Đã giao lại.", "send", question="Vì sao giao lại"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """An act as one person finds it on the page. `came_back`: its form was sent and refused."""

    act: Act
    form: forms.Form
    obstacle: str = ""
    came_back: bool = False


def offered(request: HttpRequest, shown: Assignment, unfinished: dict[str, forms.Form]) -> list[Offered]:
    """What this person may do to it now, in the order of the table."""
    user, version = request.user, assigned.version_of(shown)
    found = []
    for key, act in ACTS.items():
        returned = unfinished.get(key)
        if returned is None and not _makes_sense(act, shown, user):
            continue
        obstacle = act.obstacle(shown, user) if act.obstacle else ""
        if key == "nop" and not assigned.proofs_in(version):
            obstacle = "Gửi ít nhất một minh chứng trước, rồi nộp cho lãnh đạo duyệt."
        found.append(Offered(act, returned or act.form(shown, version=version), obstacle, returned is not None))
    return found


def _makes_sense(act: Act, shown: Assignment, user: User) -> bool:
    if shown.plan.state != PlanState.ACTIVE or shown.state not in act.states or not allowed(user, act.permission, shown):
        return False
    if act.key == "tra-lai":
        # Each in turn: the leader before acceptance, the agency after approval.
        leads, runs = shown.unit_id in assigned.units_led(user), assigned.runs_plan(user, shown.plan)
        return (leads and shown.state != _ACCEPTED) or (runs and shown.state != _SUBMITTED)
    return True
