"""Rounds that open by themselves, and the making of their lists."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.periods import Period, PeriodKind
from lantoa.core.rights import require
from lantoa.core.text import fold
from lantoa.exemplars.enums import NominationState
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.locking import check_not_held
from lantoa.exemplars.services.progress import move_along
from lantoa.organisations.models import Unit
from lantoa.selection.enums import CandidateState, Level, Mode, RoundState
from lantoa.selection.models import Candidate, Round, RoundCriterion, Scheme
from lantoa.selection.models.councils import RULE_FIELDS
from lantoa.selection.queries.rounds import authorities_without_rules, council_on, locked, may_be_put_up, units_expected
from lantoa.selection.services.councils import propose_schemes
from lantoa.ui.words import day as written_day

# What a scored round asks, unless the unit writes its own: the five things of plan 449, II.1-5, in short words, equal weights.
CRITERIA = [
    ("dan-dau", "Tích cực, dẫn đầu trong phong trào", "Kế hoạch 449/KH-UBND, II.1 ý 5"),
    ("guong-mau", "Gương mẫu chấp hành chủ trương, pháp luật", "Kế hoạch 449/KH-UBND, II.1 ý 5"),
    ("lam-theo", "Học tập và làm theo Bác", "Kế hoạch 449/KH-UBND, II.1 ý 5"),
    ("tuong-than", "Tương thân, tương ái", "Kế hoạch 449/KH-UBND, II.1 ý 5"),
    ("lan-toa", "Có sức lan tỏa, tác động tích cực", "Kế hoạch 449/KH-UBND, I.2 ý 2"),
]

MOST_CRITERIA, MOST_WEIGHT = 12, 10


@transaction.atomic
def open_round(unit: Unit, period: Period, *, scheme: Scheme, by: User) -> Round:
    """The round of the unit for the period, with a copy of the rules. One that stands already is returned as it is.

    Effects, in order: the round; where marks are given its criteria, those of the unit's last such round or the plan's own; a trail line.
    """
    require(by, "selection.open_round", unit)
    standing = Round.objects.filter(unit=unit, level=scheme.level, period=period.code).exclude(state=RoundState.VOID).first()
    if standing:
        return standing
    last = period.end
    found = Round.objects.create(
        unit=unit, level=scheme.level, period=period.code, scheme=scheme, council=council_on(clock.today(), unit, scheme.level),
        list_closes_on=last + timedelta(days=scheme.nominate_days), voting_closes_at=_end_of(last + timedelta(days=scheme.vote_days)),
        announce_by=last + timedelta(days=scheme.announce_days), opened_by=by, **{field: getattr(scheme, field) for field in RULE_FIELDS},
    )  # fmt: skip
    if found.mode == Mode.SCORE:
        RoundCriterion.objects.bulk_create(_criteria_as_before(found))
    trail.record("open_round", found, by=by, after={"kỳ": period.label, "chốt danh sách": f"{written_day(found.list_closes_on)}"})
    return found


def open_due_rounds(*, by: User) -> int:
    """Open what the rules of the day ask for: this month's and this quarter's rounds of every unit expected. Returns how many opened.

    Safe to run each day: what stands is left as it is. A unit that was not there on the first day of the period, or is no longer, has none.
    An authority without any rules gets the proposals of data/schemes.toml first.
    """
    require(by, "selection.run_clock")
    for authority in authorities_without_rules():
        propose_schemes(authority, since=clock.today(), by=by)
    today, opened = clock.today(), 0
    for scheme in Scheme.objects.at(today).select_related("authority").order_by("pk"):
        period = Period.containing(today, PeriodKind(scheme.period_kind))
        standing = Round.objects.filter(level=scheme.level, period=period.code).exclude(state=RoundState.VOID)
        for unit in units_expected(scheme, period).exclude(pk__in=standing.values("unit")).order_by("pk"):
            open_round(unit, period, scheme=scheme, by=by)
            opened += 1
    return opened


@transaction.atomic
def add_candidate(found: Round, nomination: Nomination, *, by: User) -> Candidate:
    """Put a verified nomination on the list. Effects, in order: the candidate with its number; the nomination is shortlisted (at its
    own unit's round); a trail line."""
    require(by, "selection.run_round", found)
    found = locked(found)
    _check_list_open(found)
    nomination = Nomination.objects.select_for_update(of=["self"]).get(pk=nomination.pk)
    check_not_held(nomination)
    if not may_be_put_up(found).filter(pk=nomination.pk).exists():
        raise ValidationError(
            "Chỉ đưa vào danh sách gương đã xác minh của đơn vị mình, chưa có trong đợt này."
            if found.level == Level.UNIT
            else "Chỉ đưa vào danh sách gương mà đơn vị đã chọn trong kỳ, chưa có trong đợt này.",
            code="not_eligible",
        )
    came_from = Candidate.objects.filter(nomination=nomination, state=CandidateState.CHOSEN).order_by("-pk").first()
    last = found.candidates.order_by("-number").values_list("number", flat=True).first() or 0
    candidate = Candidate.objects.create(
        round=found, nomination=nomination, number=last + 1, came_from=came_from.round if came_from else None
    )
    found.candidate_count += 1
    found.save(update_fields=["candidate_count"])
    if nomination.state == NominationState.VERIFIED:
        move_along(nomination, NominationState.SHORTLISTED, reason=str(found), by=by)
    trail.record("add_candidate", found, by=by, after={"gương": f"{candidate.number}. {nomination.name}"})
    return candidate


@transaction.atomic
def withdraw_candidate(candidate: Candidate, *, reason: str, by: User) -> Candidate:
    """Take one off the list before it is voted on. Effects, in order: the candidate; the count; the nomination goes back; a trail line."""
    require(by, "selection.run_round", candidate.round)
    found = locked(candidate.round)
    _check_list_open(found)
    candidate = Candidate.objects.select_for_update(of=["self"]).select_related("nomination").get(pk=candidate.pk)
    if candidate.state != CandidateState.LISTED:
        raise ValidationError("Gương này không còn trong danh sách.", code="withdrawn")
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do rút khỏi danh sách."})
    candidate.state, candidate.withdrawal_reason = CandidateState.WITHDRAWN, reason[:300]
    candidate.save(update_fields=["state", "withdrawal_reason"])
    found.candidate_count -= 1
    found.save(update_fields=["candidate_count"])
    if candidate.nomination.state == NominationState.SHORTLISTED and found.level == Level.UNIT:
        move_along(candidate.nomination, NominationState.VERIFIED, reason=reason, by=by)
    trail.record("withdraw_candidate", found, by=by, reason=reason, before={"gương": f"{candidate.number}. {candidate.nomination.name}"})
    return candidate


@transaction.atomic
def set_criteria(found: Round, criteria: list[tuple[str, int, str]], *, by: User) -> Round:
    """What members score in this round: (name, weight, source) each, in order. The unit's next rounds begin with the same.

    Effects, in order: the former criteria go, these come; a trail line. Not once voting has begun.
    """
    require(by, "selection.run_round", found)
    found = locked(found)
    _check_list_open(found)
    rows = [(name.strip(), weight, source.strip()) for name, weight, source in criteria]
    if not 1 <= len(rows) <= MOST_CRITERIA:
        raise ValidationError(f"Đặt từ 1 đến {MOST_CRITERIA} tiêu chí.", code="number")
    if len({fold(name) for name, _, _ in rows}) < len(rows):
        raise ValidationError("Có hai tiêu chí trùng tên. Gộp lại hoặc đổi tên một tiêu chí.", code="twice")
    if any(not name for name, _, _ in rows) or any(not 1 <= weight <= MOST_WEIGHT for _, weight, _ in rows):
        raise ValidationError(f"Mỗi tiêu chí cần tên và hệ số từ 1 đến {MOST_WEIGHT}.", code="weight")
    before = {criterion.name: criterion.weight for criterion in found.criteria.all()}
    found.criteria.all().delete()
    made = [RoundCriterion(round=found, key=f"c{order}", name=name, weight=weight, source=source, order=order)
            for order, (name, weight, source) in enumerate(rows, 1)]  # fmt: skip
    for criterion in made:
        criterion.full_clean(exclude=["round"])
    RoundCriterion.objects.bulk_create(made)
    trail.record("set_criteria", found, by=by, before=before, after={name: weight for name, weight, _ in rows})
    return found


def _criteria_as_before(found: Round) -> list[RoundCriterion]:
    last = Round.objects.filter(unit=found.unit_id, level=found.level, criteria__isnull=False).exclude(pk=found.pk).order_by("-pk").first()
    if last is None:
        return [
            RoundCriterion(round=found, key=key, name=name, source=source, order=order)
            for order, (key, name, source) in enumerate(CRITERIA)
        ]
    return [
        RoundCriterion(round=found, key=one.key, name=one.name, weight=one.weight, source=one.source, order=one.order)
        for one in last.criteria.all()
    ]


def _check_list_open(found: Round) -> None:
    if found.state != RoundState.OPEN:
        raise ValidationError(f"{found} {found.get_state_display()}, danh sách đã chốt.", code="frozen")


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
