"""Voting on a phone: one candidate a page, kept as one goes, looked over, sent once; and the check afterwards."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.accounts.limits import limit
from lantoa.core.rights import allowed, require
from lantoa.exemplars.enums import AttachmentKind
from lantoa.exemplars.queries.files import read_for
from lantoa.exemplars.queries.seen import sees, sees_whole
from lantoa.selection import box, drafts
from lantoa.selection.enums import Mode, RoundState
from lantoa.selection.forms import ReceiptForm, RecusalForm, VoteForm
from lantoa.selection.models import Candidate, Round, Seat
from lantoa.selection.queries.rounds import ballot_of
from lantoa.selection.queries.seen import seat_of
from lantoa.selection.services import voting
from lantoa.selection.views.shared import READ_OR_POST, round_of
from lantoa.ui import feedback
from lantoa.ui.views import error_page


def _own(request: HttpRequest, pk: int) -> tuple[Round, Seat]:
    found = round_of(request, pk)
    require(request.user, "selection.vote", found)
    seat = seat_of(request.user, found)
    seat.round = found
    return found, seat


def _numbered(seat: Seat, number: int) -> tuple[list[Candidate], Candidate]:
    """The member's own list, and the one with that number on it; 404 for one that is not on it (a recused one, too)."""
    candidates = ballot_of(seat)
    found = next((candidate for candidate in candidates if candidate.number == number), None)
    if found is None:
        raise Http404
    return candidates, found


@require_safe
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one stands: what has been said, what is left, the button to send."""
    found, seat = _own(request, pk)
    if found.state != RoundState.VOTING or seat.voted_on >= found.ballot_number:
        return render(request, "selection/ballot_given.html", {"round": found, "seat": seat})
    candidates, said = ballot_of(seat), _of_the_ballot(drafts.read(request, found), seat)
    lines = [(candidate, candidate.pk in said, _words(found, said.get(candidate.pk))) for candidate in candidates]
    left = [candidate for candidate in candidates if candidate.pk not in said]
    return render(request, "selection/ballot.html", {
        "round": found, "lines": lines, "left": left, "next": left[0] if left else None,
        "recused": seat.recusals.select_related("candidate__nomination"),
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One candidate: what is known of them, and the vote. "Lưu và xem tiếp" leads to the next one without a word yet."""
    found, seat = _own(request, pk)
    candidates, candidate = _numbered(seat, number)
    said = drafts.read(request, found)
    form = VoteForm(request.POST or None, found=found, places=len(candidates))
    if candidate.pk in said:
        form.initial = form.shown(said[candidate.pk])
    if request.method == "POST" and form.is_valid():
        said[candidate.pk] = form.value
        drafts.keep(request, found, said)
        after = [c for c in candidates if c.pk not in said]
        return redirect("selection:question", pk, after[0].number) if after else redirect("selection:ballot", pk)
    place = candidates.index(candidate)
    nomination = candidate.nomination
    whole = sees_whole(request.user, nomination)
    return render(request, "selection/question.html", {
        "round": found, "candidate": candidate, "nomination": nomination, "reading": read_for(nomination, whole=whole), "whole": whole,
        "may_open_file": sees(request.user, nomination), "form": form, "place": place + 1, "count": len(candidates),
        "before": candidates[place - 1] if place else None, "checks": nomination.criteria.filter(result="met"),
        "sources": nomination.sources.all(), "confirmations": nomination.confirmations.all(),
        "photos": nomination.attachments.filter(kind=AttachmentKind.PHOTO, removed_at__isnull=True).select_related("file"),
    })  # fmt: skip


@require_http_methods(READ_OR_POST)
def recuse(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found, seat = _own(request, pk)
    _, candidate = _numbered(seat, number)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with feedback.refusals_on(form):
            voting.declare_recusal(found, candidate, **form.cleaned_data, by=request.user)
            said = drafts.read(request, found)
            if said.pop(candidate.pk, None) is not None:
                drafts.keep(request, found, said)
            feedback.done(request, "Đã ghi: đồng chí không bỏ phiếu cho gương này.")
            return redirect("selection:ballot", pk)
    return render(request, "selection/recuse.html", {"round": found, "candidate": candidate, "form": form})


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the ballot. The receipt is shown on this very answer and kept nowhere. Who has no vote here finds nothing, and that is noted."""
    there = get_object_or_404(Round, pk=pk)
    if not allowed(request.user, "selection.vote", there):
        voting.note_refused_vote(there, why="không có tên trong danh sách bỏ phiếu của đợt", by=request.user)
        return error_page(404)
    found, seat = _own(request, pk)
    try:
        receipt = voting.cast_ballot(found, _of_the_ballot(drafts.read(request, found), seat), by=request.user)
    except ValidationError as error:
        voting.note_refused_vote(found, why=" ".join(error.messages), by=request.user)
        feedback.done(request, " ".join(error.messages))
        return redirect("selection:ballot", pk)
    drafts.forget(request, found)
    return render(request, "selection/receipt.html", {"round": found, "receipt": receipt})


@require_http_methods(READ_OR_POST)
@limit("selection.check", "20/m", methods=("POST",))
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the papers a receipt was given for lie, unchanged, among those that were counted. What they say is not shown."""
    found, _ = _own(request, pk)
    form, answering = ReceiptForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        receipt = form.cleaned_data["receipt"]
        answering = sum(
            paper.code == box.code_of(receipt, round_id=found.pk, ballot=paper.ballot_number, candidate=paper.candidate_id, contents=paper.contents)
            for paper in found.papers.all()
        )  # fmt: skip
    return render(request, "selection/check_ballot.html", {
        "round": found, "form": form, "answering": answering, "is_counted": found.counted_at is not None, "digest": found.result_digest,
    })  # fmt: skip


def _of_the_ballot(said: dict, seat: Seat) -> dict:
    """Without those that have dropped out since they were voted on."""
    standing = {candidate.pk for candidate in ballot_of(seat)}
    return {pk: value for pk, value in said.items() if pk in standing}


def _words(found: Round, value) -> str:
    """What was said about one candidate, for the page on which one looks it over."""
    if found.mode == Mode.APPROVE:
        return VoteForm.WORDS.get(value, "")
    if found.mode == Mode.SCORE:
        return "Không có ý kiến" if value is None else f"{sum(value.values())} điểm cộng {len(value)} tiêu chí"
    return "Không xếp" if value is None else f"Thứ {value}"
