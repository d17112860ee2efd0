"""What this room hands over when a unit ends (organisations.moving). The right was asked for by the reorganisation itself.

What is over stays with the unit that did it; what runs goes to the heir. Nothing is deleted.
"""

from datetime import date

from django.db import IntegrityError, transaction

from lantoa.accounts.models import User
from lantoa.core import clock, trail
from lantoa.core.workflow import move
from lantoa.movements.enums import MovementState, ReviewState
from lantoa.movements.models import Movement, Registration, Review
from lantoa.movements.queries.handover import movements_run, open_registrations, open_reviews
from lantoa.movements.services.proof import recount_movements
from lantoa.organisations.models import Unit
from lantoa.ui.words import day as written_day


@transaction.atomic
def move_registrations(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir takes part in what the unit took part in, with its targets, unless it answered itself: then both answers stay.

    Without an heir the answers stay with the unit. Effects, for each: the unit; a trail line; the heir's duties are counted anew.
    """
    if to_unit is None:
        return
    answered = set(Registration.objects.filter(unit=to_unit).values_list("movement_id", flat=True))
    for registration in open_registrations(from_unit).exclude(movement__in=answered).select_related("movement").order_by("pk"):
        registration.unit, registration.moved_from = to_unit, from_unit
        registration.save(update_fields=["unit", "moved_from"])
        trail.record("hand_over", registration, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})
    recount_movements(to_unit, by=by)


@transaction.atomic
def move_reviews(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir goes on with drafts; where it writes the same review already, or nobody takes over, the draft is dropped.

    Effects, for each: the unit of the review and its lessons, or the state; a trail line.
    """
    theirs = set()
    if to_unit:
        mine = Review.objects.filter(unit=to_unit).exclude(state=ReviewState.DISCARDED)
        theirs = set(mine.values_list("movement_id", "kind", "period"))
    for review in open_reviews(from_unit).select_related("movement").order_by("pk"):
        if to_unit is None or (review.movement_id, review.kind, review.period) in theirs:
            move(review, ReviewState.DISCARDED, by=by, reason=f"{from_unit} thôi hoạt động từ {written_day(day)}.")
            continue
        review.unit, review.moved_from = to_unit, from_unit
        review.save(update_fields=["unit", "moved_from"])
        for lesson in review.lessons.all():
            lesson.unit = to_unit
            lesson.save(update_fields=["unit"])
        trail.record("hand_over", review, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})


@transaction.atomic
def move_movements(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir runs what the unit ran. Without one, or where the heir has a movement of the same name, it ends, a draft is dropped.

    Effects, for each: the authority, or the state; a trail line.
    """
    for movement in movements_run(from_unit).order_by("pk"):
        reason = f"{from_unit} thôi hoạt động từ {written_day(day)}."
        if to_unit and _taken_over(movement, to_unit):
            trail.record("hand_over", movement, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit)})
        elif movement.state == MovementState.DRAFT:
            move(movement, MovementState.DISCARDED, by=by, reason=reason)
        else:
            movement.closed_at = clock.now()
            move(movement, MovementState.CLOSED, by=by, reason=reason, also=("closed_at",))


def _taken_over(movement: Movement, to_unit: Unit) -> bool:
    """Whether the heir has it now; the database refuses a second one of the same name."""
    came_from = movement.authority
    movement.authority = to_unit
    try:
        with transaction.atomic():
            movement.save(update_fields=["authority"])
    except IntegrityError:
        movement.authority = came_from
        return False
    return True
