"""Who may write, edit and let out a story. Lists say the same in queries.seen; that writer and approver are two people, the services say."""

import rules

from lantoa.newsroom.models import Column, MediaRequest, Story
from lantoa.newsroom.queries import seen
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import has_role, reaches, visible_units


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *seen.CONCERNED)


@rules.predicate
def sees_story(user, story: Story | None) -> bool:
    return story is not None and seen.sees(user, story)


@rules.predicate
def writes_for(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person writes anywhere at all."""
    return is_concerned(user) if unit is None else _works_at_its_desk(user, unit, seen.WRITING_OWN)


@rules.predicate
def edits(user, story: Story | None) -> bool:
    return story is not None and _works_at_its_desk(user, story.unit, seen.WRITING_OWN)


@rules.predicate
def lets_out(user, story: Story | None) -> bool:
    return story is not None and _works_at_its_desk(user, story.unit, seen.LETTING_OUT_OWN)


@rules.predicate
def keeps_column(user, column: Column | None) -> bool:
    """Without a column: whether the person may open any."""
    if column is None:
        return has_role(user, Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.STANDING_AGENCY, Role.MEDIA_EDITOR, Role.FRONT_PARTNER)
    return _works_at_its_desk(user, column.unit, seen.WRITING_OWN)


@rules.predicate
def asks_for(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person may ask for anybody."""
    return has_role(user, *seen.ASKING) if unit is None else unit.pk in seen.own_units(user, seen.ASKING)


@rules.predicate
def sees_request(user, request: MediaRequest | None) -> bool:
    return request is not None and seen.requests_seen_by(user).filter(pk=request.pk).exists()


@rules.predicate
def answers(user, request: MediaRequest | None) -> bool:
    return request is not None and request.asked_unit_id in seen.own_units(user, seen.ASKING)


@rules.predicate
def asked(user, request: MediaRequest | None) -> bool:
    return request is not None and request.unit_id in seen.own_units(user, seen.ASKING)


def _works_at_its_desk(user, unit: Unit, own_roles: frozenset[Role]) -> bool:
    return (
        unit.pk in seen.own_units(user, own_roles)
        or reaches(user, unit, [Role.STANDING_AGENCY])
        or (has_role(user, Role.MEDIA_EDITOR) and visible_units(user).filter(pk=unit.pk).exists())
    )


rules.add_perm("newsroom.list_stories", is_concerned)
rules.add_perm("newsroom.view_story", sees_story)
rules.add_perm("newsroom.write_story", writes_for)
rules.add_perm("newsroom.edit_story", edits)
rules.add_perm("newsroom.comment_story", sees_story)
rules.add_perm("newsroom.approve_story", lets_out)
rules.add_perm("newsroom.publish_story", lets_out)
rules.add_perm("newsroom.take_down_story", lets_out)
rules.add_perm("newsroom.register_publication", edits)
rules.add_perm("newsroom.keep_column", keeps_column)
rules.add_perm("newsroom.note_royalty", lets_out)
rules.add_perm("newsroom.ask_media", asks_for)
rules.add_perm("newsroom.view_request", sees_request)
rules.add_perm("newsroom.answer_request", answers)
rules.add_perm("newsroom.close_request", asked)
# The clock publishes what was scheduled and takes down what may no longer stand.
rules.add_perm("newsroom.run_clock", rules.always_deny)
