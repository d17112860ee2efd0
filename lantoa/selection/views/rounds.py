"""The list of rounds, and one round: its list, its roll, its result."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.rights import allowed, require
from lantoa.core.text import fold
from lantoa.organisations.models import UnitVersion
from lantoa.selection.enums import CandidateState, Mode, RoundState, TieRule
from lantoa.selection.forms import RoundSearchForm
from lantoa.selection.queries import rounds as queries
from lantoa.selection.queries import seen
from lantoa.selection.views.shared import round_of
from lantoa.selection.views.steps import steps_of
from lantoa.ui.paging import paginate


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    require(request.user, "selection.list_rounds")
    rows = seen.visible_to(request.user)
    search = RoundSearchForm(request.GET, periods=_recent_periods())
    search.is_valid()
    for name, field in (("buoc", "state"), ("cap", "level"), ("ky", "period")):
        if value := search.cleaned_data.get(name):
            rows = rows.filter(**{field: value})
    if words := fold(search.cleaned_data.get("q", "")):
        rows = rows.filter(unit__in=UnitVersion.objects.filter(folded__contains=words).values("unit"))
    page = paginate(request, queries.with_unit_name(queries.what_waits_first(rows, clock.today())))
    return render(request, "selection/rounds.html", {
        "search": search, "page": page, "to_vote": list(queries.with_unit_name(queries.rounds_to_vote(request.user))[:5]),
        "may_keep": allowed(request.user, "selection.open_round"),
    })  # fmt: skip


@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    runs = allowed(request.user, "selection.run_round", found)
    seat = seen.seat_of(request.user, found)
    hidden = queries.recused_candidates(seat) if seat else set()
    numbers = seen.may_see_numbers(request.user, found)
    rows = paginate(request, queries.in_order(found, by_mark=numbers and not hidden), per_page=50)
    return render(request, "selection/round.html", {
        "round": found, "unit_name": queries.names_of_units([found.unit_id]).get(found.unit_id, ""), "runs": runs, "seat": seat,
        "candidates": rows, "page": rows, "hidden": hidden, "numbers": numbers, "criteria": list(found.criteria.all()) if found.mode == Mode.SCORE else [],
        "roll": list(found.roll.select_related("user")), "steps": steps_of(request.user, found),
        "addable": list(queries.may_be_put_up(found)[:50]) if runs and found.state == RoundState.OPEN else [],
        "may_draft": found.state == RoundState.ANNOUNCED and found.chosen_count > 0 and allowed(request.user, "selection.draft_decision", found.unit),
        "may_vote": seat is not None and found.state == RoundState.VOTING and seat.voted_on < found.ballot_number,
        "may_settle": runs and found.state == RoundState.COUNTED and (found.tie_rule != TieRule.SECOND_BALLOT or found.ballot_number > 1)
        and found.candidates.filter(state=CandidateState.TIED).exists(),
    })  # fmt: skip


def _recent_periods() -> list[tuple[str, str]]:
    """The months and quarters of this year and the last, the newest first."""
    today = clock.today()
    start = date(today.year - 1, 1, 1)
    found = [period for kind in (PeriodKind.MONTH, PeriodKind.QUARTER) for period in Period.between(start, today, kind)]
    return [(period.code, period.label) for period in sorted(found, key=lambda period: (period.start, period.kind), reverse=True)]
