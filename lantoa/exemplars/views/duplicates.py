"""Who may have been put forward twice: what is waiting, two files side by side with the choices, what is near one nomination."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.exemplars.enums import WAITING_SUSPICIONS, SuspicionState
from lantoa.exemplars.forms.duplicates import (
    AnswerForm,
    AskForm,
    DifferentForm,
    KeptForm,
    NewDeedForm,
    OtherCodeForm,
    SamePersonForm,
    SuspicionSearchForm,
)
from lantoa.exemplars.models import Nomination, Suspicion
from lantoa.exemplars.queries import duplicates as queries
from lantoa.exemplars.queries import seen
from lantoa.exemplars.queries.beside import beside
from lantoa.exemplars.services import duplicates as services
from lantoa.plans.queries.oversight import names_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def suspicions(request: HttpRequest) -> HttpResponse:
    """What the person can do something about, the likeliest first."""
    require(request.user, "exemplars.list_suspicions")
    search = SuspicionSearchForm(request.GET)
    search.is_valid()
    rows = queries.suspicions_visible_to(request.user)
    if not (state := search.value("tinh-trang")):
        rows = rows.filter(state__in=WAITING_SUSPICIONS)
    elif state != "tat-ca":
        rows = rows.filter(state=state)
    if likely := search.value("giong"):
        rows = rows.filter(likely=likely)
    for word in fold(search.value("q")).split():
        code = word.replace(" ", "-").upper()
        rows = rows.filter(
            Q(nomination__folded__contains=word)
            | Q(other__folded__contains=word)
            | Q(nomination__code__contains=code)
            | Q(other__code__contains=code)
        )
    page = paginate(request, rows.select_related("nomination", "other"))
    names = names_of([unit for row in page for unit in (row.other.unit_id, row.nomination.unit_id)])
    for row in page:
        row.units = list(dict.fromkeys(names[unit] for unit in (row.other.unit_id, row.nomination.unit_id)))
    return render(request, "exemplars/suspicions.html", {"page": page, "search": search})


@require_safe
def suspicion(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


def _seen(request: HttpRequest, pk: int) -> Suspicion:
    rows = queries.suspicions_with_sides(request.user)
    more = ("nomination__unit", "nomination__subject", "other__unit", "other__subject", "kept", "asked_unit", "proposed_by", "decided_by")
    return get_object_or_404(rows.select_related(*more), pk=pk)


def _page(request: HttpRequest, row: Suspicion, **forms: Form) -> HttpResponse:
    left, right, lines = beside(row)
    both_own = left.is_own and right.is_own
    is_agency = queries.is_agency_for(request.user, row)
    was_asked = row.state == SuspicionState.ASKED and queries.was_asked(request.user, row)
    may_decide = (row.state in (SuspicionState.OPEN, SuspicionState.ASKED) and not was_asked) or (
        is_agency and row.state in WAITING_SUSPICIONS
    )  # fmt: skip
    context = {
        "row": row, "left": left, "right": right, "lines": lines,
        "both_own": both_own, "was_asked": was_asked, "may_decide": may_decide,
        "may_ask": may_decide and not both_own and row.state == SuspicionState.OPEN,
        "is_over": row.state not in WAITING_SUSPICIONS,
        "merge_form": KeptForm(suspicion=row), "ask_form": AskForm(suspicion=row), "different_form": DifferentForm(prefix="khac"),
        "person_form": SamePersonForm(prefix="nguoi"), "answer_form": AnswerForm(),
    }  # fmt: skip
    return render(request, "exemplars/suspicion.html", {**context, **forms})


def _act(request: HttpRequest, row: Suspicion, name: str, form: Form, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and come back to the two files; a refusal stands on the form it belongs to."""
    if form.is_valid():
        with feedback.refusals_on(form):
            act()
            feedback.done(request, words)
            return redirect("exemplars:suspicion", row.pk)
    return _page(request, _seen(request, row.pk), **{name: form})


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    form = KeptForm(request.POST, suspicion=row)

    def act() -> None:
        kept = form.row(row)
        services.merge_nominations(kept, row.nomination if kept.pk == row.other_id else row.other, by=request.user)

    return _act(
        request, row, "merge_form", form, act, "Đã gộp hai hồ sơ. Mọi người giới thiệu đều được ghi công, mã theo dõi cũ vẫn dùng được."
    )


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    form = AskForm(request.POST, suspicion=row)
    act = lambda: services.ask_other_unit(row, kept=form.row(row), question=form.cleaned_data["question"], by=request.user)  # noqa: E731
    return _act(request, row, "ask_form", form, act, "Đã gửi câu hỏi đến đơn vị bạn. Khi họ trả lời, hệ thống báo ngay.")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    form = AnswerForm(request.POST)
    act = lambda: services.answer_other_unit(row, **form.cleaned_data, by=request.user)  # noqa: E731
    return _act(request, row, "answer_form", form, act, "Đã gửi câu trả lời.")


@require_POST
def different(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    form = DifferentForm(request.POST, prefix="khac")
    act = lambda: services.declare_different(row.nomination, row.other, reason=form.cleaned_data["reason"], by=request.user)  # noqa: E731
    return _act(request, row, "different_form", form, act, "Đã ghi là hai việc khác nhau. Cả hai hồ sơ đi tiếp.")


@require_POST
def same_person(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    form = SamePersonForm(request.POST, prefix="nguoi")
    act = lambda: services.declare_same_person(row.nomination, row.other, reason=form.cleaned_data["reason"], by=request.user)  # noqa: E731
    return _act(request, row, "person_form", form, act, "Đã ghi là cùng một người, hai việc. Cả hai hồ sơ đi tiếp.")


@require_http_methods(["GET", "HEAD", "POST"])
def near(request: HttpRequest, pk: int) -> HttpResponse:
    """What is near one nomination: suspicions about it, earlier honours; POST lays another file beside it, by its code."""
    nomination = _acted_for(request, pk)
    form = OtherCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        other = seen.visible_to(request.user).filter(code=form.cleaned_data["code"]).first()
        if other is None:
            form.add_error("code", "Không có hồ sơ nào mang mã này trong những hồ sơ đồng chí được xem.")
        else:
            try:
                return redirect("exemplars:suspicion", services.suspect(nomination, other, by=request.user).pk)
            except ValidationError as error:
                form.add_error("code", ValidationError(error.messages))
    return _near_page(request, nomination, form, NewDeedForm(initial={"new_since": nomination.new_since}))


def _acted_for(request: HttpRequest, pk: int) -> Nomination:
    """A nomination the person decides for; `acting` keeps the condition for what else the page lists."""
    acting = queries.acting_for(request.user)
    nomination = get_object_or_404(Nomination.objects.filter(acting).select_related("unit", "subject"), pk=pk)
    nomination.acting = acting
    return nomination


def _near_page(request: HttpRequest, nomination: Nomination, form: Form, new_form: Form) -> HttpResponse:
    rows = list(queries.suspicions_about(nomination).exclude(state=SuspicionState.LAPSED).select_related("nomination", "other")[:20])
    for row in rows:
        row.beside = row.other if row.nomination_id == nomination.pk else row.nomination
    names = names_of([row.beside.unit_id for row in rows])
    for row in rows:
        row.unit_name = names[row.beside.unit_id]
    return render(request, "exemplars/near.html", {
        "nomination": nomination, "rows": rows, "form": form, "new_form": new_form,
        "honours": queries.honoured_before(nomination.subject, besides=nomination),
        "told_before": list(queries.told_before(nomination).filter(nomination.acting)[:10]),
        "may_write": allowed(request.user, "exemplars.edit_nomination", nomination),
    })  # fmt: skip


@require_POST
def new_deed(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = _acted_for(request, pk)
    form = NewDeedForm(request.POST)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.write_new_deed(nomination, form.cleaned_data["new_since"], by=request.user)
            feedback.done(request, "Đã ghi việc mới kể từ lần biểu dương trước.")
            return redirect("exemplars:near", nomination.pk)
    return _near_page(request, nomination, OtherCodeForm(), form)
