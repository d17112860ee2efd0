"""Who may see which stations, bulletins and airings (product.md §2, row "Radio script / approve / confirm airing"). Never writes.

UO UL GR   the own unit's stations; its bulletins, and those that are on air at its stations
ME SA FP   all of the authority they work under
"""

from django.db.models import Q, QuerySet

from lantoa.accounts.models import User
from lantoa.newsroom.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.queries import appointments_of, units_reached, visible_units
from lantoa.radio.enums import ON_AIR_STATES
from lantoa.radio.models import Airing, Bulletin, Station

OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER, Role.GRASSROOTS})
KEEPING_OWN = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})
WIDE = frozenset({Role.MEDIA_EDITOR, Role.FRONT_PARTNER})
CONCERNED = OWN | WIDE | {Role.STANDING_AGENCY}


def units_seen(user: User) -> Q | None:
    """Condition on `unit`: whose stations and bulletins the person sees; None: nobody's. At most one query, and that inside another."""
    roles = {a.role for a in appointments_of(user)}
    if not roles & CONCERNED:
        return None
    found = Q(unit__in=own_units(user, OWN))
    if Role.STANDING_AGENCY in roles:
        found |= Q(unit__in=units_reached(user, [Role.STANDING_AGENCY]).values("pk"))
    if roles & WIDE:
        found |= Q(unit__in=visible_units(user).values("pk"))
    return found


def stations_visible_to(user: User) -> QuerySet[Station]:
    condition = units_seen(user)
    return Station.objects.none() if condition is None else Station.objects.filter(condition)


def visible_to(user: User) -> QuerySet[Bulletin]:
    """Bulletins of the units seen, and what is on air at the own unit's stations, whoever made it."""
    condition = units_seen(user)
    if condition is None:
        return Bulletin.objects.none()
    there = Airing.objects.filter(station__unit__in=own_units(user, OWN)).order_by().values("bulletin")
    return Bulletin.objects.filter(condition | Q(pk__in=there, state__in=ON_AIR_STATES))


def airings_visible_to(user: User) -> QuerySet[Airing]:
    return Airing.objects.filter(station__in=stations_visible_to(user).order_by().values("pk"))


def sees_station(user: User, station: Station) -> bool:
    return stations_visible_to(user).filter(pk=station.pk).exists()


def sees(user: User, bulletin: Bulletin) -> bool:
    return visible_to(user).filter(pk=bulletin.pk).exists()
