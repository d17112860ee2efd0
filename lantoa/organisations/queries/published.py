"""What anybody may know of units: their names through time, who came after whom. The portal asks here and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.organisations.enums import LOCALITIES, UnitKind
from lantoa.organisations.managers import UnitQuerySet
from lantoa.organisations.models import Unit, UnitSuccession, UnitVersion
from lantoa.organisations.queries import heir_of, lineage_of, successions_around, versions_of

_KINDS = dict(UnitKind.choices)


@dataclass(frozen=True)
class PublishedUnit:
    """A unit under its name of today, or, once closed, under its last."""

    pk: int
    slug: str
    name: str
    kind: str
    is_locality: bool
    is_open: bool


def published_unit(slug: str) -> PublishedUnit | None:
    """By its short address, closed ones too: an old address leads to the heirs."""
    version = (
        UnitVersion.objects.filter(unit__slug=slug, valid_from__lte=clock.today()).select_related("unit").order_by("-valid_from").first()
    )
    return _public(version) if version else None


def published_units(ids: Iterable[int]) -> dict[int, PublishedUnit]:
    """Units by id. One query."""
    rows = UnitVersion.objects.filter(unit__in=set(ids), valid_from__lte=clock.today()).select_related("unit").order_by("valid_from")
    return {version.unit_id: _public(version) for version in rows}


def published_localities() -> UnitQuerySet:
    """Wards and communes that are there today, in the order of the alphabet."""
    day = clock.today()
    return Unit.objects.open_on(day).of_kind(*LOCALITIES, day=day).named_at(day).order_by("name_key", "pk")


def published_rows() -> UnitQuerySet:
    """Every unit that is there today."""
    return Unit.objects.open_on(clock.today())


def published_past(unit: PublishedUnit) -> tuple[QuerySet[UnitVersion], QuerySet[UnitSuccession]]:
    """Its names through time, the latest first, and what it came from and became. Two queries when read."""
    row = Unit(pk=unit.pk, slug=unit.slug)
    return versions_of(row), successions_around(row)


def published_heir(unit: PublishedUnit) -> PublishedUnit | None:
    """Who holds what was this unit's; None while it is open itself, or when nobody does."""
    if unit.is_open:
        return None
    heir = heir_of(Unit.objects.get(pk=unit.pk))
    return published_units([heir.pk]).get(heir.pk) if heir else None


def published_lineage(unit: PublishedUnit) -> set[int]:
    """Ids of the unit and of all it grew out of."""
    return lineage_of(Unit(pk=unit.pk))


def published_in_time(words: str = "") -> UnitQuerySet:
    """Every unit there is or was, with `name` as of today (empty for one that is closed) and its versions loaded; `words` in any version."""
    found = Unit.objects.named_at().prefetch_related("versions").order_by("pk")
    if folded := fold(words).replace("\x00", ""):
        found = found.filter(pk__in=UnitVersion.objects.filter(folded__contains=folded).values("unit"))
    return found


def published_names(units: Iterable[int]) -> dict[int, str]:
    """Unit id → its name today. One query."""
    return dict(UnitVersion.objects.at(clock.today()).filter(unit__in=set(units)).order_by().values_list("unit_id", "name"))


def _public(version: UnitVersion) -> PublishedUnit:
    today: date = clock.today()
    kind = str(_KINDS.get(version.kind, ""))
    return PublishedUnit(version.unit_id, version.unit.slug, version.name, kind, version.kind in LOCALITIES, version.unit.is_open_on(today))
