"""What may be done with a story now: each step of its life as a page with one form and one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from lantoa.accounts.models import User
from lantoa.core.rights import allowed
from lantoa.newsroom.enums import StoryState
from lantoa.newsroom.forms import ReadBackForm, ReasonForm, ScheduleForm, TakeDownForm
from lantoa.newsroom.models import Story
from lantoa.newsroom.services import desks

S = StoryState


@dataclass(frozen=True)
class Step:
    """`run(story, form, by)` does it. `states`: in which it is offered. `main`: the one button that stands out."""

    word: str
    permission: str
    states: tuple[StoryState, ...]
    verb: str
    icon: str
    done: str
    run: Callable[[Story, forms.Form, User], object]
    form: type[forms.Form] = forms.Form
    text: str = ""
    main: bool = True


STEPS = [
    Step("gui-bien-tap", "edit_story", (S.DRAFTING,), "Gửi biên tập", "send", "Đã gửi biên tập.",
         lambda story, form, by: desks.send_to_desk(story, by=by)),
    Step("gui-kiem-tra", "edit_story", (S.DESK,), "Gửi kiểm tra", "send", "Đã gửi kiểm tra tên người, ngày, con số.",
         lambda story, form, by: desks.send_to_check(story, by=by)),
    Step("da-doc-lai", "edit_story", (S.DRAFTING, S.DESK, S.FACT_CHECK), "Đã đọc lại", "listen", "Đã ghi: người được viết đã nghe lại bài.",
         lambda story, form, by: desks.note_read_back(story, **form.cleaned_data, by=by), ReadBackForm,
         "Đọc cả bài cho người được viết nghe (gặp hoặc gọi điện), sửa điều họ chưa đồng ý, rồi ghi lại ngày đọc.", main=False),
    Step("duyet", "approve_story", (S.FACT_CHECK,), "Duyệt bài", "check", "Đã duyệt. Đăng ngay hoặc hẹn giờ.",
         lambda story, form, by: desks.approve_story(story, by=by)),
    Step("dang-ngay", "publish_story", (S.APPROVED, S.SCHEDULED), "Đăng ngay", "share", "Đã đăng lên cổng thông tin.",
         lambda story, form, by: desks.publish_story(story, by=by), text="Bài hiện trên cổng thông tin ngay khi bấm."),
    Step("hen-gio", "publish_story", (S.APPROVED,), "Hẹn giờ đăng", "clock", "Đã hẹn giờ đăng.",
         lambda story, form, by: desks.schedule_story(story, publish_at=form.moment, by=by), ScheduleForm, main=False),
    Step("tra-lai", "edit_story", (S.DESK, S.FACT_CHECK, S.APPROVED, S.SCHEDULED), "Trả lại", "undo", "Đã trả lại kèm lý do.",
         lambda story, form, by: desks.send_back(story, **form.cleaned_data, by=by), ReasonForm, main=False),
    Step("go-bai", "take_down_story", (S.PUBLISHED, S.CORRECTED), "Gỡ bài", "close", "Đã gỡ. Bài không còn hiện ở đâu trên cổng.",
         lambda story, form, by: desks.take_down_story(story, **form.cleaned_data, by=by), TakeDownForm,
         "Bài được gỡ khỏi cổng ngay; mọi bản và lý do gỡ được giữ trong hồ sơ.", main=False),
    Step("viet-lai", "edit_story", (S.UNPUBLISHED,), "Đưa về biên tập", "pen", "Bài đã về bàn biên tập.",
         lambda story, form, by: desks.rework(story, by=by)),
    Step("thoi-viet", "edit_story", (S.IDEA, S.DRAFTING, S.DESK), "Thôi không viết", "trash", "Đã bỏ; bài vẫn được giữ trong danh sách.",
         lambda story, form, by: desks.drop_story(story, **form.cleaned_data, by=by), ReasonForm, main=False),
]  # fmt: skip
BY_WORD = {step.word: step for step in STEPS}


def steps_of(user: User, story: Story) -> list[Step]:
    """What this person may do with the story as it is."""
    offered = [step for step in STEPS if story.state in step.states and allowed(user, f"newsroom.{step.permission}", story)]
    return offered if story.nomination_id else [step for step in offered if step.word != "da-doc-lai"]
