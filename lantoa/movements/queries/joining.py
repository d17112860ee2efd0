"""Who is expected to answer a movement, and who has. Never writes.

Expected: with kinds named, the units of these kinds under the authority or in its clusters; without, every unit that has a seat in
one of its clusters or blocks. Counted from the units open on the day, so a merged ward is not waited for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lantoa.core import clock
from lantoa.core.text import fold
from lantoa.movements.enums import MovementState, RegistrationState
from lantoa.movements.models import Movement, Registration
from lantoa.organisations import queries as organisations
from lantoa.organisations.managers import UnitQuerySet
from lantoa.organisations.models import Cluster, ClusterSeat, Unit, UnitAncestry, UnitVersion

# Values of the filter over the table of units.
REGISTERED, DECLINED, SILENT = RegistrationState.REGISTERED.value, RegistrationState.NOT_APPLICABLE.value, "none"


def expected_units(movement: Movement, day: date | None = None) -> UnitQuerySet:
    """Units asked to answer. One query."""
    day = day or clock.today()
    if not movement.asks_registration:
        return Unit.objects.none()
    members = organisations.members_of(movement.authority, day)
    if not movement.applies_to:
        return members
    below = organisations.units_of_kind(movement.authority, *movement.applies_to, day=day)
    return Unit.objects.filter(Q(pk__in=members.of_kind(*movement.applies_to, day=day).values("pk")) | Q(pk__in=below.values("pk")))


@dataclass(frozen=True)
class Answers:
    """How many units answered what; `silent` of those expected, `beyond` answered without being expected."""

    registered: int
    declined: int
    expected: int
    silent: int

    @property
    def beyond(self) -> int:
        return self.registered + self.declined + self.silent - self.expected


def count_answers(movement: Movement, day: date | None = None) -> Answers:
    """Two queries; the numbers of answers are the movement's own columns."""
    expected = expected_units(movement, day)
    answered = Registration.objects.filter(movement=movement, unit=OuterRef("pk"))
    total = expected.count()
    silent = expected.filter(~Exists(answered)).count() if total else 0
    return Answers(movement.registered_count, movement.declined_count, total, silent)


def answering_units(
    movement: Movement, *, words: str = "", answer: str = "", units: QuerySet | None = None, day: date | None = None
) -> UnitQuerySet:
    """Units expected or that answered, by name, each with `answer`, `targets`, `reason`, `answered_on` (None while silent).

    `units` limits them to those the person may see.
    """
    day = day or clock.today()
    mine = Registration.objects.filter(movement=movement, unit=OuterRef("pk"))
    rows = Unit.objects.filter(
        Q(pk__in=expected_units(movement, day).values("pk"))
        | Q(pk__in=Registration.objects.filter(movement=movement).values("unit"))
    )  # fmt: skip
    if units is not None:
        rows = rows.filter(pk__in=units)
    rows = rows.open_on(day).named_at(day)
    for word in fold(words).split():
        rows = rows.filter(version__folded__contains=word)
    if answer == SILENT:
        rows = rows.filter(~Exists(mine))
    elif answer in RegistrationState.values:
        rows = rows.filter(Exists(mine.filter(state=answer)))
    return rows.annotate(
        answer=Subquery(mine.values("state")[:1]), targets=Subquery(mine.values("targets")[:1]),
        reason=Subquery(mine.values("reason")[:1]), answered_on=Subquery(mine.values("registered_on")[:1]),
    ).order_by("name_key", "pk")  # fmt: skip


def answers_of(movement: Movement, unit_ids: Iterable[int]) -> dict[int, Registration]:
    """The answers of these units, by unit."""
    return {r.unit_id: r for r in Registration.objects.filter(movement=movement, unit__in=unit_ids)}


def answers_by_movement(movements: Iterable[Movement], unit_ids: Iterable[int]) -> dict[int, Registration]:
    """An answer of one of these units to each of the movements, where there is one."""
    found = Registration.objects.filter(movement__in=[m.pk for m in movements], unit__in=unit_ids).order_by("-pk")
    return {r.movement_id: r for r in found}


def asking(unit_ids: set[int], day: date) -> Q:
    """Condition: a launched movement of an authority above one of these units, or in whose clusters one sits."""
    above = UnitAncestry.objects.at(day).filter(descendant__in=unit_ids, depth__gt=0).values("ancestor")
    clusters = Cluster.objects.filter(organisations.holds_open(day))
    seated = ClusterSeat.objects.at(day).filter(unit__in=unit_ids, cluster__in=clusters).values("cluster__authority")
    return Q(state=MovementState.LAUNCHED, asks_registration=True) & (Q(authority__in=above) | Q(authority__in=seated))


def waiting_for(movements: list[Movement], unit_ids: set[int], day: date) -> list[tuple[Movement, int]]:
    """Which of these movements, found by `asking`, wait for an answer of which of the units: (movement, unit id). Four queries."""
    if not movements or not unit_ids:
        return []
    above: dict[int, set[int]] = {}  # authority -> units of ours under it
    for ancestor, unit in (
        UnitAncestry.objects.at(day).filter(descendant__in=unit_ids, depth__gt=0).values_list("ancestor_id", "descendant_id")
    ):
        above.setdefault(ancestor, set()).add(unit)
    seated: dict[int, set[int]] = {}
    seats = ClusterSeat.objects.at(day).filter(unit__in=unit_ids, cluster__in=Cluster.objects.filter(organisations.holds_open(day)))
    for authority, unit in seats.values_list("cluster__authority_id", "unit_id"):
        seated.setdefault(authority, set()).add(unit)
    kinds = dict(UnitVersion.objects.at(day).filter(unit__in=unit_ids).order_by().values_list("unit_id", "kind"))
    answered = set(Registration.objects.filter(movement__in=movements, unit__in=unit_ids).values_list("movement_id", "unit_id"))
    found = []
    for movement in movements:
        asked = set(seated.get(movement.authority_id, ()))
        if movement.applies_to:
            asked = {u for u in asked | above.get(movement.authority_id, set()) if kinds.get(u) in movement.applies_to}
        found += [(movement, unit) for unit in sorted(asked) if (movement.pk, unit) not in answered]
    return found
