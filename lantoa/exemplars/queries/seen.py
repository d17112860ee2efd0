"""Who may see which nominations, and how much of them (product.md §2). Never writes.

    UO UL GR FP   those their own unit handles, whole; and those their unit sent to another one
    SA            all under its authority, whole
    CM CL         under their tree, once verified, with personal data masked
    ME            of the authority it works under, once verified, masked
    UP            under its tree, once honoured, masked

A unit also sees what the units it grew out of handled.
"""

from collections.abc import Callable, Collection
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.exemplars.enums import HONOURED_STATES, VERIFIED_STATES
from lantoa.exemplars.models import Nomination, Sender
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import appointments_of, lineages_of, units_reached, visible_units

HANDLING = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS, Role.FRONT_PARTNER})
WHOLE = HANDLING | {Role.STANDING_AGENCY}
JUDGING = frozenset({Role.COUNCIL_MEMBER, Role.CITY_LEADER})
CONCERNED = WHOLE | JUDGING | {Role.MEDIA_EDITOR, Role.UPPER_VIEWER}

# How a set of units is put to the database: as a question within the question, or looked up before.
Ids = Callable[[QuerySet[Unit]], Collection[int] | QuerySet]


def own_units(user: User, *roles: Role, day: date | None = None) -> set[int]:
    """Ids of the units at which the person holds one of the roles (HANDLING when not said)."""
    wanted = set(roles) or HANDLING
    return {a.unit_id for a in appointments_of(user, day) if a.role in wanted and a.unit_id}


def _asked(units: QuerySet[Unit]) -> QuerySet[Unit]:
    return units.values("pk")


def handled_units(user: User, day: date | None = None, field: str = "unit", ids: Ids = _asked) -> Q:
    """Condition on a nomination (on whatever names its unit by `field`): handled by a unit the person works for, or by one that unit
    grew out of, or under its agency. `ids`: how a set of units is put to the database (lists.Known looks it up first).
    """
    own = own_units(user, day=day)
    found = Q(**{f"{field}__in": _with_past(user, own)})
    if any(a.role == Role.STANDING_AGENCY for a in appointments_of(user, day)):
        # What stood under the authority at any time: a ward merged away keeps its history.
        reached = units_reached(user, [Role.STANDING_AGENCY], day).values("pk")
        found |= Q(**{f"{field}__in": ids(Unit.objects.filter(Q(pk__in=reached) | Q(pk__in=_past_units(user))))})
    return found


def visible_to(user: User, day: date | None = None, ids: Ids = _asked) -> QuerySet[Nomination]:
    """Nominations the person may see on the day; the same number of queries whatever the size of the tree."""
    day = day or clock.today()
    roles = {a.role for a in appointments_of(user, day)}
    if not roles & CONCERNED:
        return Nomination.objects.none()
    found = Q(pk__in=[])
    if roles & WHOLE:
        found |= handled_units(user, day, ids=ids)
        if own := own_units(user, day=day):
            # Not by a join: a row with three senders would count three times, and all rows would be joined before any is dropped.
            found |= Q(pk__in=Sender.objects.filter(unit__in=own).values("nomination"))
    if roles & JUDGING:
        found |= Q(state__in=VERIFIED_STATES, unit__in=ids(units_reached(user, JUDGING, day)))
    if Role.MEDIA_EDITOR in roles:
        found |= Q(state__in=VERIFIED_STATES, unit__in=ids(visible_units(user, day)))
    if Role.UPPER_VIEWER in roles:
        found |= Q(state__in=HONOURED_STATES, unit__in=ids(units_reached(user, [Role.UPPER_VIEWER], day)))
    return Nomination.objects.filter(found)


def keys_of(user: User, day: date | None = None) -> frozenset[str]:
    """What the person may see, as keys of units that the search index compares: u17 handled by unit 17, s17 sent by it, v17 verified
    there, h17 honoured there. Says the same as `visible_to`.
    """
    day = day or clock.today()
    roles, keys = {a.role for a in appointments_of(user, day)}, set()
    if roles & WHOLE:
        keys |= {f"u{pk}" for pk in Unit.objects.filter(handled_units(user, day, "pk")).values_list("pk", flat=True)}
        keys |= {f"s{pk}" for pk in own_units(user, day=day)}
    if roles & JUDGING:
        keys |= {f"v{pk}" for pk in units_reached(user, JUDGING, day).values_list("pk", flat=True)}
    if Role.MEDIA_EDITOR in roles:
        keys |= {f"v{pk}" for pk in visible_units(user, day).values_list("pk", flat=True)}
    if Role.UPPER_VIEWER in roles:
        keys |= {f"h{pk}" for pk in units_reached(user, [Role.UPPER_VIEWER], day).values_list("pk", flat=True)}
    return frozenset(keys)


def sees(user: User, nomination: Nomination) -> bool:
    return visible_to(user).filter(pk=nomination.pk).exists()


def sees_whole(user: User, nomination: Nomination) -> bool:
    """Whether phone, address, birth date and senders are shown unmasked."""
    return Nomination.objects.filter(handled_units(user), pk=nomination.pk).exists()


def _past_units(user: User) -> QuerySet[Unit]:
    """Units closed by today among all the person may see the facts of (they stood under the authority)."""
    return visible_units(user).filter(closed_on__lte=clock.today()).values("pk")


def _with_past(user: User, own: set[int]) -> set[int]:
    """The units and those they grew out of; kept on the user object, because rights are asked many times while a page is made."""
    kept = user.__dict__.setdefault("_lineages", {})
    key = frozenset(own)
    if key not in kept:
        kept[key] = lineages_of(own) if own else set()
    return kept[key]
