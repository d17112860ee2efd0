"""Rounds as services and pages need them. Never writes."""

from collections.abc import Iterable
from datetime import date, timedelta

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ValidationError
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.core.periods import Period, PeriodKind
from lantoa.exemplars.enums import VERIFIED_STATES, NominationState
from lantoa.exemplars.models import Nomination
from lantoa.organisations.models import Cluster, Unit, UnitVersion
from lantoa.organisations.queries import holds_open, members_of
from lantoa.selection import box
from lantoa.selection.enums import CandidateState, Level, Mode, RoundState
from lantoa.selection.models import Candidate, Council, Recusal, Round, Scheme, Seat

SOON = timedelta(days=7)  # a list that closes within these days wants somebody


def locked(found: Round) -> Round:
    """The row as it is now, held until the transaction ends: votes, counts and moves of one round come one after another."""
    return Round.objects.select_for_update(of=["self"]).select_related("unit", "council").get(pk=found.pk)


def scheme_on(day: date, *, authority: Unit, level: str, kind: PeriodKind) -> Scheme | None:
    return Scheme.objects.at(day).filter(authority=authority, level=level, period_kind=kind.value).first()


def authorities_without_rules() -> QuerySet[Unit]:
    """Authorities with clusters of their own today and no rules for rounds, not even former or coming ones."""
    keep = Cluster.objects.filter(holds_open(clock.today())).values("authority")
    return Unit.objects.open_on(clock.today()).filter(pk__in=keep).exclude(schemes__isnull=False).order_by("pk")


def councils_for(found: Round) -> QuerySet[Council]:
    """Councils of the unit that may vote in the round: the standing one first, then its panels."""
    rows = Council.objects.filter(unit=found.unit_id, level=found.level).exclude(closed_on__lte=clock.today())
    return rows.order_by(F("parent").asc(nulls_first=True), "-created_at", "-pk")


def council_on(day: date, unit: Unit, level: str) -> Council | None:
    """The unit's standing council that day (not a panel)."""
    councils = Council.objects.filter(unit=unit, level=level, parent__isnull=True)
    return councils.exclude(closed_on__lte=day).order_by("-created_at", "-pk").first()


def units_expected(scheme: Scheme, period: Period) -> QuerySet[Unit]:
    """Units that owe a round of the period: those with a seat in a cluster on its first day and there still; for the city's level the
    authority itself."""
    there = Unit.objects.open_on(clock.today())
    if scheme.level == Level.CITY:
        return there.filter(pk=scheme.authority_id)
    return there.filter(pk__in=members_of(scheme.authority, period.start).values("pk"))


def may_be_put_up(found: Round) -> QuerySet[Nomination]:
    """Verified nominations of the unit that could stand in the round, not held; in a quarter also those its months chose. For the city: what
    its units chose in the period."""
    rows = Nomination.objects.filter(held_since__isnull=True, state__in=VERIFIED_STATES).exclude(candidacies__round=found)
    if found.level == Level.CITY:
        chosen = Candidate.objects.filter(
            state=CandidateState.CHOSEN, round__level=Level.UNIT, round__state=RoundState.ANNOUNCED, round__period__in=_periods_within(found),
            round__unit__in=members_of(found.unit, Period.parse(found.period).start).values("pk"),
        )  # fmt: skip
        return rows.filter(pk__in=chosen.values("nomination")).order_by("selected_at", "pk")
    months = Candidate.objects.filter(
        state=CandidateState.CHOSEN, round__level=Level.UNIT, round__state=RoundState.ANNOUNCED, round__unit=found.unit,
        round__period__in=set(_periods_within(found)) - {found.period},
    )  # fmt: skip
    fit = Q(state=NominationState.VERIFIED) | Q(pk__in=months.values("nomination"))
    return rows.filter(fit, unit=found.unit).order_by("verified_at", "pk")


def _periods_within(found: Round) -> list[str]:
    """Codes of the round's period, and of the months in it."""
    period = Period.parse(found.period)
    months = [month.code for month in Period.between(period.start, period.end, PeriodKind.MONTH)]
    return list(dict.fromkeys([period.code, *months]))


def rounds_going_on(unit: Unit) -> QuerySet[Round]:
    """Not announced, not ended otherwise."""
    return Round.objects.filter(unit=unit, state__in=[RoundState.OPEN, RoundState.VOTING, RoundState.COUNTED])


def count_going_on(unit: Unit, day: date) -> int:
    return rounds_going_on(unit).count()


def standing_in(nomination: Nomination) -> QuerySet[Candidate]:
    """Where a nomination stands in a round that goes on."""
    going_on = [RoundState.OPEN, RoundState.VOTING, RoundState.COUNTED]
    return nomination.candidacies.filter(round__state__in=going_on).exclude(state=CandidateState.WITHDRAWN).select_related("round")


def listed(found: Round) -> QuerySet[Candidate]:
    return found.candidates.exclude(state=CandidateState.WITHDRAWN).order_by("number")


def in_order(found: Round, *, by_mark: bool) -> QuerySet[Candidate]:
    """All of the round, withdrawn ones too, as its page shows them: by mark in a scored round, by number otherwise. Walks an index.

    `by_mark` only for who may see every mark: the order alone tells how the votes stand.
    """
    order = ("-mark_mean", "number") if by_mark and found.mode == Mode.SCORE else ("number",)
    return found.candidates.select_related("nomination").order_by(*order)


def to_vote_on(found: Round) -> QuerySet[Candidate]:
    """All that stand; in a second ballot only those level at the last place."""
    rows = listed(found)
    return rows.filter(state=CandidateState.TIED) if found.ballot_number > 1 else rows


def opened(found: Round) -> list[dict]:
    """What lies in the box, in memory only. Raises ValidationError, in words, when the key is not the one it was sealed with."""
    purpose = box.purpose_of(found.pk, found.ballot_number)
    try:
        return [box.unseal(sealed, purpose) for sealed in found.slips.values_list("sealed", flat=True)]
    except InvalidTag as error:
        raise ValidationError(
            "Máy chủ không mở được hòm phiếu: khóa niêm phong đã đổi, hoặc hòm bị sửa ngoài hệ thống. Báo người quản trị đặt lại đúng khóa "
            "cũ; không lấy lại được thì hủy đợt để bỏ phiếu lại.",
            code="sealed",
        ) from error


def recused_candidates(seat: Seat) -> set[int]:
    return set(Recusal.objects.filter(seat=seat).values_list("candidate_id", flat=True))


def ballot_of(seat: Seat) -> list[Candidate]:
    """What this member votes on."""
    return list(to_vote_on(seat.round).exclude(pk__in=recused_candidates(seat)).select_related("nomination__unit"))


def names_of_units(ids: Iterable[int], day: date | None = None) -> dict[int, str]:
    """As of the day: one query."""
    return dict(UnitVersion.objects.at(day or clock.today()).filter(unit__in=set(ids)).order_by().values_list("unit_id", "name"))


def with_unit_name(rows: QuerySet[Round]) -> QuerySet[Round]:
    """Adds `unit_name`, as of today, in the same query."""
    names = UnitVersion.objects.at(clock.today()).filter(unit=OuterRef("unit")).order_by()
    return rows.annotate(unit_name=Subquery(names.values("name")[:1]))


def what_waits_first(rows: QuerySet[Round], day: date) -> QuerySet[Round]:
    """Rounds in which somebody has something to do now, then the rest; each the newest first."""
    now = Q(state__in=[RoundState.VOTING, RoundState.COUNTED]) | Q(state=RoundState.OPEN, list_closes_on__lte=day + SOON)
    return rows.annotate(rank=Case(When(now, then=Value(0)), default=Value(1))).order_by("rank", "-list_closes_on", "unit", "-pk")


def rounds_to_vote(user: User) -> QuerySet[Round]:
    """Open ballots the person has not given yet."""
    seats = Seat.objects.filter(user=user, round__state=RoundState.VOTING, voted_on__lt=F("round__ballot_number"))
    return Round.objects.filter(pk__in=seats.values("round"), voting_closes_at__gt=clock.now()).order_by("voting_closes_at", "pk")
