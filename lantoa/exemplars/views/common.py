"""What the pages of a nomination share."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.seen import visible_to

UNFINISHED = 422  # a form came back


def seen_or_404(request: HttpRequest, pk: int) -> Nomination:
    found = visible_to(request.user).select_related(
        "unit", "subject", "movement", "checked_by", "approved_by", "proposed_by", "merged_into"
    )
    return get_object_or_404(found, pk=pk)
