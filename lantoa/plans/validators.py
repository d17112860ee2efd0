"""What must hold before a plan may be changed; each refusal says what to do."""

from django.core.exceptions import ValidationError

from lantoa.plans.enums import PlanState
from lantoa.plans.models import Plan


def check_draft(plan: Plan) -> None:
    """Only a draft is edited. Raises ValidationError."""
    if plan.state != PlanState.DRAFT:
        words = "Kế hoạch không còn là dự thảo nên không sửa trực tiếp được. Trả về dự thảo, hoặc điều chỉnh kế hoạch."
        raise ValidationError(words, code="state")
