"""What of this room is public: the only module the portal reads.

Published, not held, and agreed to for the portal on this very day: a withdrawal, a hold or a revocation takes effect with the next query.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.exemplars import masking
from lantoa.exemplars.enums import Field, NominationKind, NominationState, Purpose, SubjectType
from lantoa.exemplars.models import Nomination
from lantoa.exemplars.queries.consents import agreed_to, valid_purposes
from lantoa.organisations.models import UnitVersion

_MODEL = NominationKind.NEW_MODEL
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
    pk: int
    unit_id: int
    movement_id: int | None
    is_model: bool
    field_key: str
    unit_slug: str
    # Of a model only: how it is done, for those who would do it as well.
    since: date | None = None
    members: int | None = None
    beneficiaries: int | None = None


@dataclass(frozen=True)
class PublishedDeed:
    code: str
    unit_id: int
    month: int  # 1 to 12


def published_nominations(day: date | None = None) -> QuerySet[Nomination]:
    """The rows that may be shown, the latest first. For other rooms' conditions; the portal takes `published_exemplars`."""
    day = day or clock.today()
    found = Nomination.objects.filter(
        agreed_to(Purpose.PORTAL, day), state__in=PUBLIC_STATES, held_since__isnull=True,
        published_at__isnull=False,  # always so; said, the index of the newest is read from its end in PostgreSQL as well
    )  # fmt: skip
    return found.order_by("-published_at", "-pk")


def published_exemplars(
    *, words: str = "", kind: str = "", unit: int | None = None, units: Collection[int] | None = None, movement: int | None = None,
    first: int = 0, limit: int = 24, day: date | None = None
) -> list[PublishedExemplar]:  # fmt: skip
    """A page of them, narrowed. Three queries."""
    day = day or clock.today()
    found = published_nominations(day)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    for column, value in (("kind", kind), ("unit", unit), ("unit__in", units), ("movement", movement)):
        if value:
            found = found.filter(**{column: value})
    rows = list(found[first : first + limit])
    pictured = set(found.filter(agreed_to(Purpose.IMAGE, day), pk__in=[row.pk for row in rows]).order_by().values_list("pk", flat=True))
    versions = UnitVersion.objects.at(day).filter(unit__in={row.unit_id for row in rows}).order_by()
    places = {unit: (name, slug) for unit, name, slug in versions.values_list("unit_id", "name", "unit__slug")}
    return [_public(row, places.get(row.unit_id, ("", "")), row.pk in pictured, day) for row in rows]


def published_exemplar(code: str, day: date | None = None) -> PublishedExemplar | None:
    """One by its code; None for what is not public, whatever the reason."""
    day = day or clock.today()
    if (row := published_nominations(day).filter(code=code.upper()).first()) is None:
        return None
    place = UnitVersion.objects.at(day).filter(unit=row.unit_id).values_list("name", "unit__slug").first() or ("", "")
    return _public(row, place, Purpose.IMAGE in valid_purposes(row, day), day)


def published_count(*, kind: str = "", day: date | None = None) -> int:
    found = published_nominations(day)
    return (found.filter(kind=kind) if kind else found).count()


def published_by_movement(movements: Iterable[int], day: date | None = None) -> dict[int, tuple[int, int]]:
    """Of each movement, how many are told, and how many of these are models. One query."""
    rows = published_nominations(day).filter(movement__in=list(movements)).order_by().values_list("movement")
    counted = rows.annotate(told=Count("pk"), models=Count("pk", filter=Q(kind=NominationKind.NEW_MODEL)))
    return {movement: (told, models) for movement, told, models in counted}


def published_by_unit(units: Iterable[int], day: date | None = None) -> dict[int, int]:
    """Of each unit, how many are told. One query."""
    rows = published_nominations(day).filter(unit__in=list(units)).order_by().values_list("unit")
    return dict(rows.annotate(told=Count("pk")))


def published_places(day: date | None = None) -> set[int]:
    """Units of which somebody is told. One query."""
    return set(published_nominations(day).order_by().values_list("unit", flat=True).distinct())


def published_in(year: int, day: date | None = None) -> list[PublishedDeed]:
    """Where and in which month of the year each was first told, in that order. One query."""
    rows = published_nominations(day).filter(published_at__year=year).order_by("published_at", "pk")
    return [
        PublishedDeed(code, unit, timezone.localtime(moment).month)
        for code, unit, moment in rows.values_list("code", "unit_id", "published_at")
    ]


def published_kinds() -> list[tuple[str, str]]:
    """Kinds of which there is somebody to read about."""
    present = set(published_nominations().order_by().values_list("kind", flat=True).distinct())
    return [(kind.value, kind.label) for kind in NominationKind if kind.value in present]


def _public(row: Nomination, place: tuple[str, str], may_show_picture: bool, day: date) -> PublishedExemplar:
    child = masking.may_be_child(row, day)
    recipe = {"since": row.happened_on, "members": row.member_count, "beneficiaries": row.beneficiaries} if row.kind == _MODEL else {}
    return PublishedExemplar(
        code=row.code, name=row.name, honorific=row.honorific, kind=NominationKind(row.kind).label, subject=SubjectType(row.type).label,
        field=Field(row.field).label if row.field else "", title=masking.text(row.title), place=place[0],
        occupation="" if child else masking.text(row.occupation), published_on=timezone.localtime(row.published_at).date(),
        may_show_picture=may_show_picture, pk=row.pk, unit_id=row.unit_id,
        movement_id=row.movement_id, is_model=row.kind == _MODEL, field_key=row.field, unit_slug=place[1], **recipe,
    )  # fmt: skip
