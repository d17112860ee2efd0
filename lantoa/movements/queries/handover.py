"""What a unit would leave open of this room if it ended: what the wizard counts, and what then moves."""

from datetime import date

from django.db.models import QuerySet

from lantoa.movements.enums import MovementState, ReviewState
from lantoa.movements.models import Movement, Registration, Review
from lantoa.organisations.models import Unit


def open_registrations(unit: Unit) -> QuerySet[Registration]:
    return Registration.objects.filter(unit=unit, movement__state=MovementState.LAUNCHED)


def open_reviews(unit: Unit) -> QuerySet[Review]:
    return Review.objects.filter(unit=unit, state=ReviewState.DRAFT)


def movements_run(unit: Unit) -> QuerySet[Movement]:
    return Movement.objects.filter(authority=unit, state__in=[MovementState.DRAFT, MovementState.LAUNCHED])


def count_registrations(unit: Unit, day: date) -> int:
    return open_registrations(unit).count()


def count_reviews(unit: Unit, day: date) -> int:
    return open_reviews(unit).count()


def count_movements(unit: Unit, day: date) -> int:
    return movements_run(unit).count()
