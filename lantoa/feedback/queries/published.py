"""What anybody may read: questions and answers whose writer agreed and which the unit put up; and one's own letter, by its code."""

import re
import secrets

from django.db.models import QuerySet

from lantoa.feedback.models import Letter

_CODE = re.compile(r"GY([0-9]{4,12})([A-Z0-9]{4})")


def published_answers(unit: int | None = None) -> QuerySet[Letter]:
    """The newest answer first; read kind, about, text, answer, state_since. Never name or phone."""
    rows = Letter.objects.filter(is_published=True).defer("name", "phone")
    return (rows if unit is None else rows.filter(unit=unit)).order_by("-state_since", "-pk")


def published_to(code: str) -> Letter | None:
    """The letter of this code; None for every code that is not right, after the same work. One query."""
    found = _CODE.fullmatch(re.sub(r"[^A-Z0-9]", "", code.upper()[:40]))
    letter = Letter.objects.filter(pk=int(found[1]) if found else 0).select_related("unit").first()
    right = secrets.compare_digest(letter.follow_key if letter else "????", found[2] if found else "----")
    return letter if right else None
