"""Which movements, registrations, reviews, lessons and anniversaries a person may see, and for which units they act. Never writes.

movements      everybody appointed: what is launched at the own unit, above it and at the authority of the own cluster
               SA CM CL UP AD CH: what is launched at any unit they reach      drafts: whoever may write them
registrations  the own unit's; CH the cluster's; SA CM CL UP all they reach; whoever runs the movement: all of it
reviews        finished: as registrations, and the authority's own review by everybody who sees the movement
               drafts: whoever writes for the unit
lessons        of finished reviews, or written on their own: staff of the same authority, so that others may use them
"""

from django.db.models import F, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.files.models import StoredFile
from lantoa.movements.enums import MovementState, ReviewState
from lantoa.movements.models import Anniversary, Lesson, Movement, Registration, Review
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Cluster, Unit, UnitAncestry
from lantoa.organisations.queries import appointments_of, authorities_of, units_reached, visible_units

RUNNING_STATES = (MovementState.LAUNCHED, MovementState.CLOSED)
OVERSEEING = {Role.STANDING_AGENCY, Role.COUNCIL_MEMBER, Role.CITY_LEADER, Role.UPPER_VIEWER, Role.ADMINISTRATOR, Role.CLUSTER_HEAD}
# Who answers and writes for the own unit; the standing agency for its own office.
WORKING = (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.GRASSROOTS, Role.STANDING_AGENCY)
# Who writes the movements of a place that is no authority with a standing agency: a unit, the Front, an authority's leaders.
_DRAFTING = (Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.FRONT_PARTNER, Role.CITY_LEADER)
_DECIDING = (Role.UNIT_LEADER, Role.CITY_LEADER)
_WATCHING_UNITS = OVERSEEING - {Role.ADMINISTRATOR}


# --- For whom a person acts -----------------------------------------------------------------------------------------------


def units_of(user: User, *roles: Role) -> set[int]:
    """Units at which the person holds one of the roles now."""
    return {a.unit_id for a in appointments_of(user) if a.role in roles and a.unit_id}


def units_worked_for(user: User) -> set[int]:
    """Units for which the person answers a movement."""
    return units_of(user, *WORKING)


def authorities_served(user: User) -> set[int]:
    """Authorities whose standing agency the person works in."""
    return authorities_of(user)


def units_reviewed_for(user: User) -> set[int]:
    """Units for which the person writes reviews and lessons: the own, and the authority served or led."""
    return units_worked_for(user) | authorities_served(user) | units_of(user, Role.CITY_LEADER)


def authorities_drafted_for(user: User) -> set[int]:
    return authorities_served(user) | units_of(user, *_DRAFTING)


def authorities_decided_for(user: User) -> set[int]:
    return authorities_served(user) | units_of(user, *_DECIDING)


# --- What a person sees ---------------------------------------------------------------------------------------------------


def _around(user: User, field: str) -> Q:
    """Condition: `field` is the own unit, one above it, the authority of the own cluster, or a unit overseen."""
    held, today = appointments_of(user), clock.today()
    own = {a.unit_id for a in held if a.unit_id}
    found = Q(**{f"{field}__in": UnitAncestry.objects.at(today).filter(descendant__in=own).values("ancestor")})
    if clusters := [a.cluster_id for a in held if a.cluster_id]:
        found |= Q(**{f"{field}__in": Cluster.objects.filter(pk__in=clusters).values("authority")})
    if any(a.role in OVERSEEING for a in held):
        found |= Q(**{f"{field}__in": units_reached(user, OVERSEEING).values("pk")})
    return found


def visible_to(user: User) -> QuerySet[Movement]:
    """One statement, besides `appointments_of`, whatever the size of the tree."""
    if not appointments_of(user):
        return Movement.objects.none()
    drafts = Q(state=MovementState.DRAFT, authority__in=authorities_drafted_for(user))
    return Movement.objects.filter((Q(state__in=RUNNING_STATES) & _around(user, "authority")) | drafts)


def _of_units_seen(user: User) -> Q:
    """Condition on rows of a unit and a movement: the own, those of units watched, those of movements the person runs."""
    own = Q(unit__in=units_worked_for(user) | units_of(user, Role.MEDIA_EDITOR, Role.FINANCE))
    watched = Q(unit__in=units_reached(user, _WATCHING_UNITS).values("pk"))
    return own | watched | Q(movement__authority__in=authorities_decided_for(user))


def units_seen(user: User) -> QuerySet[Unit]:
    """Units whose answers the person sees besides those of movements they run: the own and those watched."""
    own = Q(pk__in=units_worked_for(user) | units_of(user, Role.MEDIA_EDITOR, Role.FINANCE))
    return Unit.objects.filter(own | Q(pk__in=units_reached(user, _WATCHING_UNITS).values("pk")))


def registrations_visible_to(user: User) -> QuerySet[Registration]:
    return Registration.objects.filter(_of_units_seen(user), movement__in=visible_to(user).order_by().values("pk"))


def reviews_visible_to(user: User) -> QuerySet[Review]:
    finished = Q(state=ReviewState.FINISHED) & (_of_units_seen(user) | Q(unit=F("movement__authority")))
    drafts = Q(state=ReviewState.DRAFT, unit__in=units_reviewed_for(user))
    return Review.objects.filter(finished | drafts, movement__in=visible_to(user).order_by().values("pk"))


def lessons_visible_to(user: User) -> QuerySet[Lesson]:
    """Lessons that may be used by others, and those the person's own unit is still writing."""
    if not appointments_of(user):
        return Lesson.objects.none()
    public = Q(unit__in=visible_units(user).values("pk")) & (Q(review__isnull=True) | Q(review__state=ReviewState.FINISHED))
    drafts = Q(review__state=ReviewState.DRAFT, unit__in=units_reviewed_for(user))
    return Lesson.objects.filter(public | drafts, withdrawn_at__isnull=True)


def anniversaries_visible_to(user: User) -> QuerySet[Anniversary]:
    if not appointments_of(user):
        return Anniversary.objects.none()
    return Anniversary.objects.filter(Q(authority__isnull=True) | _around(user, "authority"))


# --- What rooms below ask -------------------------------------------------------------------------------------------------


def may_open_file(user: User, file: StoredFile) -> bool:
    """The report attached to a review is open to whoever sees the review."""
    return reviews_visible_to(user).filter(file=file).exists()


def may_read_movement_history(user: User, pk: str) -> bool:
    """What was done to a movement is read by who runs it."""
    return visible_to(user).filter(pk=pk, authority__in=authorities_drafted_for(user)).exists()


def may_read_review_history(user: User, pk: str) -> bool:
    """By who writes for the unit, and who decides for the movement."""
    mine = Q(unit__in=units_reviewed_for(user)) | Q(movement__authority__in=authorities_decided_for(user))
    return reviews_visible_to(user).filter(mine, pk=pk).exists()
