"""Lesson cards: found, read, written, put to use elsewhere, withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core.rights import allowed, require
from lantoa.movements.forms.movements import ReasonForm
from lantoa.movements.forms.reviews import LessonForm, LessonSearchForm, OwnLessonForm, ReuseForm
from lantoa.movements.models import Lesson
from lantoa.movements.queries import lists, seen
from lantoa.movements.services import lessons as services
from lantoa.movements.views.acting import READ_OR_POST, sorted_names
from lantoa.movements.views.reviews import movements_seen
from lantoa.organisations.models import Unit
from lantoa.plans.queries.oversight import names_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.browse")
    search = LessonSearchForm(request.GET, movements=movements_seen(request))
    search.is_valid()
    data = search.cleaned_data
    movement = data["phong_trao"].pk if data.get("phong_trao") else None
    page = paginate(request, lists.filtered_lessons(seen.lessons_visible_to(request.user), words=data.get("q", ""), movement=movement))
    names = names_of({row.unit_id for row in page})
    for row in page:
        row.unit_name = names.get(row.unit_id, "")
    return render(request, "movements/lessons.html", {
        "page": page, "search": search, "may_write": bool(seen.units_reviewed_for(request.user)),
    })  # fmt: skip


def _seen(request: HttpRequest, pk: int) -> Lesson:
    rows = seen.lessons_visible_to(request.user).select_related("movement", "unit", "review", "written_by")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, found: Lesson, reuse_form: ReuseForm | None = None) -> HttpResponse:
    reuses = list(found.reuses.order_by("-created_at", "-pk")[:20])
    own = seen.units_worked_for(request.user) - {found.unit_id}
    waiting = own - {reuse.unit_id for reuse in reuses}
    names = names_of({found.unit_id, *own, *(reuse.unit_id for reuse in reuses)})
    for reuse in reuses:
        reuse.unit_name = names.get(reuse.unit_id, "")
    may_reuse = bool(waiting) and not (found.review and found.review.state != "finished")
    return render(request, "movements/lesson.html", {
        "lesson": found, "movement": found.movement, "unit_name": names.get(found.unit_id, ""), "reuses": reuses,
        "reuse_form": (reuse_form or ReuseForm(units=sorted_names(waiting))) if may_reuse else None,
        "movement_seen": allowed(request.user, "movements.view_movement", found.movement),
        "may_edit": allowed(request.user, "movements.write_lesson", found) and found.review is None,
        "review_seen": bool(found.review_id) and allowed(request.user, "movements.view_review", found.review),
        "withdraw_form": ReasonForm(auto_id="rut-%s"),
    })  # fmt: skip


@require_safe
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


@require_http_methods(READ_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    own = seen.units_reviewed_for(request.user)
    if not own:
        require(request.user, "movements.write_lesson", None)
    form = OwnLessonForm(request.POST or None, units=sorted_names(own), movements=movements_seen(request), initial={
        "movement": request.GET.get("phong_trao") if request.GET.get("phong_trao", "").isdigit() else None,
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        movement, unit = data.pop("movement"), get_object_or_404(Unit, pk=data.pop("unit"))
        with feedback.refusals_on(form):
            made = services.write_lesson(movement, unit, **data, by=request.user)
            feedback.done(request, "Đã chia sẻ bài học. Đơn vị khác tìm thấy và dùng được.")
            return redirect("movements:lesson", made.pk)
    return render(request, "movements/lesson_form.html", {"form": form})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    require(request.user, "movements.write_lesson", found)
    form = LessonForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_lesson(found, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã lưu.")
            return redirect("movements:lesson", found.pk)
    return render(request, "movements/lesson_form.html", {"form": form, "lesson": found})


@require_POST
def reuse(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    require(request.user, "movements.reuse_lesson", found)
    form = ReuseForm(request.POST, units=sorted_names(seen.units_worked_for(request.user) - {found.unit_id}))
    if form.is_valid():
        unit = Unit.objects.get(pk=form.cleaned_data["unit"])
        with feedback.refusals_on(form):
            services.reuse_lesson(found, unit, note=form.cleaned_data["note"], by=request.user)
            feedback.done(request, "Đã ghi: đơn vị làm theo bài học này.")
            return redirect("movements:lesson", found.pk)
    return _page(request, found, form)


@require_http_methods(READ_OR_POST)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    require(request.user, "movements.write_lesson", found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.withdraw_lesson(found, reason=form.cleaned_data["reason"], by=request.user)
            feedback.done(request, "Đã rút bài học.")
            return redirect("movements:lessons")
    return render(request, "movements/lesson_withdraw.html", {"form": form, "lesson": found})
