"""Reading the log."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lantoa.audit import access
from lantoa.audit.models import ChainHead, Entry


def visible_to(user: Any) -> QuerySet[Entry]:
    """The lines an overseer may read, newest first; nothing for others."""
    part = access.part_of(user)
    return Entry.objects.filter(part).order_by("-position") if part is not None else Entry.objects.none()


def entries_about(user: Any, model_label: str, pk: Any) -> QuerySet[Entry]:
    """The history of one object, newest first: all of it for who may see the object, an overseer's part of it, or nothing."""
    whole = access.may_see_object(user, model_label, str(pk))
    entries = Entry.objects.order_by("-position") if whole else visible_to(user)
    return entries.filter(model=model_label.lower(), object_id=str(pk))


def search(
    entries: QuerySet[Entry], *, text: str = "", action: str = "", unit: str = "", start: date | None = None, end: date | None = None
) -> QuerySet[Entry]:
    """Filters of the list page; days are whole days in Việt Nam, both ends included."""
    if text:
        entries = entries.filter(Q(actor_name__icontains=text) | Q(object_text__icontains=text) | Q(address=text))
    if action:
        entries = entries.filter(action=action)
    if unit:
        entries = entries.filter(unit_name__icontains=unit)
    if start:
        entries = entries.filter(at__date__gte=start)
    if end:
        entries = entries.filter(at__date__lte=end)
    return entries


def length() -> int:
    """How many lines the log has. The number is also the position of its last line: the chain has no gaps and is written in line, so
    whoever has seen line n has seen everything committed up to it.
    """
    return ChainHead.objects.filter(pk=1).values_list("length", flat=True).first() or 0


def what_happened(after: int, until: int) -> QuerySet[Entry]:
    """What the lines `after` < position <= `until` were about, without names or words: model, action, from_state, to_state."""
    lines = Entry.objects.filter(position__gt=after, position__lte=until).order_by("position")
    return lines.values_list("model", "action")
