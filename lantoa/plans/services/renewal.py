"""The plan of the next year, drafted from this year's (C-1)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.core.rights import require
from lantoa.plans.enums import DutyState, PlanState
from lantoa.plans.models import Clause, Duty, DutyTarget, Plan, Recurrence
from lantoa.plans.proposing.renewal import renew, renew_title


@transaction.atomic
def roll_over_plan(plan: Plan, *, year: int, by: User) -> Plan:
    """A draft for `year` with the wording brought forward, its duties proposed anew and tied to those they continue.

    Effects, in order: the plan; its clauses; its duties with targets and rhythm (fixed days a year later); the trail. The basis and the
    recipients are left for the officer: next year's upper plan has another number.
    """
    require(by, "plans.manage_plan", plan)
    plan = Plan.objects.select_for_update(of=["self"]).select_related("issuer", "standing_agency").get(pk=plan.pk)
    if plan.state not in (PlanState.ACTIVE, PlanState.CLOSED):
        raise ValidationError("Chỉ lập kế hoạch năm sau từ kế hoạch đang thực hiện hoặc đã kết thúc.", code="state")
    if year <= plan.year:
        raise ValidationError({"year": f"Năm mới phải sau năm {plan.year}."})
    if plan.continued_by.filter(year=year).exclude(state=PlanState.DISCARDED).exists():
        raise ValidationError(f"Đã có dự thảo kế hoạch năm {year} tiếp nối kế hoạch này.", code="exists")
    following = Plan.objects.create(
        issuer=plan.issuer, standing_agency=plan.standing_agency, continues=plan, kind=plan.kind, place=plan.place, year=year,
        title=renew(plan.title, plan.year, year)[0], valid_from=date(year, 1, 1), valid_to=date(year, 12, 31), text=renew(plan.text, plan.year, year)[0],
        signer_authority=plan.signer_authority, signer_position=plan.signer_position, created_by=by,
    )  # fmt: skip
    clauses = {c.pk: _next_clause(following, c, plan.year, year) for c in plan.clauses.all()}
    duties = plan.duties.filter(state=DutyState.CONFIRMED, from_finding=False).prefetch_related("clauses", "targets", "recurrences")
    for duty in duties.order_by("order"):
        _next_duty(following, duty, clauses, plan.year, year)
    trail.record("roll_over", following, by=by, after={"continues": plan.number, "year": year, "duties": len(duties)})
    return following


def _next_clause(following: Plan, clause: Clause, year: int, to_year: int) -> Clause:
    return Clause.objects.create(
        plan=following, ref=clause.ref, path=clause.path, kind=clause.kind, text=renew(clause.text, year, to_year)[0],
        no_duty_reason=clause.no_duty_reason, order=clause.order,
    )  # fmt: skip


def _next_duty(following: Plan, duty: Duty, clauses: dict[int, Clause], year: int, to_year: int) -> None:
    texts = [clause.text for clause in duty.clauses.all()]
    renewed = Duty.objects.create(
        plan=following, code=duty.code, title=renew_title(duty.title, texts, year, to_year), verb=duty.verb, minutes=duty.minutes,
        text=renew_title(duty.text, texts, year, to_year), evidence_kinds=duty.evidence_kinds, done_rule=duty.done_rule,
        done_params=duty.done_params, points=duty.points, seeded=duty.seeded, continues=duty, order=duty.order,
    )  # fmt: skip
    renewed.clauses.set([clauses[c.pk] for c in duty.clauses.all() if c.pk in clauses])
    DutyTarget.objects.bulk_create(
        DutyTarget(duty=renewed, kind=t.kind, unit=t.unit, cluster=t.cluster, unit_kind=t.unit_kind, printed=t.printed)
        for t in duty.targets.all()
    )
    Recurrence.objects.bulk_create(
        Recurrence(duty=renewed, frequency=r.frequency, due_days=r.due_days, due_on=_a_year_later(r.due_on, to_year - year))
        for r in duty.recurrences.all()
    )


def _a_year_later(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
