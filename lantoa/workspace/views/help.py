""" "Vướng ở đâu": the usual questions, who may do what, whom to ask."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lantoa.core.rights import allowed
from lantoa.ui import feedback
from lantoa.workspace import rights_table
from lantoa.workspace.advisers import advisers_of
from lantoa.workspace.forms import QuestionForm
from lantoa.workspace.places import present_place
from lantoa.workspace.services.questions import ask_question


@require_http_methods(["GET", "HEAD", "POST"])
def help_page(request: HttpRequest) -> HttpResponse:
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = present_place(request)
        if ask_question(form.cleaned_data["text"], place_name=place.name if place else "", by=request.user):
            feedback.done(request, "Đã gửi câu hỏi. Người phụ trách nhận được ngay.")
        else:
            messages.warning(request, "Chưa có ai giữ việc Cơ quan Thường trực nên câu hỏi chưa đến được ai. Hãy báo người quản trị.")
        return redirect("workspace:help")
    context = {
        "form": form, "may_ask": allowed(request.user, "workspace.ask_question"), "advisers": advisers_of(request.user),
        "roles": rights_table.ROLES, "table": rights_table.TABLE,
    }  # fmt: skip
    return render(request, "workspace/help.html", context)
