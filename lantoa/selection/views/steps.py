"""What may be done with a round now: each step as a page with one form and one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.selection.enums import RoundState, TieRule
from lantoa.selection.forms import ChooseCouncilForm, ExtendForm, HourForm, ReasonForm
from lantoa.selection.models import Round
from lantoa.selection.services import counting, voting

S = RoundState


@dataclass(frozen=True)
class Step:
    """`run(round, form, by)` does it. `when(round)`: in which it is offered. `main`: the one button that stands out."""

    word: str
    permission: str
    when: Callable[[Round], bool]
    verb: str
    icon: str
    done: str
    run: Callable[[Round, forms.Form, User], object]
    form: type[forms.Form] = forms.Form
    text: str = ""
    main: bool = True


def _tied(found: Round) -> bool:
    return found.state == S.COUNTED and found.candidates.filter(state="tied").exists()


STEPS = [
    Step("mo-bo-phieu", "run_round", lambda r: r.state == S.OPEN and r.candidate_count > 0, "Mở bỏ phiếu", "gavel", "Đã mở. Các thành viên được báo.",
         lambda r, form, by: voting.start_voting(r, council=form.cleaned_data["council"], closes_at=form.moment, by=by), ChooseCouncilForm,
         "Danh sách gương và danh sách người bỏ phiếu được chốt từ lúc này."),
    Step("kiem-phieu", "run_round", lambda r: r.state == S.VOTING, "Kiểm phiếu", "check", "Đã kiểm phiếu. Kết quả chờ công bố.",
         lambda r, form, by: counting.close_and_count(r, by=by), text="Hòm phiếu được mở và đếm một lần. Kết quả chỉ có hiệu lực khi công bố."),
    Step("gia-han", "run_round", lambda r: r.state == S.VOTING, "Gia hạn", "clock", "Đã gia hạn.",
         lambda r, form, by: counting.extend_voting(r, closes_at=form.moment, reason=form.cleaned_data["reason"], by=by), ExtendForm, main=False),
    Step("lan-hai", "run_round", lambda r: _tied(r) and r.tie_rule == TieRule.SECOND_BALLOT and r.ballot_number < 2, "Bỏ phiếu lần hai", "gavel",
         "Đã mở lần hai. Các thành viên được báo.", lambda r, form, by: counting.vote_again(r, closes_at=form.moment, by=by), HourForm,
         "Chỉ bỏ phiếu cho các gương bằng phiếu; đây là lần cuối."),
    Step("cong-bo", "announce_round", lambda r: r.state == S.COUNTED, "Công bố kết quả", "share", "Đã công bố. Kết quả có hiệu lực.",
         lambda r, form, by: counting.announce_round(r, by=by), text="Gương đạt được ghi “được chọn”; gương chưa đạt có thể đưa vào kỳ sau."),
    Step("khong-phat-sinh", "announce_round", lambda r: r.state == S.OPEN and r.candidate_count == 0, "Ghi không phát sinh", "minus",
         "Đã ghi: kỳ này không phát sinh.", lambda r, form, by: counting.declare_nil(r, **form.cleaned_data, by=by), ReasonForm,
         "Không có ai để chọn cũng là một kết quả: ghi rõ lý do để khác với bỏ trống.", main=False),
    Step("huy", "announce_round", lambda r: r.state in (S.OPEN, S.VOTING, S.COUNTED), "Hủy đợt", "close", "Đã hủy đợt.",
         lambda r, form, by: counting.void_round(r, **form.cleaned_data, by=by), ReasonForm,
         "Mọi phiếu của đợt mất hiệu lực; gương trong danh sách trở lại đã xác minh.", main=False),
]  # fmt: skip
BY_WORD = {step.word: step for step in STEPS}


def steps_of(user: User, found: Round) -> list[Step]:
    return [step for step in STEPS if step.when(found) and allowed(user, f"selection.{step.permission}", found)]
