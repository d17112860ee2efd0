"""What anybody may know of plans: number, day, title and the wording of its points. The portal asks here and nowhere else."""

from django.db.models import QuerySet

from lantoa.plans.enums import PlanState
from lantoa.plans.models import Clause, Plan


def published_plans() -> QuerySet[Plan]:
    """Plans being carried out that answer no other plan being carried out here, the newest first: not the units' own."""
    return Plan.objects.filter(state=PlanState.ACTIVE).exclude(answers__state=PlanState.ACTIVE).order_by("-year", "-issued_on", "-pk")


def published_clauses(plan: Plan) -> QuerySet[Clause]:
    """Its points in their order, each with `text`, `corrected_text` and `label`."""
    return Clause.objects.filter(plan=plan).order_by("order")
