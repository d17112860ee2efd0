"""Reviews: the list, one review, writing it with its exemplars and lessons, finishing, reopening."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core.periods import Period
from lantoa.core.rights import allowed, require
from lantoa.movements import naming
from lantoa.movements.enums import ReviewKind, ReviewState
from lantoa.movements.forms.movements import ReasonForm
from lantoa.movements.forms.reviews import ExemplarForm, LessonForm, ReviewForm, ReviewSearchForm, StartForm
from lantoa.movements.models import Movement, Review
from lantoa.movements.queries import lists, seen
from lantoa.movements.services import reviews as services
from lantoa.movements.views.acting import READ_OR_POST, seen_movement, sorted_names
from lantoa.organisations.models import Unit
from lantoa.plans.queries.oversight import names_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate


def movements_seen(request: HttpRequest) -> QuerySet[Movement]:
    """Launched or closed movements the person sees, for lists to choose from."""
    return seen.visible_to(request.user).filter(state__in=seen.RUNNING_STATES).order_by("folded", "pk")


def period_words(review: Review) -> str:
    """ "6 tháng đầu năm 2022"; empty for a final review."""
    return Period.parse(review.period).label if review.period else ""


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.browse")
    search = ReviewSearchForm(request.GET, movements=movements_seen(request))
    search.is_valid()
    data = search.cleaned_data
    rows = lists.filtered_reviews(
        seen.reviews_visible_to(request.user), kind=data.get("loai", ""), state=data.get("tinh_trang", ""),
        movement=data["phong_trao"].pk if data.get("phong_trao") else None,
    )  # fmt: skip
    page = paginate(request, rows)
    names = names_of({row.unit_id for row in page})
    for row in page:
        row.unit_name, row.period_words = names.get(row.unit_id, ""), period_words(row)
    return render(request, "movements/reviews.html", {"page": page, "search": search})


@require_http_methods(READ_OR_POST)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a review, or go on with the draft there is."""
    found = seen_movement(request, pk)
    own = seen.units_reviewed_for(request.user)
    if not own:
        require(request.user, "movements.write_review", Review(movement=found))
    units = sorted_names(own)
    asked = {"unit": request.GET.get("don-vi", ""), "kind": request.GET.get("loai", "")}
    initial = {name: value for name, value in asked.items() if value}
    form = StartForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        unit = get_object_or_404(Unit, pk=data["unit"])
        with feedback.refusals_on(form):
            review = services.start_review(found, unit, kind=data["kind"], period=data["period"], by=request.user)
            return redirect("movements:write_review", review.pk)
    return render(request, "movements/review_new.html", {"movement": found, "form": form})


def _seen(request: HttpRequest, pk: int) -> Review:
    rows = seen.reviews_visible_to(request.user).select_related("movement__authority", "unit", "file", "created_by", "finished_by")
    return get_object_or_404(rows, pk=pk)


def _own(request: HttpRequest, pk: int) -> Review:
    """A review the person writes; 404 for who only reads it."""
    found = _seen(request, pk)
    require(request.user, "movements.write_review", found)
    return found


def _context(request: HttpRequest, found: Review, **more: object) -> dict[str, object]:
    exemplars = list(found.exemplars.all())
    for exemplar in exemplars:
        exemplar.url = naming.url_of(exemplar.record_id)
    return {
        "review": found, "movement": found.movement, "unit_name": names_of([found.unit_id], found.held_on).get(found.unit_id, ""),
        "period_words": period_words(found), "exemplars": exemplars,
        "lessons": list(found.lessons.filter(withdrawn_at__isnull=True).order_by("created_at", "pk")),
        "may_write": allowed(request.user, "movements.write_review", found), **more,
    }  # fmt: skip


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    may_reopen = found.state == ReviewState.FINISHED and allowed(request.user, "movements.reopen_review", found)
    return render(
        request, "movements/review.html", _context(request, found, may_reopen=may_reopen, is_final=found.kind == ReviewKind.FINAL)
    )


def _write_page(request: HttpRequest, found: Review, *, judged: dict[str, forms.BaseForm] | None = None, problems=()) -> HttpResponse:
    """The draft with its three forms in one, so that no button loses what was typed elsewhere.

    `judged`: forms shown with what was wrong; the others keep what was typed. `problems`: why it cannot be finished yet.
    """
    typed = request.POST
    exemplar, lesson = _exemplar_form(request, found), LessonForm(prefix="bh")
    for form in (exemplar, lesson):
        form.initial = {name: typed[form.add_prefix(name)] for name in form.fields if typed.get(form.add_prefix(name))}
    shown = {"form": ReviewForm(instance=found), "exemplar_form": exemplar, "lesson_form": lesson, **(judged or {})}
    return render(
        request, "movements/review_write.html", _context(request, found, **shown, problems=problems, obstacles=lists.obstacles(found))
    )


def _exemplar_form(request: HttpRequest, found: Review, data=None) -> ExemplarForm:
    return ExemplarForm(data, choices=naming.choices_for(found.unit, request.user), prefix="dh")


@require_http_methods(READ_OR_POST)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft. Each button keeps the texts first, then does its own: add, take out, finish."""
    found = _own(request, pk)
    if found.state != ReviewState.DRAFT:
        return redirect("movements:review", found.pk)
    if request.method != "POST":
        return _write_page(request, found)
    form = ReviewForm(request.POST, request.FILES, instance=found)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.edit_review(found, **form.cleaned_data, by=request.user)
    if form.errors:
        return _write_page(request, found, judged={"form": form})
    found = _own(request, pk)
    act, _, item = request.POST.get("viec", "").partition(":")
    match act:
        case "dien-hinh":
            exemplar_form = _exemplar_form(request, found, request.POST)
            if exemplar_form.is_valid():
                with feedback.refusals_on(exemplar_form):
                    services.name_exemplar(found, **exemplar_form.cleaned_data, by=request.user)
                    return _back(found, "dien-hinh")
            return _write_page(request, found, judged={"exemplar_form": exemplar_form})
        case "bai-hoc":
            lesson_form = LessonForm(request.POST, prefix="bh")
            if lesson_form.is_valid():
                with feedback.refusals_on(lesson_form):
                    services.add_lesson(found, **lesson_form.cleaned_data, by=request.user)
                    return _back(found, "bai-hoc")
            return _write_page(request, found, judged={"lesson_form": lesson_form})
        case "bo-dien-hinh":
            return _remove(request, found, lambda: services.remove_exemplar(_item(found.exemplars, item), by=request.user), "dien-hinh")
        case "bo-bai-hoc":
            return _remove(request, found, lambda: services.remove_lesson(_item(found.lessons, item), by=request.user), "bai-hoc")
        case "hoan-thanh":
            return _finish(request, found)
    feedback.done(request, "Đã lưu bản nháp.")
    return _back(found)


def _back(found: Review, anchor: str = "") -> HttpResponse:
    return redirect(f"{reverse('movements:write_review', args=[found.pk])}{'#' if anchor else ''}{anchor}")


def _item(rows, item: str):
    return get_object_or_404(rows.select_related("review__movement", "review__unit"), pk=int(item) if item.isdigit() else 0)


def _remove(request: HttpRequest, found: Review, run, anchor: str) -> HttpResponse:
    with feedback.refusals_told(request):
        run()
    return _back(found, anchor)


def _finish(request: HttpRequest, found: Review) -> HttpResponse:
    try:
        services.finish_review(found, by=request.user)
    except ValidationError as error:
        return _write_page(request, found, problems=error.messages)
    feedback.done(request, "Đã hoàn thành. Bản này tự thành minh chứng cho việc của đơn vị; bài học được chia sẻ với nơi khác.")
    return redirect("movements:review", found.pk)


@require_http_methods(READ_OR_POST)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Reopen a finished review with a reason, or drop a draft."""
    found = _seen(request, pk)
    reopens = act == "mo-lai"
    require(request.user, "movements.reopen_review" if reopens else "movements.write_review", found)
    form = ReasonForm(request.POST or None) if reopens else forms.Form({} if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            if reopens:
                services.reopen_review(found, reason=form.cleaned_data["reason"], by=request.user)
                feedback.done(request, "Đã mở lại. Minh chứng đã ghi được gạch đi cho đến khi hoàn thành lại.")
                return redirect("movements:review", found.pk)
            services.discard_review(found, by=request.user)
            feedback.done(request, "Đã bỏ bản nháp.")
            return redirect("movements:movement", found.movement_id)
    return render(request, "movements/review_act.html", {"review": found, "movement": found.movement, "form": form, "reopens": reopens})
