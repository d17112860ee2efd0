"""The list of duties being done, and one duty's page with all that can be done there.

Every act posts to an address of its own. When it cannot be done the same page comes back with what was typed and what to do.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.core import clock
from lantoa.core.rights import allowed, require
from lantoa.plans import evidence_kinds
from lantoa.plans.enums import OPEN_STATES, PlanState
from lantoa.plans.forms.assignments import AssignmentSearchForm, ProofForm, ReasonForm
from lantoa.plans.models import Assignment, Evidence
from lantoa.plans.queries import assigned
from lantoa.plans.queries.assignment_page import Listed, listed, read_page
from lantoa.plans.queries.assignments import Stage, Wanted, narrow, periods_seen, plans_seen, visible_to
from lantoa.plans.services import assignments as services
from lantoa.plans.views.assignment_acts import ACTS, offered
from lantoa.ui.feedback import done, refusals_on
from lantoa.ui.paging import paginate

UNFINISHED = 422  # a form came back


# --- The list -------------------------------------------------------------------------------------------------------------


@require_safe
def assignment_list(request: HttpRequest) -> HttpResponse:
    require(request.user, "plans.list_assignments")
    today, plans = clock.today(), plans_seen(request.user)
    form = AssignmentSearchForm(request.GET, plans=plans, periods=periods_seen(plans, today))
    wanted = form.wanted()
    found = narrow(visible_to(request.user), wanted, today).select_related("duty", "plan")
    page = paginate(request, found.order_by("due_on", "duty__order", "unit", "pk"))
    rows = listed(page.object_list, today)
    return render(request, "plans/assignments.html", {
        "form": form, "page": page, "rows": rows, "here": request.get_full_path(), "narrowed_to": _narrowed_to(wanted, rows),
        "can_accept": wanted.stage is Stage.APPROVED and any(allowed(request.user, "plans.accept", row.assignment) for row in rows),
    })  # fmt: skip


def _narrowed_to(wanted: Wanted, rows: list[Listed]) -> str:
    """What a link from the matrix narrowed the list to, in words."""
    names = [rows[0].unit] if rows and wanted.unit else []
    if (wanted.duties or wanted.clause) and len({row.assignment.duty_id for row in rows}) == 1:
        names.append(rows[0].assignment.duty.title)
    return " · ".join(names)


@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """The ticked rows of the list, accepted together; those that cannot be are named."""
    require(request.user, "plans.list_assignments")
    ids = [int(word) for word in request.POST.getlist("viec") if word.isdecimal() and len(word) < 19]
    chosen = list(visible_to(request.user).filter(pk__in=ids).select_related("duty", "plan", "unit").order_by("pk"))
    if not chosen:
        messages.error(request, "Chưa chọn việc nào. Đánh dấu những việc cần công nhận rồi bấm lại.")
    else:
        accepted, left = services.accept_assignments(chosen, by=request.user)
        if accepted:
            done(request, f"Đã công nhận {accepted} việc.")
        for words in left:
            messages.warning(request, words)
    back, here = request.POST.get("next", ""), reverse("plans:assignments")
    return redirect(back if back.startswith(f"{here}?") else here)


# --- One duty ---------------------------------------------------------------------------------------------------------------


@require_safe
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


@require_POST
def act(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One of the buttons."""
    shown = _seen(request, pk)
    if key not in ACTS:
        raise Http404
    chosen = ACTS[key]
    require(request.user, chosen.permission, shown)
    form = chosen.form(shown, request.POST)
    if form.is_valid():
        with refusals_on(form):
            chosen.run(shown, form, request.user)
    if form.errors:
        return _page(request, _seen(request, pk), acts={key: form})
    done(request, chosen.said, undo_url=reverse("plans:assignment_act", args=[pk, chosen.undo]) if chosen.undo else "")
    return redirect("plans:assignment", pk)


@require_POST
def give_proof(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _seen(request, pk)
    require(request.user, "plans.give_proof", shown)
    kinds = {kind.key: kind for kind in evidence_kinds.given_for(shown.duty.evidence_kinds)}
    kind = kinds.get(request.POST.get("kind", "")) or next(iter(kinds.values()))
    form = ProofForm(request.POST, request.FILES, kind=kind)
    if not form.is_valid():
        return _page(request, shown, proof=form)
    meanwhile, given = _given_since(shown, form.cleaned_data["seen"]), []
    with refusals_on(form):
        given = services.add_proof(shown, by=request.user, **form.given_facts())
    if form.errors:
        return _page(request, _seen(request, pk), proof=form)
    done(request, "Đã ghi nhận minh chứng." if len(given) == 1 else f"Đã ghi nhận {len(given)} minh chứng.")
    for proof in meanwhile:
        text = f"Trong lúc đồng chí soạn, {proof.added_by} đã gửi “{proof.title}”. Cả hai đều được giữ; nếu trùng, rút bớt một."
        messages.warning(request, text)
    if "nop" in request.POST:
        _hand_in_too(request, shown)
    return redirect("plans:assignment", pk)


def _hand_in_too(request: HttpRequest, shown: Assignment) -> None:
    """The button "Gửi và nộp": the proof stays whatever becomes of the rest; what stands in the way is said."""
    try:
        services.submit_assignment(shown, by=request.user)
    except ValidationError as error:
        messages.warning(request, "Chưa nộp được. " + " ".join(error.messages))
    else:
        done(request, ACTS["nop"].said, undo_url=reverse("plans:assignment_act", args=[shown.pk, ACTS["nop"].undo]))


@require_POST
def withdraw_proof(request: HttpRequest, pk: int, proof_pk: int) -> HttpResponse:
    shown = _seen(request, pk)
    require(request.user, "plans.give_proof", shown)
    proof = get_object_or_404(shown.evidence.select_related("assignment__plan"), pk=proof_pk)
    form = withdrawal_form(proof, request.POST)
    if form.is_valid():
        with refusals_on(form):
            services.withdraw_proof(proof, reason=form.cleaned_data["reason"], by=request.user)
    if form.errors:
        return _page(request, _seen(request, pk), withdrawal=(proof_pk, form))
    done(request, "Đã rút minh chứng. Tên và lý do vẫn được giữ lại, gạch ngang.")
    return redirect("plans:assignment", pk)


def _given_since(shown: Assignment, seen: str) -> list[Evidence]:
    """Proof that came after the officer opened the page (`seen`: queries.assigned.version_of)."""
    if not seen:
        return []
    fresh = shown.evidence.filter(withdrawn_at__isnull=True).exclude(pk__in=assigned.proofs_in(seen))
    return list(fresh.select_related("added_by").order_by("pk"))


def withdrawal_form(proof: Evidence, data=None) -> ReasonForm:
    return ReasonForm(data, label="Vì sao rút", auto_id=f"rut-{proof.pk}-%s")


def _seen(request: HttpRequest, pk: int) -> Assignment:
    return get_object_or_404(visible_to(request.user).select_related("duty", "plan", "unit", "submitted_by", "approved_by"), pk=pk)


def _page(
    request: HttpRequest, shown: Assignment, *, acts: dict[str, forms.Form] | None = None, proof: ProofForm | None = None,
    withdrawal: tuple[int, ReasonForm] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; a form that came back stands in its place, open, with what was typed."""
    may_give = shown.state in OPEN_STATES and shown.plan.state == PlanState.ACTIVE and allowed(request.user, "plans.give_proof", shown)
    facts, version = read_page(shown, clock.today()), assigned.version_of(shown)
    kinds = evidence_kinds.given_for(shown.duty.evidence_kinds) if may_give or proof else []
    proof_forms = [proof if proof and proof.given == kind else ProofForm(kind=kind, seen=version) for kind in kinds]
    returned = {withdrawal[0]: withdrawal[1]} if withdrawal else {}
    came_back = bool(acts or proof or withdrawal)
    return render(request, "plans/assignment.html", {
        "assignment": shown, "facts": facts, "acts": offered(request, shown, acts or {}), "proof_forms": proof_forms,
        "may_submit": bool(proof_forms) and allowed(request.user, "plans.submit", shown), "open_kind": proof.given.key if proof else "", "version": version,
        "proofs": [
            (p, returned.get(p.evidence.pk) or (withdrawal_form(p.evidence) if may_give and not p.evidence.record_id else None),
             p.evidence.pk in returned)
            for p in facts.proofs
        ],
    }, status=UNFINISHED if came_back else 200)  # fmt: skip
