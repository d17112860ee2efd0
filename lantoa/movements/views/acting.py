"""What the views of this room share."""

from collections.abc import Collection

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from lantoa.core.text import sort_key
from lantoa.movements.models import Movement
from lantoa.movements.queries import lists, seen
from lantoa.plans.queries.oversight import names_of

READ_OR_POST = ["GET", "HEAD", "POST"]


def seen_movement(request: HttpRequest, pk: int) -> Movement:
    """The movement if the person may see it; 404 otherwise."""
    return get_object_or_404(lists.page_of(seen.visible_to(request.user), pk))


def sorted_names(unit_ids: Collection[int]) -> dict[int, str]:
    """id -> name, in Vietnamese order."""
    return dict(sorted(names_of(unit_ids).items(), key=lambda pair: sort_key(pair[1]))) if unit_ids else {}
