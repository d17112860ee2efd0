"""Movements: the list, one movement, drawing up, launching and closing, criteria, setting up from a plan."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.movements import naming
from lantoa.movements.enums import Level, MovementState, Regime, ReviewState
from lantoa.movements.forms.movements import CriterionForm, MovementForm, MovementSearchForm, OptionalReasonForm, ReasonForm
from lantoa.movements.models import Movement, Review, ReviewExemplar
from lantoa.movements.queries import joining, lists, seeding, seen
from lantoa.movements.services import movements as services
from lantoa.movements.services.seeding import seed_movements
from lantoa.movements.views.acting import READ_OR_POST, seen_movement
from lantoa.organisations.models import Unit
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan
from lantoa.plans.queries import plans as plan_queries
from lantoa.plans.queries.oversight import names_of
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

_PLANS = 3  # running plans offered to set movements up from
_SHOWN = 5  # reviews, lessons and exemplars on the movement's own page


@require_safe
def movements(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.browse")
    search = MovementSearchForm(request.GET)
    found = lists.filtered(seen.visible_to(request.user), **search.filters())
    page = paginate(request, lists.for_list(found))
    rows = page.object_list
    names, mine = names_of({row.authority_id for row in rows}), seen.units_worked_for(request.user)
    answers = joining.answers_by_movement(rows, mine) if mine else {}
    day = clock.today()
    for row in rows:
        row.place, row.elapsed, row.mine = names.get(row.authority_id, ""), lists.elapsed(row, day), answers.get(row.pk)
    return render(request, "movements/movements.html", {
        "page": page, "search": search, "may_create": allowed(request.user, "movements.create_movement"),
        "may_seed": plan_queries.authorities_run_by(request.user), "has_units": bool(mine),
    })  # fmt: skip


@require_safe
def movement(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, seen_movement(request, pk), CriterionForm())


def _page(request: HttpRequest, found: Movement, criterion_form: CriterionForm) -> HttpResponse:
    user, day = request.user, clock.today()
    visible = seen.visible_to(user)
    reviews = seen.reviews_visible_to(user)
    finished = lists.filtered_reviews(reviews.filter(movement=found, state=ReviewState.FINISHED))[:_SHOWN]
    own = seen.units_worked_for(user)
    exemplars = list(
        ReviewExemplar.objects.filter(review__in=reviews.filter(movement=found, state=ReviewState.FINISHED).values("pk"))
        .select_related("review").order_by("-review__held_on", "order", "pk")[:_SHOWN]
    )  # fmt: skip
    lessons = list(lists.filtered_lessons(seen.lessons_visible_to(user), movement=found.pk)[:_SHOWN])
    drafts = list(lists.unfinished_of(seen.units_reviewed_for(user), found)[:_SHOWN])
    rows: list[Review] = list(finished)
    answers = joining.answers_of(found, own)
    children = list(lists.children_of(found, visible)[:20])
    names = names_of(
        {
            found.authority_id,
            *own,
            *(child.authority_id for child in children),
            *(r.unit_id for r in [*rows, *drafts, *lessons]),
            *(e.review.unit_id for e in exemplars),
        }
    )
    for row in [*rows, *drafts, *lessons]:
        row.unit_name = names.get(row.unit_id, "")
    for exemplar in exemplars:
        exemplar.unit_name, exemplar.url = names.get(exemplar.review.unit_id, ""), naming.url_of(exemplar.record_id)
    clause = found.clause
    return render(request, "movements/movement.html", {
        "movement": found, "place": names.get(found.authority_id, ""), "elapsed": lists.elapsed(found, day), "ended": found.has_ended(day),
        "clause": clause, "may_see_plan": bool(clause) and allowed(user, "plans.view_plan", clause.plan),
        "children": [(child, names.get(child.authority_id, "")) for child in children],
        "parent_seen": found.parent_id is not None and allowed(user, "movements.view_movement", found.parent),
        "criteria": list(found.criteria.all()), "criterion_form": criterion_form,
        "answers": joining.count_answers(found) if found.asks_registration else None,
        "mine": [(names.get(unit, ""), unit, answers.get(unit)) for unit in sorted(own, key=lambda u: names.get(u, ""))],
        "reviews": rows, "review_counts": lists.review_counts(reviews, found), "drafts": drafts, "exemplars": exemplars, "lessons": lessons,
        "may": {
            "edit": allowed(user, "movements.edit_movement", found), "launch": allowed(user, "movements.launch_movement", found),
            "review": bool(seen.units_reviewed_for(user)), "answers": seen.registrations_visible_to(user).filter(movement=found).exists()
            or allowed(user, "movements.launch_movement", found),
        },
    })  # fmt: skip


def _form(request: HttpRequest, found: Movement | None = None) -> MovementForm:
    user = request.user
    places = seen.authorities_drafted_for(user)
    authorities = Unit.objects.filter(pk__in=places).open_on(clock.today()).named_at().order_by("name_key")
    level = None
    if found is None and (first := authorities.first()):
        level = seeding.level_of(first)
    return MovementForm(
        request.POST or None, instance=found, authorities=authorities, parents=lists.possible_parents(found, seen.visible_to(user)),
        initial={"level": level or Level.UNIT, "regime": Regime.THEMATIC} if found is None else None,
    )  # fmt: skip


@require_http_methods(READ_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    require(request.user, "movements.create_movement")
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        fields = form.values()
        authority = fields.pop("authority")
        with feedback.refusals_on(form):
            made = services.create_movement(authority, by=request.user, **fields)
            feedback.done(request, "Đã lưu phong trào. Xem lại, thêm tiêu chí, rồi phát động.")
            return redirect("movements:movement", made.pk)
    return render(request, "movements/movement_form.html", {"form": form})


@require_http_methods(READ_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = seen_movement(request, pk)
    require(request.user, "movements.edit_movement", found)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            services.edit_movement(found, by=request.user, **form.values())
            feedback.done(request, "Đã lưu.")
            return redirect("movements:movement", found.pk)
    return render(request, "movements/movement_form.html", {"form": form, "movement": found})


# --- Launching, closing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    heading: str
    text: str
    submit: str
    done: str
    permission: str = "movements.launch_movement"


STEPS = {
    "phat-dong": Step("Phát động phong trào", "Các đơn vị được mời sẽ nhận thông báo và có việc “Đăng ký” trong Việc của tôi.",
                      "Phát động, báo đơn vị", "Đã phát động."),
    "ket-thuc": Step("Kết thúc phong trào", "Phong trào ngừng nhận đăng ký. Đơn vị đã tham gia và nơi phát động được nhắc viết tổng kết.",
                     "Kết thúc, nhắc tổng kết", "Đã kết thúc. Các đơn vị được nhắc viết tổng kết.", "movements.close_movement"),
    "mo-lai": Step("Mở lại phong trào", "Phong trào lại nhận đăng ký. Nếu ngày kết thúc đã qua, phong trào chạy tiếp không có ngày kết thúc cho đến khi sửa.",
                   "Mở lại", "Đã mở lại."),
    "bo": Step("Bỏ bản đang soạn", "Bản đang soạn không còn trong danh sách.", "Bỏ", "Đã bỏ.", "movements.edit_movement"),
}  # fmt: skip


@require_http_methods(READ_OR_POST)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found, step = seen_movement(request, pk), STEPS[act]
    require(request.user, step.permission, found)
    kind = {"ket-thuc": OptionalReasonForm, "mo-lai": ReasonForm}.get(act)
    form = kind(request.POST or None) if kind else OptionalReasonForm({"reason": ""} if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data["reason"], request.user
        run = {
            "phat-dong": lambda: services.launch_movement(found, by=by),
            "ket-thuc": lambda: services.close_movement(found, reason=reason, by=by),
            "mo-lai": lambda: services.reopen_movement(found, reason=reason, by=by),
            "bo": lambda: services.discard_movement(found, by=by),
        }[act]
        with feedback.refusals_on(form):
            run()
            feedback.done(request, step.done)
            return redirect("movements:movements") if act == "bo" else redirect("movements:movement", found.pk)
    expected = joining.expected_units(found).count() if act == "phat-dong" else None
    context = {"movement": found, "step": step, "form": form, "asks_reason": kind is not None, "expected": expected}
    return render(request, "movements/movement_act.html", context)


# --- Criteria ----------------------------------------------------------------------------------------------------------------


@require_POST
def add_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = seen_movement(request, pk), CriterionForm(request.POST)
    require(request.user, "movements.edit_movement", found)
    if form.is_valid():
        with feedback.refusals_on(form):
            services.add_criterion(found, **form.cleaned_data, by=request.user)
            return redirect("movements:movement", found.pk)
    return _page(request, found, form)


@require_POST
def remove_criterion(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    found = seen_movement(request, pk)
    criterion = get_object_or_404(found.criteria.select_related("movement__authority"), pk=item_pk)
    with feedback.refusals_told(request):
        services.remove_criterion(criterion, by=request.user)
    return redirect("movements:movement", found.pk)


# --- From a plan -------------------------------------------------------------------------------------------------------------


@require_http_methods(READ_OR_POST)
def from_plan(request: HttpRequest) -> HttpResponse:
    """Movements named in the running plans that the person's office runs; those ticked are set up."""
    offices = plan_queries.authorities_run_by(request.user)
    if not offices:
        raise Http404
    running = (
        Plan.objects.filter(state=PlanState.ACTIVE, issuer__in=offices).select_related("issuer").order_by("-year", "-issued_on", "-pk")
    )
    plans = [(plan, seeding.propose_from_plan(plan)) for plan in running[:_PLANS]]
    if request.method == "POST":
        plan = next((p for p, _ in plans if str(p.pk) == request.POST.get("plan")), None)
        if plan is None:
            raise Http404
        keys = request.POST.getlist("phong-trao")
        try:
            made = seed_movements(plan, keys=keys, launch="phat-dong" in request.POST, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("movements:from_plan")
        if made:
            state = "và phát động " if made[0].state == MovementState.LAUNCHED else ""
            feedback.done(request, f"Đã lập {state}{len(made)} phong trào từ {plan.short_name}.")
            return redirect("movements:movements")
        messages.error(request, "Chưa chọn phong trào nào.")
        return redirect("movements:from_plan")
    return render(
        request,
        "movements/from_plan.html",
        {
            "plans": [(plan, proposals, any(not proposal.existing for proposal in proposals)) for plan, proposals in plans],
        },
    )
