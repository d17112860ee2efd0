"""What of this room is public: the only module the portal reads.

Published, not held, and agreed to for the portal on this very day: a withdrawal, a hold or a revocation takes effect with the next query.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.exemplars import masking
from lantoa.exemplars.enums import Field, NominationKind, NominationState, Purpose, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to, valid_purposes
from lantoa.organisations.models import UnitVersion

PUBLIC_STATES = (NominationState.PUBLISHED, NominationState.REPLICATING)


@dataclass(frozen=True)
class PublishedExemplar:
    """All the public may know of one: no phone, no address, no birth date; of one under eighteen no school class and no hamlet."""

    code: str
    name: str
    honorific: str
    kind: str
    subject: str
    field: str
    title: str
    place: str
    occupation: str
    published_on: date
    may_show_picture: bool


def published_nominations(day: date | None = None) -> QuerySet[Nomination]:
    """The rows that may be shown, the latest first. For other rooms' conditions; the portal takes `published_exemplars`."""
    day = day or clock.today()
    found = Nomination.objects.filter(agreed_to(Purpose.PORTAL, day), state__in=PUBLIC_STATES, held_since__isnull=True)
    return found.order_by("-published_at", "-pk")


def published_exemplars(
    *, words: str = "", kind: str = "", unit: int | None = None, first: int = 0, limit: int = 24, day: date | None = None
) -> list[PublishedExemplar]:
    """A page of them, narrowed. Three queries."""
    day = day or clock.today()
    found = published_nominations(day)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    if kind:
        found = found.filter(kind=kind)
    if unit:
        found = found.filter(unit=unit)
    rows = list(found[first : first + limit])
    pictured = set(found.filter(agreed_to(Purpose.IMAGE, day), pk__in=[row.pk for row in rows]).order_by().values_list("pk", flat=True))
    places = dict(UnitVersion.objects.at(day).filter(unit__in={row.unit_id for row in rows}).order_by().values_list("unit_id", "name"))
    return [_public(row, places.get(row.unit_id, ""), row.pk in pictured, day) for row in rows]


def published_exemplar(code: str, day: date | None = None) -> PublishedExemplar | None:
    """One by its code; None for what is not public, whatever the reason."""
    day = day or clock.today()
    if (row := published_nominations(day).filter(code=code).first()) is None:
        return None
    place = UnitVersion.objects.at(day).filter(unit=row.unit_id).values_list("name", flat=True).first() or ""
    return _public(row, place, Purpose.IMAGE in valid_purposes(row, day), day)


def published_count(day: date | None = None) -> int:
    return published_nominations(day).count()


def _public(row: Nomination, place: str, may_show_picture: bool, day: date) -> PublishedExemplar:
    child = masking.may_be_child(row, day)
    return PublishedExemplar(
        code=row.code, name=row.name, honorific=row.honorific, kind=NominationKind(row.kind).label, subject=SubjectType(row.type).label,
        field=Field(row.field).label if row.field else "", title=masking.text(row.title), place=place,
        occupation="" if child else masking.text(row.occupation), published_on=row.published_at.date(), may_show_picture=may_show_picture,
    )  # fmt: skip
