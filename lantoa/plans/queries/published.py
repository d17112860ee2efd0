"""What anybody may know of plans: number, day, title and the wording of its points. The portal asks here and nowhere else."""

from django.db.models import QuerySet

from lantoa.files.models import StoredFile
from lantoa.plans.enums import PlanState
from lantoa.plans.models import Clause, Plan

_ISSUED = (PlanState.ACTIVE, PlanState.CLOSED, PlanState.SUPERSEDED)


def published_plans() -> QuerySet[Plan]:
    """Plans being carried out that answer no other plan being carried out here, the newest first: not the units' own."""
    return Plan.objects.filter(state=PlanState.ACTIVE).exclude(answers__state=PlanState.ACTIVE).order_by("-year", "-issued_on", "-pk")


def published_documents() -> QuerySet[Plan]:
    """As `published_plans`, with those that are over: a document once made public stays to be cited."""
    rows = Plan.objects.filter(state__in=_ISSUED).exclude(answers__state__in=_ISSUED)
    return rows.select_related("file", "signed_file").order_by("-year", "-issued_on", "-pk")


def published_file(plan: Plan) -> StoredFile | None:
    """The paper itself: as it was signed, else as it was brought."""
    return plan.signed_file or plan.file


def published_clauses(plan: Plan) -> QuerySet[Clause]:
    """Its points in their order, each with `text`, `corrected_text` and `label`."""
    return Clause.objects.filter(plan=plan).order_by("order")
