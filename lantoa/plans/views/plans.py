"""Plans: the list, bringing one in, the document beside its duties, its page, a unit's own plan, acknowledging."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.core.text import nfc
from lantoa.documents import reading
from lantoa.files.services import store_file
from lantoa.files.validators import DOCUMENTS
from lantoa.organisations.models import Unit
from lantoa.plans import page_links
from lantoa.plans.enums import DutyState, PlanState
from lantoa.plans.forms.plans import IntakeForm, PlanSearchForm
from lantoa.plans.models import Clause, Delivery, Duty, Plan
from lantoa.plans.queries import activation
from lantoa.plans.queries import plans as queries
from lantoa.plans.queries.oversight import names_of
from lantoa.plans.rules.plans import is_unit_plan
from lantoa.plans.services import lifecycle
from lantoa.ui import feedback
from lantoa.ui.paging import paginate

_READABLE = {ext: mime for ext, mime in DOCUMENTS.items() if ext in ("docx", "doc", "pdf", "md", "txt")}
_GIVEN = (DutyState.CONFIRMED, DutyState.ENDED)


def plan_of(request: HttpRequest, pk: int) -> Plan:
    """The plan if the person may see it; 404 otherwise."""
    seen = queries.visible_to(request.user).select_related("issuer", "standing_agency", "answers", "file", "signed_file")
    return get_object_or_404(seen, pk=pk)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    search = PlanSearchForm(request.GET)
    found = queries.visible_to(request.user)
    if search.is_valid():
        if words := nfc(search.cleaned_data["q"]):
            found = queries.matching(found, words)
        if state := search.cleaned_data["tinh_trang"]:
            found = found.filter(state=state)
        if year := search.cleaned_data["nam"]:
            found = found.filter(year=year)
    page = paginate(request, queries.for_list(found))
    names = names_of({plan.issuer_id for plan in page.object_list})
    for plan in page.object_list:
        plan.issuer_name = names.get(plan.issuer_id, "")
    may_create = allowed(request.user, "plans.create_plan")
    return render(request, "plans/plans.html", {"page": page, "search": search, "may_create": may_create})


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    require(request.user, "plans.create_plan")
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = _take_in(request, form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, list(error.messages))
        except reading.ReadingError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        else:
            counts = f"{plan.clauses.count()} điểm, {plan.duties.count()} nhiệm vụ đề xuất"
            feedback.done(request, f"Đã đọc xong {plan}: {counts}. Xem lại từng việc.")
            return redirect("plans:intake", plan.pk)
    return render(request, "plans/new_plan.html", {"form": form})


def _take_in(request: HttpRequest, data: dict) -> Plan:
    """Read first, keep after: a file that cannot be read leaves nothing behind."""
    (issuer_id, agency_id), *_ = queries.authorities_run_by(request.user).items()
    uploaded = data["file"]
    content = uploaded.read() if uploaded else data["text"].encode()
    document = reading.read(content, name=uploaded.name if uploaded else _name_of_pasted(data["text"]))
    stored = None
    if uploaded:
        uploaded.seek(0)
        stored = store_file(uploaded, allow=_READABLE, by=request.user)
    units = Unit.objects.in_bulk([issuer_id, agency_id])
    text = "" if uploaded else data["text"]
    return lifecycle.create_plan(
        document, issuer=units[issuer_id], standing_agency=units[agency_id], file=stored, text=text, by=request.user
    )


def _name_of_pasted(text: str) -> str:
    """Text pasted from a converted document keeps its headings' marks; the reader goes by the name."""
    return "van-ban.md" if re.search(r"^#{1,6} ", text, re.MULTILINE) else "van-ban.txt"


@require_safe
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The document at the left, the duties at the right."""
    plan = plan_of(request, pk)
    require(request.user, "plans.edit_plan", plan)
    duties = _worded(queries.duties_of(plan))
    asked: dict[int, list[Duty]] = {}
    for duty in duties:
        for clause in duty.clauses.all():
            asked.setdefault(clause.pk, []).append(duty)
    clauses = list(plan.clauses.all())
    for clause in clauses:
        clause.asked = asked.get(clause.pk, [])
    waiting = sum(duty.state == DutyState.PROPOSED for duty in duties)
    return render(request, "plans/intake.html", {
        "plan": plan, "duties": duties, "sections": _sections(plan, clauses), "warnings": plan.document.get("warnings", []),
        "seen": len(duties) - waiting, "waiting": waiting, "obstacles": [] if waiting else queries.obstacles_to_review(plan),
        "draft": plan.state == PlanState.DRAFT,
    })  # fmt: skip


def _worded(duties) -> list[Duty]:
    """Each with who owes it and how often, in words, and whether that is only proposed."""
    duties = list(duties)
    names = names_of({target.unit_id for duty in duties for target in duty.targets.all() if target.unit_id})
    for duty in duties:
        duty.who, duty.when = activation.who_words(duty, names), activation.when_words(duty)
        duty.is_proposal = "recurrences" in duty.seeded or "points" in duty.seeded
    return duties


def _sections(plan: Plan, clauses: list[Clause]) -> list[tuple[str, list[Clause]]]:
    """Clauses under the headings the reader found, in the order of the document."""
    headings: dict[tuple[str, ...], str] = {}

    def walk(nodes: list[dict], path: tuple[str, ...]) -> None:
        for node in nodes:
            here = (*path, str(node.get("num") or ""))
            headings[here] = node.get("heading") or ""
            walk(node.get("children") or [], here)

    walk(plan.document.get("sections") or [], ())
    rows: list[tuple[str, list[Clause]]] = []
    last = None
    for clause in clauses:
        path = tuple(clause.path)
        if path != last:
            words = [f"{path[i]}. {headings[path[: i + 1]]}" for i in range(len(path)) if path[: i + 1] in headings]
            rows.append((" › ".join(words) or ".".join(path), []))
            last = path
        rows[-1][1].append(clause)
    return rows


_PLAN_RIGHTS = ("edit_plan", "sign_plan", "activate_plan", "manage_plan", "view_matrix", "view_receipts")


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    user = request.user
    # Units tie the duties of their own plans to these same sentences: only the plan's own are asked for here.
    given = Prefetch("duties", queryset=Duty.objects.filter(plan=plan, state__in=_GIVEN).order_by("order"), to_attr="asked")
    open_deliveries = plan.deliveries.filter(unit__in=queries.own_units(user), acknowledged_at__isnull=True).select_related("unit")
    delivery = next((d for d in open_deliveries if allowed(user, "plans.acknowledge_plan", d)), None)
    active = plan.state == PlanState.ACTIVE
    mine = queries.unit_plan_of(user, plan) if active else None
    return render(request, "plans/plan.html", {
        "plan": plan, "issuer_name": names_of({plan.issuer_id}, plan.issued_on or clock.today())[plan.issuer_id],
        "sections": _sections(plan, list(plan.clauses.prefetch_related(given))),
        "bases": plan.legal_bases.select_related("upper_plan"), "recipients": plan.recipients.annotate(known=Count("units")),
        "duties": _worded(queries.duties_of(plan).filter(state__in=_GIVEN)),
        "receipts": plan.deliveries.aggregate(sent=Count("pk"), known=Count("acknowledged_at")), "delivery": delivery, "mine": mine,
        "unit_to_plan": queries.unit_to_plan_for(user, plan) if active and not mine else None, "is_unit_plan": is_unit_plan(plan),
        "may": {name: allowed(user, f"plans.{name}", plan) for name in _PLAN_RIGHTS},
        "upper_replaced": plan.answers if plan.answers and plan.answers.state == PlanState.SUPERSEDED else None,
        "over": bool(plan.valid_to and plan.valid_to < clock.today()), "links": page_links.links_for(user, plan),
    })  # fmt: skip


@require_safe
def unit_plan(request: HttpRequest) -> HttpResponse:
    """From the menu: the own unit's plan; without one, the plan it would answer; without that, the list."""
    seen, own = queries.visible_to(request.user), queries.own_units(request.user)
    mine = seen.filter(issuer__in=own, answers__state=PlanState.ACTIVE).order_by("-year", "-pk").first()
    upper = mine or seen.filter(state=PlanState.ACTIVE, deliveries__unit__in=own).order_by("-year", "-pk").first()
    return redirect("plans:plan", upper.pk) if upper else redirect("plans:plans")


@require_POST
def draft_unit_plan(request: HttpRequest, pk: int) -> HttpResponse:
    upper = plan_of(request, pk)
    unit = queries.unit_to_plan_for(request.user, upper) or get_object_or_404(Unit, pk=0)
    try:
        mine = lifecycle.draft_unit_plan(upper, unit, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plans:plan", upper.pk)
    feedback.done(request, "Đã soạn sẵn kế hoạch của đơn vị từ các việc được giao. Đọc lại rồi trình lãnh đạo ký.")
    return redirect("plans:plan", mine.pk)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    own = Delivery.objects.filter(unit__in=queries.own_units(request.user)).select_related("plan", "unit")
    delivery = lifecycle.acknowledge_plan(get_object_or_404(own, pk=pk), by=request.user)
    feedback.done(request, "Đã xác nhận: đơn vị nhận kế hoạch và sẽ thực hiện.")
    return redirect("plans:plan", delivery.plan_id)
