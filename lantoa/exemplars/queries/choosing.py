"""Finding the ward or commune a citizen means, by what people call it: without marks, by a part, by a name it had before. Never writes."""

from dataclasses import dataclass

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.organisations.enums import LOCALITIES
from lantoa.organisations.models import Unit, UnitVersion
from lantoa.organisations.queries import heir_of

FEW = 20  # so many can be shown to choose from
MOST_LISTED = 300  # so many names go to the browser as suggestions; a nation's would be too heavy for a phone
MOST_FOUND = 12


@dataclass(frozen=True)
class Place:
    """A locality of today. `once`: the former name by which it was found."""

    unit: int
    name: str
    once: str = ""

    def __str__(self) -> str:
        return f"{self.name} (trước là {self.once})" if self.once else self.name


def count_localities() -> int:
    return _today().count()


def all_localities() -> list[Place]:
    """Wards, communes and special zones of today, in dictionary order. One query."""
    return [Place(pk, name) for pk, name in _today().order_by("name_key", "pk").values_list("unit", "name")]


def find_localities(text: str) -> list[Place]:
    """Those whose name holds all words of `text`, best first; of a name no longer used, the one that took over. At most MOST_FOUND."""
    words = fold(text).split()[:8]
    if not words:
        return []
    day = clock.today()
    named = UnitVersion.objects.filter(kind__in=LOCALITIES, unit__opened_on__lte=day)
    for word in words:
        named = named.filter(folded__contains=word)
    found: dict[int, Place] = {}
    asked = " ".join(words)
    rows = sorted(
        named.select_related("unit")[: MOST_FOUND * 5], key=lambda v: (not _is_current(v, day), not _ends(v.name, asked), v.name_key)
    )
    for version in rows:
        if _is_current(version, day):
            found.setdefault(version.unit_id, Place(version.unit_id, version.name))
        elif (heir := heir_of(version.unit, day)) is not None and heir.pk not in found:
            now = heir.version_on(day)
            if now is not None and now.kind in LOCALITIES:
                found[heir.pk] = Place(heir.pk, now.name, version.name if version.name != now.name else "")
        if len(found) == MOST_FOUND:
            break
    exact = [place for place in found.values() if fold(place.name) == asked]
    return exact if len(exact) == 1 else list(found.values())


def locality(pk: int) -> Place | None:
    """The ward or commune of today with that id."""
    row = _today().filter(unit=pk).values_list("unit", "name").first()
    return Place(*row) if row else None


def unit_of(place: Place) -> Unit:
    return Unit.objects.get(pk=place.unit)


def _today():
    return UnitVersion.objects.at(clock.today()).filter(kind__in=LOCALITIES)


def _is_current(version: UnitVersion, day) -> bool:
    return version.valid_from <= day < version.valid_to


def _ends(name: str, asked: str) -> bool:
    return fold(name).endswith(asked)
