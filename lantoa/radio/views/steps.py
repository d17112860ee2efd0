"""What may be done with a bulletin now: each step of its life as a page with one form and one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.radio.enums import BulletinState
from lantoa.radio.forms import ReasonForm
from lantoa.radio.models import Bulletin
from lantoa.radio.services import approving, composing

B = BulletinState


@dataclass(frozen=True)
class Step:
    """`run(bulletin, form, by)` does it. `states`: in which it is offered. `main`: it stands out."""

    word: str
    permission: str
    states: tuple[BulletinState, ...]
    verb: str
    icon: str
    done: str
    run: Callable[[Bulletin, forms.Form, User], object]
    form: type[forms.Form] = forms.Form
    text: str = ""
    main: bool = True
    offered: Callable[[Bulletin, User], bool] = lambda bulletin, user: True


STEPS = [
    Step("trinh-loi", "make_bulletin", (B.DRAFT,), "Trình duyệt lời", "send", "Đã trình. Người duyệt được báo.",
         lambda bulletin, form, by: approving.ask_for_approval(bulletin, by=by), offered=lambda bulletin, user: bulletin.asked_at is None),
    Step("duyet-loi", "approve_bulletin", (B.DRAFT,), "Duyệt lời", "check", "Đã duyệt lời. Giờ ghi âm hoặc chọn giọng đọc.",
         lambda bulletin, form, by: approving.approve_script(bulletin, by=by)),
    Step("duyet-phat", "approve_bulletin", (B.VOICED,), "Duyệt phát", "check", "Đã duyệt phát. Xếp bản tin vào lịch.",
         lambda bulletin, form, by: approving.approve_for_air(bulletin, by=by)),
    Step("tra-lai", "make_bulletin", (B.DRAFT, B.SCRIPTED, B.VOICED), "Trả về soạn lời", "undo", "Đã trả về soạn lời kèm lý do.",
         lambda bulletin, form, by: approving.send_back(bulletin, **form.cleaned_data, by=by), ReasonForm, main=False,
         offered=lambda bulletin, user: bulletin.state != B.DRAFT or bulletin.asked_at is not None),
    Step("go", "withdraw_bulletin", (B.SCRIPTED, B.VOICED, B.APPROVED, B.AIRED), "Gỡ bản tin", "close", "Đã gỡ. Không đài nào nhận được bản tin này nữa.",
         lambda bulletin, form, by: approving.withdraw_bulletin(bulletin, **form.cleaned_data, by=by), ReasonForm,
         "Mọi lượt chưa phát ngừng ngay, trang nghe và thư mục của loa không còn tệp này.", main=False),
    Step("thoi-lam", "make_bulletin", (B.DRAFT,), "Thôi không làm", "trash", "Đã bỏ; bản tin vẫn được giữ trong danh sách.",
         lambda bulletin, form, by: composing.drop_bulletin(bulletin, **form.cleaned_data, by=by), ReasonForm, main=False),
]  # fmt: skip
BY_WORD = {step.word: step for step in STEPS}


def steps_of(user: User, bulletin: Bulletin) -> list[Step]:
    """What this person may do with the bulletin as it is."""
    return [
        step
        for step in STEPS
        if bulletin.state in step.states and step.offered(bulletin, user) and allowed(user, f"radio.{step.permission}", bulletin)
    ]
