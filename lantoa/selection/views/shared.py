"""What the pages of this room share."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lantoa.selection.models import Round
from lantoa.selection.queries import seen

READ_OR_POST = ["GET", "HEAD", "POST"]


def round_of(request: HttpRequest, pk: int) -> Round:
    return get_object_or_404(seen.visible_to(request.user).select_related("unit", "council", "scheme"), pk=pk)
