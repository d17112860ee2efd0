"""Who may read the log. Two registries, filled by rooms above in their `apps.ready()`; nobody reads what nothing here allows.

access.register("plans.plan", lambda user, pk: Plan.objects.visible_to(user).filter(pk=pk).exists())   # one object's history
access.register_overseer("organisations", lambda user: Q(unit_id__in=…) or None)                       # a part of the whole log
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

_objects: dict[str, Callable[[Any, str], bool]] = {}
_overseers: dict[str, Callable[[Any], Q | None]] = {}


def register(model_label: str, may_see: Callable[[Any, str], bool]) -> None:
    """Whoever `may_see(user, pk)` lets through reads the whole history of that object of `model_label` ("plans.plan")."""
    _objects[model_label.lower()] = may_see


def register_overseer(key: str, part: Callable[[Any], Q | None]) -> None:
    """`part(user)` says which lines the user may read wherever they are; None: none by this way."""
    _overseers[key] = part


def part_of(user: Any) -> Q | None:
    """The lines the user may read as an overseer, None for who is none."""
    parts = [part for ask in _overseers.values() if (part := ask(user)) is not None]
    return reduce(or_, parts) if parts else None


def may_see_object(user: Any, model_label: str, pk: str) -> bool:
    """Whether a room above lets the user see this object's history."""
    ask = _objects.get(model_label.lower())
    try:
        return ask is not None and bool(ask(user, pk))
    except (ValueError, TypeError):  # a key that is no key of that model
        return False
