"""What to look at on a visit. Never writes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from lantoa.organisations.models import Unit
from lantoa.plans.enums import HANDED_IN_STATES
from lantoa.plans.models import Assignment, Duty, Plan


@dataclass(frozen=True)
class Question:
    duty_id: int
    words: str


def propose_checklist(plan: Plan, unit: Unit, day: date) -> list[Question]:
    """A question for each duty the unit owes: the late ones first (longest first), then those with the fewest proofs."""
    found = (
        Duty.objects.filter(assignments__in=Assignment.objects.filter(plan=plan, unit=unit))
        .annotate(
            late=Count("assignments", distinct=True, filter=_late(unit, day)),
            late_since=Min("assignments__due_on", filter=_late(unit, day)),
            proofs=Count(
                "assignments__evidence",
                distinct=True,
                filter=Q(assignments__unit=unit, assignments__evidence__pk__isnull=False, assignments__evidence__withdrawn_at__isnull=True),
            ),
        )
        .order_by("order", "pk")
    )
    ranked = sorted(found, key=lambda duty: (not duty.late, duty.late_since or day, duty.proofs))
    return [Question(duty.pk, _words(duty, day)[:300]) for duty in ranked]


def _late(unit: Unit, day: date) -> Q:
    return Q(assignments__unit=unit, assignments__due_on__lt=day) & ~Q(assignments__state__in=HANDED_IN_STATES)


def _words(duty: Duty, day: date) -> str:
    name = f"{duty.code} · {duty.title}"
    if duty.late:
        return f"{name}: trễ {duty.late} việc, lâu nhất {(day - duty.late_since).days} ngày. Vướng ở đâu, khi nào xong?"
    if not duty.proofs:
        return f"{name}: chưa có minh chứng. Đơn vị đang làm đến đâu?"
    return f"{name}: {duty.proofs} minh chứng đã nộp. Thực tế có đúng như vậy không?"
