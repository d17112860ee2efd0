"""Who may see, run, join and review movements (product.md §2: "Movement admin · SA, UO"; "Movement review · UO, SA").

A movement of an authority is run by its standing agency and its leaders; one of a unit by the unit itself. Each predicate says
about one object what queries.seen says about lists.
"""

import rules

from lantoa.movements.models import Anniversary, Lesson, Movement, Registration, Review
from lantoa.movements.queries import seen
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of, has_role


@rules.predicate
def holds_office(user) -> bool:
    return bool(appointments_of(user))


@rules.predicate
def sees_movement(user, movement: Movement | None) -> bool:
    return movement is not None and seen.visible_to(user).filter(pk=movement.pk).exists()


@rules.predicate
def drafts_for_authority(user, movement: Movement | None) -> bool:
    """Without a movement: whether the person writes movements anywhere."""
    places = seen.authorities_drafted_for(user)
    return bool(places) if movement is None else movement.authority_id in places


@rules.predicate
def decides_for_authority(user, movement: Movement | None) -> bool:
    return movement is not None and movement.authority_id in seen.authorities_decided_for(user)


@rules.predicate
def answers_for_unit(user, registration: Registration | None) -> bool:
    return (
        registration is not None
        and registration.unit_id in seen.units_worked_for(user)
        and seen.visible_to(user).filter(pk=registration.movement_id).exists()
    )


@rules.predicate
def sees_registration(user, registration: Registration | None) -> bool:
    return registration is not None and seen.registrations_visible_to(user).filter(pk=registration.pk).exists()


@rules.predicate
def sees_review(user, review: Review | None) -> bool:
    return review is not None and seen.reviews_visible_to(user).filter(pk=review.pk).exists()


@rules.predicate
def writes_for_unit(user, review: Review | None) -> bool:
    return (
        review is not None
        and review.unit_id in seen.units_reviewed_for(user)
        and seen.visible_to(user).filter(pk=review.movement_id).exists()
    )


@rules.predicate
def may_reopen(user, review: Review | None) -> bool:
    """The unit's leader, and whoever decides for the movement."""
    return review is not None and (
        review.unit_id in seen.units_of(user, Role.UNIT_LEADER)
        or review.movement.authority_id in seen.authorities_decided_for(user)
    )  # fmt: skip


@rules.predicate
def sees_lesson(user, lesson: Lesson | None) -> bool:
    return lesson is not None and seen.lessons_visible_to(user).filter(pk=lesson.pk).exists()


@rules.predicate
def teaches_for_unit(user, lesson: Lesson | None) -> bool:
    return (
        lesson is not None
        and lesson.unit_id in seen.units_reviewed_for(user)
        and seen.visible_to(user).filter(pk=lesson.movement_id).exists()
    )


@rules.predicate
def works_elsewhere(user, lesson: Lesson | None) -> bool:
    """Somebody who works for a unit other than the one that wrote it."""
    return lesson is not None and bool(seen.units_worked_for(user) - {lesson.unit_id})


@rules.predicate
def works_for(user, unit: Unit | None) -> bool:
    return unit is not None and unit.pk in seen.units_worked_for(user)


@rules.predicate
def sees_anniversary(user, anniversary: Anniversary | None) -> bool:
    return anniversary is not None and seen.anniversaries_visible_to(user).filter(pk=anniversary.pk).exists()


@rules.predicate
def keeps_anniversary(user, anniversary: Anniversary | None) -> bool:
    """Days kept everywhere belong to the administrator, days of an authority to its standing agency. Without one: any of these."""
    if has_role(user, Role.ADMINISTRATOR):
        return True
    places = seen.authorities_served(user)
    return bool(places) if anniversary is None else anniversary.authority_id in places


rules.add_perm("movements.browse", holds_office)
rules.add_perm("movements.view_movement", sees_movement)
rules.add_perm("movements.create_movement", drafts_for_authority)
rules.add_perm("movements.edit_movement", drafts_for_authority)
rules.add_perm("movements.launch_movement", decides_for_authority)
rules.add_perm("movements.close_movement", decides_for_authority)
rules.add_perm("movements.register_unit", answers_for_unit)
rules.add_perm("movements.view_registration", sees_registration)
rules.add_perm("movements.view_review", sees_review)
rules.add_perm("movements.write_review", writes_for_unit)
rules.add_perm("movements.reopen_review", sees_review & may_reopen)
rules.add_perm("movements.view_lesson", sees_lesson)
rules.add_perm("movements.write_lesson", teaches_for_unit)
rules.add_perm("movements.reuse_lesson", sees_lesson & works_elsewhere)
# The object is the unit for which the person speaks.
rules.add_perm("movements.answer_for", works_for)
rules.add_perm("movements.view_anniversary", sees_anniversary)
rules.add_perm("movements.edit_anniversary", keeps_anniversary)
# The clock and the installation alone: a person names the movement or the day.
rules.add_perm("movements.run_daily", rules.always_deny)
rules.add_perm("movements.seed", rules.always_deny)
# What proves duties changed in a room that has asked for the right to it.
rules.add_perm("movements.recount", rules.always_allow)
