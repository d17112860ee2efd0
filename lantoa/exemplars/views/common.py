"""What the pages of a nomination share."""

from django import forms
from django.core.exceptions import ValidationError
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


def put_errors(form: forms.Form, error: ValidationError) -> None:
    """Show a service's refusal at the field it is about, or over the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
