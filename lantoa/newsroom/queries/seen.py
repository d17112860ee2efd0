"""Who may see, write and let out which stories (product.md §2, rows "Write story", "Approve story", "Unpublish"). Never writes.

UO UL FP GR   the own unit's stories; UL and FP let them out, GR drafts only
SA            all under its authority; lets out
ME            all of the authority it works under; edits, checks, lets out
CH CL CM UP   read what is public, like everybody
"""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.newsroom.enums import LIVE_STATES, StoryState
from lantoa.newsroom.models import Story
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, units_reached, visible_units

WRITING_OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.GRASSROOTS})
LETTING_OUT_OWN = frozenset({Role.UNIT_LEADER, Role.FRONT_PARTNER})
CONCERNED = WRITING_OWN | {Role.STANDING_AGENCY, Role.MEDIA_EDITOR}


def own_units(user: User, roles: frozenset[Role]) -> set[int]:
    return {a.unit_id for a in appointments_of(user) if a.role in roles and a.unit_id}


def visible_to(user: User) -> QuerySet[Story]:
    """Stories at the desks the person works at, and of the own unit whatever became of them."""
    roles = {a.role for a in appointments_of(user)}
    if not roles & CONCERNED:
        return Story.objects.none()
    found = Q(unit__in=own_units(user, WRITING_OWN))
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    if Role.MEDIA_EDITOR in roles:
        found |= Q(unit__in=visible_units(user).values("pk"))
    return Story.objects.filter(found)


def sees(user: User, story: Story) -> bool:
    return visible_to(user).filter(pk=story.pk).exists()


def at_desks(user: User) -> QuerySet[Story]:
    """What is still on its way, for the columns of the newsroom page."""
    return visible_to(user).exclude(state__in=[*LIVE_STATES, StoryState.UNPUBLISHED, StoryState.DROPPED])
