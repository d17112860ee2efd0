"""What may be done with a city's report now: each step as a button and a page with one form, and one service behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lantoa.accounts.models import User
from lantoa.core.rights import allowed, require
from lantoa.reporting.city_enums import EDITABLE, CityState
from lantoa.reporting.city_forms import IssueForm
from lantoa.reporting.forms import ReasonForm
from lantoa.reporting.models import CityReport
from lantoa.reporting.queries import city_seen
from lantoa.reporting.services.city import deciding, drafting
from lantoa.ui import feedback

S = CityState


@dataclass(frozen=True)
class CityStep:
    """`run(report, form, by)` does it. `states`: in which it is offered. `main`: the one button that stands out."""

    word: str
    permission: str
    states: tuple[CityState, ...]
    verb: str
    icon: str
    done: str
    run: Callable[[CityReport, forms.Form, User], CityReport]
    text: str = ""
    form: type[forms.Form] = forms.Form
    main: bool = False


STEPS = [
    CityStep("trinh", "write_city_report", EDITABLE, "Trình lãnh đạo", "send", "Đã trình lãnh đạo.",
             lambda report, form, by: deciding.submit(report, by=by), "Lãnh đạo nhận thông báo. Trước khi duyệt vẫn lấy lại để sửa được.", main=True),
    CityStep("lay-lai", "write_city_report", (S.WITH_LEADER,), "Lấy lại để sửa", "undo", "Đã lấy lại.",
             lambda report, form, by: deciding.recall(report, by=by), "Báo cáo trở về dự thảo."),
    CityStep("duyet", "approve_city_report", (S.WITH_LEADER,), "Duyệt", "check", "Đã duyệt.",
             lambda report, form, by: deciding.approve(report, by=by), "Cơ quan Thường trực in, trình ký và ban hành.", main=True),
    CityStep("tra-lai", "approve_city_report", (S.WITH_LEADER, S.APPROVED), "Trả lại để sửa", "undo", "Đã trả lại.",
             lambda report, form, by: deciding.send_back(report, **form.cleaned_data, by=by), "Ghi rõ chỗ cần sửa.", ReasonForm),
    CityStep("ban-hanh", "write_city_report", (S.APPROVED,), "Ghi đã ban hành", "pen", "Đã ghi số, ngày, người ký.",
             lambda report, form, by: deciding.issue(report, **form.cleaned_data, by=by), "Ghi đúng như trên văn bản đã ký.", IssueForm, main=True),
    CityStep("khoa", "write_city_report", (S.ISSUED,), "Khóa", "lock", "Đã khóa.",
             lambda report, form, by: deciding.lock(report, by=by), "Báo cáo đã khóa chỉ sửa được bằng bản sửa mới."),
    CityStep("lap-ban-sua", "write_city_report", (S.ISSUED, S.LOCKED), "Lập bản sửa", "pen", "Đã lập bản sửa.",
             lambda report, form, by: deciding.amend(report, **form.cleaned_data, by=by), "Bản đã ban hành được giữ nguyên.", ReasonForm),
    CityStep("lay-so-moi", "write_city_report", EDITABLE, "Lấy số mới, soạn lại", "swap", "Máy đang soạn lại.",
             lambda report, form, by: drafting.draft_again(report, by=by), "Phần nào đã sửa tay thì giữ nguyên, lời máy soạn mới để bên cạnh."),
]  # fmt: skip
BY_WORD = {step.word: step for step in STEPS}


def steps_of(user: User, report: CityReport) -> list[CityStep]:
    found = [step for step in STEPS if report.state in step.states and allowed(user, f"reporting.{step.permission}", report.authority)]
    amended = CityReport.objects.filter(amends=report).exists()
    return [step for step in found if not (step.word == "lap-ban-sua" and amended)]


@require_http_methods(["GET", "HEAD", "POST"])
def city_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    report = get_object_or_404(city_seen.visible_to(request.user).select_related("authority", "agency", "amends"), pk=pk)
    if (step := BY_WORD.get(act)) is None:
        raise Http404
    require(request.user, f"reporting.{step.permission}", report.authority)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = step.form(*posted)
    if posted and form.is_valid():
        with feedback.refusals_on(form):
            made = step.run(report, form, request.user)
            feedback.done(request, step.done)
            return redirect("reporting:city_report", made.pk)
    return render(request, "reporting/city/act.html", {"report": report, "step": step, "form": form})
