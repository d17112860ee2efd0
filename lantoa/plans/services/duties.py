"""The officer's hand over the machine's proposals: confirm, edit, merge, split, drop, restore, add."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail, workflow
from lantoa.core.rights import require
from lantoa.plans.enums import DutyState, PlanState
from lantoa.plans.models import Clause, Duty, DutyTarget, Plan, Recurrence
from lantoa.plans.queries.plans import locked
from lantoa.plans.services.opening import open_periods

# Fields an officer may set; setting one of them takes its mark "đề xuất" away.
_FIELDS = ("title", "text", "verb", "minutes", "evidence_kinds", "done_rule", "done_params", "points")


@dataclass
class DutyParts:
    """The rows a duty is made of, when they are replaced together; None leaves them as they are."""

    targets: list[DutyTarget] | None = None
    recurrences: list[Recurrence] | None = None
    clauses: list[Clause] | None = None
    fields: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def confirm_duty(duty: Duty, *, by: User) -> Duty:
    """Take the proposal as it stands. Raises ValidationError naming what is still missing.

    Effects, in order: the state; while the plan runs, the duty is given out for the periods begun.
    """
    duty = _locked(duty, by)
    _check_complete(duty)
    workflow.move(duty, DutyState.CONFIRMED, by=by)
    if duty.plan.state == PlanState.ACTIVE:
        open_periods(duty.plan, by=by)
    return duty


@transaction.atomic
def confirm_all_duties(plan: Plan, *, by: User) -> tuple[int, list[str]]:
    """Confirm every proposal that is complete; returns how many, and in words what the others lack."""
    require(by, "plans.edit_plan", plan)
    confirmed, left = 0, []
    for duty in plan.duties.filter(state=DutyState.PROPOSED).order_by("order", "pk"):
        try:
            with transaction.atomic():
                confirm_duty(duty, by=by)
            confirmed += 1
        except ValidationError as error:
            left.append(f"{duty.code} {duty.title}: {' '.join(error.messages)}")
    return confirmed, left


@transaction.atomic
def edit_duty(duty: Duty, parts: DutyParts, *, by: User) -> Duty:
    """Change what a duty says. What the officer set is no longer marked as a proposal.

    Effects, in order: fields; targets, recurrences, clauses replaced where given; the trail with what the machine had proposed.
    """
    duty = _locked(duty, by)
    before = _plain(duty)
    for name, value in parts.fields.items():
        if name not in _FIELDS:
            raise TypeError(f"not a field of a duty to edit: {name}")
        setattr(duty, name, value)
    _replace(duty, parts)
    duty.seeded = [name for name in duty.seeded if before.get(name) == _plain(duty).get(name)]
    duty.full_clean()
    duty.save()
    after = _plain(duty)
    changed = {name for name in before if before[name] != after[name]}
    if changed:
        trail.record("edit", duty, by=by, before={n: before[n] for n in changed}, after={n: after[n] for n in changed})
    return duty


@transaction.atomic
def drop_duty(duty: Duty, *, reason: str, by: User) -> Duty:
    """ "Không giao việc": the proposal stays, crossed out, with the reason. Effects: the reason; the state."""
    duty = _locked(duty, by)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do không giao việc này."})
    duty.drop_reason = reason
    workflow.move(duty, DutyState.DROPPED, by=by, reason=reason, also=("drop_reason",))
    return duty


@transaction.atomic
def restore_duty(duty: Duty, *, by: User) -> Duty:
    """Back among the proposals: one that was dropped, or confirmed too early. Effects: the state."""
    duty = _locked(duty, by)
    duty.drop_reason = ""
    workflow.move(duty, DutyState.PROPOSED, by=by, also=("drop_reason",))
    return duty


@transaction.atomic
def add_duty(plan: Plan, parts: DutyParts, *, by: User) -> Duty:
    """A duty written by hand, still to be confirmed. Effects: the duty with its parts; the trail."""
    require(by, "plans.edit_plan", plan)
    plan = locked(plan)
    _check_open(plan)
    duty = Duty(plan=plan, code=_next_code(plan), order=plan.duties.count(), **parts.fields)
    duty.full_clean()
    duty.save()
    _replace(duty, parts)
    trail.record("add", duty, by=by, after=_plain(duty))
    return duty


@transaction.atomic
def merge_duties(duties: Sequence[Duty], *, by: User) -> Duty:
    """Make one duty of several: the first keeps its name and takes over the clauses and kinds of proof of the others.

    Effects, in order: the first is widened; the others are dropped, saying into which they went; the trail of each.
    """
    first, *others = [_locked(duty, by) for duty in duties]
    if not others or any(d.plan_id != first.plan_id for d in others):
        raise ValidationError("Hãy chọn ít nhất hai nhiệm vụ của cùng một kế hoạch để gộp.", code="merge")
    kinds = list(dict.fromkeys(kind for d in (first, *others) for kind in d.evidence_kinds))
    clauses = list(Clause.objects.filter(duties__in=[first, *others]).distinct().order_by("order"))
    edit_duty(first, DutyParts(clauses=clauses, fields={"evidence_kinds": kinds}), by=by)
    for duty in others:
        drop_duty(duty, reason=f"Đã gộp vào {first.code} {first.title}", by=by)
    first.refresh_from_db()
    return first


@transaction.atomic
def split_duty(duty: Duty, *, titles: Sequence[str], by: User) -> list[Duty]:
    """Make several of one: each title becomes a duty with the same clauses, targets and rhythm; the old one is dropped."""
    duty = _locked(duty, by)
    titles = [title.strip() for title in titles if title.strip()]
    if len(titles) < 2:
        raise ValidationError({"titles": "Hãy ghi ít nhất hai việc, mỗi dòng một việc."})
    made = [add_duty(duty.plan, _copy(duty, title), by=by) for title in titles]
    drop_duty(duty, reason=f"Đã tách thành {', '.join(d.code for d in made)}", by=by)
    return made


@transaction.atomic
def end_duty(duty: Duty, *, reason: str, by: User) -> Duty:
    """While the plan runs: nothing more is given out of this duty; what was given stays. Effects: the state."""
    require(by, "plans.manage_plan", duty.plan)
    duty = Duty.objects.select_for_update(of=["self"]).get(pk=duty.pk)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do thôi giao việc này."})
    workflow.move(duty, DutyState.ENDED, by=by, reason=reason)
    return duty


def _next_code(plan: Plan) -> str:
    taken = set(plan.duties.values_list("code", flat=True))
    return next(code for n in range(1, 1000) if (code := f"N{n:02}") not in taken)


def _copy(duty: Duty, title: str) -> DutyParts:
    return DutyParts(
        targets=[
            DutyTarget(kind=t.kind, unit=t.unit, cluster=t.cluster, unit_kind=t.unit_kind, printed=t.printed) for t in duty.targets.all()
        ],
        recurrences=[
            Recurrence(frequency=r.frequency, due_days=r.due_days, due_on=r.due_on, until=r.until) for r in duty.recurrences.all()
        ],
        clauses=list(duty.clauses.all()),
        fields={name: getattr(duty, name) for name in _FIELDS} | {"title": title[:80], "text": title, "points": None},
    )


def _replace(duty: Duty, parts: DutyParts) -> None:
    if parts.targets is not None:
        duty.targets.all().delete()
        for target in parts.targets:
            target.duty = duty
            target.full_clean()
            target.save()
    if parts.recurrences is not None:
        duty.recurrences.all().delete()
        for recurrence in parts.recurrences:
            recurrence.duty = duty
            recurrence.full_clean()
            recurrence.save()
    if parts.clauses is not None:
        duty.clauses.set(parts.clauses)


def _locked(duty: Duty, by: User) -> Duty:
    require(by, "plans.edit_plan", duty.plan)
    plan = locked(duty.plan)
    _check_open(plan)
    duty = Duty.objects.select_for_update(of=["self"]).select_related("plan__issuer", "plan__answers").get(pk=duty.pk)
    if plan.state == PlanState.ACTIVE and duty.state == DutyState.CONFIRMED:
        raise ValidationError("Việc này đã giao cho các đơn vị nên không sửa lại được. Hãy thôi giao và thêm nhiệm vụ mới.", code="given")
    return duty


def _check_open(plan: Plan) -> None:
    """Duties are edited while the plan is a draft; an amendment of an active plan adds and ends duties, it does not rewrite them."""
    if plan.state not in (PlanState.DRAFT, PlanState.ACTIVE):
        raise ValidationError("Kế hoạch đang chờ ký hoặc đã kết thúc nên không sửa nhiệm vụ được.", code="state")


def _check_complete(duty: Duty) -> None:
    missing = []
    if not duty.targets.exists():
        missing.append("chọn ai làm")
    if not duty.recurrences.exists():
        missing.append("chọn bao lâu một lần")
    if not duty.evidence_kinds:
        missing.append("chọn loại minh chứng được nhận")
    if missing:
        raise ValidationError(f"Còn thiếu: {', '.join(missing)}.", code="incomplete")


def _plain(duty: Duty) -> dict[str, Any]:
    fields = {name: getattr(duty, name) for name in _FIELDS}
    fields["points"] = str(duty.points) if duty.points is not None else None
    if duty.pk:
        fields["targets"] = [[t.kind, t.unit_id, t.cluster_id, t.unit_kind] for t in duty.targets.all()]
        fields["recurrences"] = [[r.frequency, r.due_days, r.due_on and r.due_on.isoformat()] for r in duty.recurrences.all()]
        fields["clauses"] = list(duty.clauses.order_by("order").values_list("ref", flat=True))
    return fields
