"""What the pages of this room share."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lantoa.selection.models import Round
from lantoa.selection.queries import seen

READ_OR_POST = ["GET", "HEAD", "POST"]


def round_of(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(seen.visible_to(request.user).select_related("unit", "council", "scheme"), pk=pk)


def refused(form, error: ValidationError) -> None:
    """Put what a service refused on the form: beside its field where it names one, else on top."""
    known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
    form.add_error(None, error if known else ValidationError(error.messages))
