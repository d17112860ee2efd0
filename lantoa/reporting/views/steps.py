"""What may be done with a report now: each step of its life as a button or a page with one form, and one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.reporting.enums import WRITABLE_STATES, CycleState, ReportState
from lantoa.reporting.forms import PaperForm, ReasonForm
from lantoa.reporting.models import UnitReport
from lantoa.reporting.services import filling, lifecycle

S = ReportState


@dataclass(frozen=True)
class Step:
    """`run(report, form, by)` does it. `states`: in which it is offered. `main`: the one button that stands out."""

    word: str
    permission: str
    states: tuple[ReportState, ...]
    verb: str
    icon: str
    done: str
    run: Callable[[UnitReport, forms.Form, User], object]
    form: type[forms.Form] = forms.Form
    text: str = ""
    main: bool = True
    shows_sheet: bool = False  # what deserves a look stands above the button


STEPS = [
    Step("trinh", "hand_in", WRITABLE_STATES, "Trình lãnh đạo ký", "send", "Đã trình lãnh đạo ký.",
         lambda report, form, by: lifecycle.hand_in(report, by=by),
         text="Lãnh đạo đơn vị nhận thông báo. Trước khi ký vẫn lấy lại để sửa được."),
    Step("lay-so-moi", "write_report", WRITABLE_STATES, "Lấy lại số mới", "swap", "Đã lấy lại số từ bản ghi.",
         lambda report, form, by: filling.refresh_report(report, by=by),
         text="Đếm lại các bản ghi của kỳ. Số và lời đơn vị đã tự ghi được giữ nguyên.", main=False),
    Step("lay-lai", "hand_in", (S.WITH_LEADER,), "Lấy lại để sửa", "undo", "Đã lấy lại; sửa rồi trình lại.",
         lambda report, form, by: lifecycle.recall(report, by=by), main=False),
    Step("ky", "sign_report", (S.WITH_LEADER,), "Ký và gửi", "pen", "Đã ký và gửi Cơ quan Thường trực.",
         lambda report, form, by: lifecycle.sign(report, seen=form.data.get("seen", ""), by=by),
         text="Ký là xác nhận số liệu và lời báo cáo đúng. Ký xong báo cáo tự gửi, số không thay đổi được nữa.",
         shows_sheet=True),
    Step("nhap-thay", "key_in", WRITABLE_STATES, "Nhập xong báo cáo giấy", "check", "Đã nhập thay; chờ người khác soát.",
         lambda report, form, by: lifecycle.key_in(report, **form.cleaned_data, by=by), PaperForm,
         "Dùng khi đơn vị đã ký và gửi báo cáo giấy. Ghi các số vào báo cáo trước, rồi ghi văn bản giấy ở đây.", main=False),
    Step("soat", "review_report", (S.SUBMITTED,), "Soát xong", "check", "Đã soát. Người khác của Cơ quan Thường trực chấp nhận.",
         lambda report, form, by: lifecycle.review(report, by=by),
         text="Từ đây không ai sửa được số. Người thứ hai chấp nhận thì số mới vào tổng hợp.", shows_sheet=True),
    Step("chap-nhan", "accept_report", (S.REVIEWED,), "Chấp nhận", "check", "Đã chấp nhận; số đã vào tổng hợp.",
         lambda report, form, by: lifecycle.accept(report, by=by), text="Số của báo cáo vào tổng hợp của mọi cấp ngay khi bấm."),
    Step("tra-lai", "return_report", (S.WITH_LEADER, S.SUBMITTED, S.REVIEWED), "Trả lại", "undo", "Đã trả lại kèm lý do.",
         lambda report, form, by: lifecycle.send_back(report, **form.cleaned_data, by=by), ReasonForm,
         "Ghi rõ ô nào cần sửa, sửa thế nào. Ngày nộp lần đầu được giữ, đơn vị không bị tính muộn vì sửa.", main=False),
    Step("lap-ban-sua", "amend_report", (S.ACCEPTED, S.LOCKED), "Lập bản sửa", "pen", "Đã lập bản sửa; bản trước còn tính đến khi bản này được chấp nhận.",
         lambda report, form, by: lifecycle.amend(report, **form.cleaned_data, by=by), ReasonForm,
         "Báo cáo đã chấp nhận không sửa trực tiếp: lập bản sửa, ký và gửi lại. Cả hai bản đều được giữ.", main=False),
]  # fmt: skip
BY_WORD = {step.word: step for step in STEPS}


def steps_of(user: User, report: UnitReport) -> list[Step]:
    """What this person may do with it now."""
    if report.cycle.state != CycleState.OPEN:
        return []
    found = [step for step in STEPS if report.state in step.states and allowed(user, f"reporting.{step.permission}", report)]
    words = {step.word for step in found}
    if "tra-lai" in words:  # the leader sends back what waits for the signature, the agency what it was sent
        word = "sign_report" if report.state == S.WITH_LEADER else "review_report"
        if not allowed(user, f"reporting.{word}", report):
            found = [step for step in found if step.word != "tra-lai"]
    if "trinh" in words:
        found = [step for step in found if step.word != "nhap-thay"]
    if report.amends_id is None and hasattr(report, "amended_by"):
        found = [step for step in found if step.word != "lap-ban-sua"]
    return found
