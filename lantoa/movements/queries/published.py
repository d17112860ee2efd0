"""What anybody may know of movements and anniversaries. The portal asks here and nowhere else."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lantoa.core import clock
from lantoa.movements.enums import Level, MovementState, RegistrationState
from lantoa.movements.models import Anniversary, Movement, Registration
from lantoa.movements.proposing import NamedMovement, named_in
from lantoa.movements.queries.anniversaries import YearsDay, in_year
from lantoa.movements.queries.lists import elapsed
from lantoa.organisations.models import Unit


def published_movements(authority: Unit | int | None = None) -> QuerySet[Movement]:
    """Movements being run (of the authority, a unit or its id, where one is said), as they stand in the plan that names them, then by name.

    Local ones of a unit have the unit's page; one that the authority carries out under a movement of a wider level stands for both.
    """
    own = Movement.objects.filter(parent=OuterRef("pk"), authority=OuterRef("authority"), state=MovementState.LAUNCHED)
    rows = Movement.objects.filter(~Exists(own.exclude(level=OuterRef("level"))), state=MovementState.LAUNCHED).exclude(level=Level.UNIT)
    if authority is not None:
        rows = rows.filter(authority=authority)
    return rows.order_by(F("clause__order").asc(nulls_last=True), "created_at", "pk")


def published_movement(slug: str) -> Movement | None:
    """One that runs or is over, by its short address."""
    found = Movement.objects.filter(slug=slug, state__in=[MovementState.LAUNCHED, MovementState.CLOSED])
    return found.select_related("authority", "parent", "clause__plan").first()


def movements_named_in(sentences: Iterable[str]) -> list[NamedMovement]:
    """The movements a plan's sentences name, for a plan whose movements have no record yet."""
    return named_in(sentences)


def published_days(year: int) -> list[YearsDay]:
    """Days kept everywhere, with their number in the year."""
    return in_year(Anniversary.objects.filter(authority__isnull=True), year)


def published_progress(movement: Movement) -> dict[str, int | None]:
    """How far its span has passed (per cent, None without both ends) and how many units take part."""
    return {"elapsed": elapsed(movement, clock.today()), "units": movement.registered_count}


def published_joined(units: Iterable[int]) -> QuerySet[Movement]:
    """Movements being run in which one of the units takes part, or that one of them runs itself."""
    taking_part = Registration.objects.filter(movement=OuterRef("pk"), unit__in=(ids := list(units)), state=RegistrationState.REGISTERED)
    rows = Movement.objects.filter(Exists(taking_part) | Q(authority__in=ids), state=MovementState.LAUNCHED)
    return rows.order_by("folded", "pk")
