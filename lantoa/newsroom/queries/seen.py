"""Who may see, write and let out which stories (product.md §2, rows "Write story", "Approve story", "Unpublish"). Never writes.

UO UL FP GR   the own unit's stories; UL and FP let them out, GR drafts only
SA            all under its authority; lets out
ME            all of the authority it works under; edits, checks, lets out
CH CL CM UP   read what is public, like everybody
"""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.files.models import StoredFile
from lantoa.newsroom.enums import LIVE_STATES, StoryState
from lantoa.newsroom.models import Column, MediaRequest, Publication, Story
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, units_reached, visible_units

WRITING_OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.GRASSROOTS})
LETTING_OUT_OWN = frozenset({Role.UNIT_LEADER, Role.FRONT_PARTNER})
# Who asks and answers for a unit: those who write there, its media editor and the standing agency among them.
ASKING = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.STANDING_AGENCY, Role.MEDIA_EDITOR})
CONCERNED = WRITING_OWN | {Role.STANDING_AGENCY, Role.MEDIA_EDITOR}


def own_units(user: User, roles: frozenset[Role]) -> set[int]:
    return {a.unit_id for a in appointments_of(user) if a.role in roles and a.unit_id}


def visible_to(user: User) -> QuerySet[Story]:
    """Stories at the desks the person works at, and of the own unit whatever became of them."""
    roles = {a.role for a in appointments_of(user)}
    if not roles & CONCERNED:
        return Story.objects.none()
    return Story.objects.filter(_own_desks(user))


def sees(user: User, story: Story) -> bool:
    return visible_to(user).filter(pk=story.pk).exists()


def at_desks(user: User) -> QuerySet[Story]:
    """What is still on its way, for the columns of the newsroom page."""
    return visible_to(user).exclude(state__in=[*LIVE_STATES, StoryState.UNPUBLISHED, StoryState.DROPPED])


def requests_seen_by(user: User) -> QuerySet[MediaRequest]:
    """What the own unit asked and was asked; the standing agency all of the units under its authority (S02, S06)."""
    own = own_units(user, ASKING)
    found = Q(unit__in=own) | Q(asked_unit__in=own)
    if Role.STANDING_AGENCY in {a.role for a in appointments_of(user)}:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    return MediaRequest.objects.filter(found) if own else MediaRequest.objects.none()


def columns_seen_by(user: User) -> QuerySet[Column]:
    """Columns of the units for whose stories the person works."""
    return Column.objects.filter(_own_desks(user))


def register_seen_by(user: User) -> QuerySet[Publication]:
    """The register of what went out, of the units for whose stories the person works."""
    return Publication.objects.filter(_own_desks(user))


def _own_desks(user: User) -> Q:
    roles = {a.role for a in appointments_of(user)}
    found = Q(unit__in=own_units(user, WRITING_OWN))
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    if Role.MEDIA_EDITOR in roles:
        found |= Q(unit__in=visible_units(user).values("pk"))
    return found


def may_open_proof(user: User, file: StoredFile) -> bool:
    """The files room asks: a proof of the register opens to whoever sees its row."""
    return register_seen_by(user).filter(proof=file).exists()
