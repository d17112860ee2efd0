"""Acts on a round: its steps, its list, its roll."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.core.rights import require
from lantoa.selection.enums import CandidateState
from lantoa.selection.forms import AttendanceForm, ChooseCouncilForm, CriterionFormSet, ReasonForm, TieForm, VoteForm, WrittenBallotForm
from lantoa.selection.queries import rounds as queries
from lantoa.selection.services import counting, opening, voting
from lantoa.selection.views.shared import READ_OR_POST, round_of
from lantoa.selection.views.steps import BY_WORD
from lantoa.ui import feedback


@require_http_methods(READ_OR_POST)
def round_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    found, step = round_of(request, pk), BY_WORD.get(act)
    if step is None:
        raise Http404
    require(request.user, f"selection.{step.permission}", found)
    closes = timezone.localtime(found.voting_closes_at)
    councils = queries.councils_for(found)
    form = step.form(
        request.POST if request.method == "POST" else None, initial={"day": closes.date(), "hour": closes.time(), "council": found.council or councils.first()},
        **({"councils": councils} if step.form is ChooseCouncilForm else {}),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            step.run(found, form, request.user)
            feedback.done(request, step.done)
            return redirect("selection:round", pk)
    needs_council = step.form is ChooseCouncilForm and not councils
    return render(request, "selection/act.html", {"round": found, "step": step, "form": form, "needs_council": needs_council})


@require_http_methods(READ_OR_POST)
def set_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """What is scored and with what weight; one line each, empty lines left out."""
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    rows = CriterionFormSet(
        request.POST if request.method == "POST" else None, prefix="tieu-chi",
        initial=list(found.criteria.values("name", "weight", "source")),
    )  # fmt: skip
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        said = [row.cleaned_data for row in rows if row.cleaned_data.get("name")]
        with feedback.refusals_on(form):
            opening.set_criteria(found, [(row["name"], row["weight"], row["source"]) for row in said], by=request.user)
            feedback.done(request, "Đã đặt tiêu chí.")
            return redirect("selection:round", pk)
    return render(request, "selection/set_criteria.html", {"round": found, "form": form, "rows": rows})


@require_POST
def add_candidate(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    ids = [int(value) for value in request.POST.getlist("guong") if value.isdigit() and len(value) < 19]
    added = 0
    try:
        for nomination in queries.may_be_put_up(found).filter(pk__in=ids):
            opening.add_candidate(found, nomination, by=request.user)
            added += 1
    except ValidationError as error:
        feedback.done(request, " ".join(error.messages))
        return redirect("selection:round", pk)
    feedback.done(request, f"Đã đưa {added} gương vào danh sách." if added else "Chưa chọn gương nào để đưa vào danh sách.")
    return redirect("selection:round", pk)


@require_http_methods(READ_OR_POST)
def withdraw_candidate(request: HttpRequest, pk: int, candidate_pk: int) -> HttpResponse:
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    candidate = get_object_or_404(found.candidates.select_related("nomination"), pk=candidate_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            opening.withdraw_candidate(candidate, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã rút khỏi danh sách.")
            return redirect("selection:round", pk)
    return render(request, "selection/withdraw.html", {"round": found, "candidate": candidate, "form": form})


@require_http_methods(READ_OR_POST)
def settle_tie(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    level = found.candidates.filter(state=CandidateState.TIED).select_related("nomination").order_by("number")
    form = TieForm(request.POST or None, level=level)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            counting.settle_tie(found, chosen=list(form.cleaned_data["chosen"]), reason=form.cleaned_data["reason"], by=request.user)
            feedback.done(request, "Đã phân định. Kết quả chờ công bố.")
            return redirect("selection:round", pk)
    return render(request, "selection/settle_tie.html", {"round": found, "form": form})


@require_http_methods(READ_OR_POST)
def attendance(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    seat = get_object_or_404(found.roll.select_related("user"), pk=seat_pk)
    form = AttendanceForm(request.POST or None, initial={"attendance": seat.attendance, "reason": seat.absence_reason})
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            voting.note_attendance(seat, **form.cleaned_data, by=request.user)
            feedback.done(request, "Đã ghi.")
            return redirect("selection:round", pk)
    return render(request, "selection/attendance.html", {"round": found, "seat": seat, "form": form})


@require_http_methods(READ_OR_POST)
def written_ballot(request: HttpRequest, pk: int, seat_pk: int) -> HttpResponse:
    """What an absent member sent on paper, keyed in by who runs the round."""
    found = round_of(request, pk)
    require(request.user, "selection.run_round", found)
    seat = get_object_or_404(found.roll.select_related("user", "round"), pk=seat_pk)
    candidates, posted = queries.ballot_of(seat), request.POST if request.method == "POST" else None
    form = WrittenBallotForm(posted, request.FILES or None)
    votes = [(candidate, VoteForm(posted, found=found, places=len(candidates), prefix=str(candidate.pk))) for candidate in candidates]
    if request.method == "POST" and all([form.is_valid(), *(vote.is_valid() for _, vote in votes)]):
        with feedback.refusals_on(form):
            given = {candidate.pk: vote.value for candidate, vote in votes}
            receipt = voting.record_written_ballot(found, seat, given, proof=form.cleaned_data["proof"], by=request.user)
            return render(request, "selection/receipt.html", {"round": found, "receipt": receipt, "member": seat.user})
    return render(request, "selection/written_ballot.html", {"round": found, "seat": seat, "form": form, "votes": votes})
