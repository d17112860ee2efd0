"""Who may make, approve, schedule and confirm. Lists say the same in queries.seen; that maker and approver are two people, the services say."""

import rules

from lantoa.newsroom.queries.seen import own_units
from lantoa.organisations.enums import Role
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import has_role, reaches, visible_units
from lantoa.radio.models import Airing, Bulletin, Station
from lantoa.radio.queries import seen

MAKERS = frozenset({Role.UNIT_OFFICER, Role.UNIT_LEADER})
APPROVERS = frozenset({Role.UNIT_LEADER})


@rules.predicate
def is_concerned(user) -> bool:
    return has_role(user, *seen.CONCERNED)


@rules.predicate
def sees_bulletin(user, bulletin: Bulletin | None) -> bool:
    return bulletin is not None and seen.sees(user, bulletin)


@rules.predicate
def sees_station(user, station: Station | None) -> bool:
    return station is not None and seen.sees_station(user, station)


@rules.predicate
def makes_for(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person makes bulletins anywhere."""
    if unit is None:
        return has_role(user, *MAKERS, Role.MEDIA_EDITOR)
    return unit.pk in own_units(user, MAKERS) or _edits_at(user, unit)


@rules.predicate
def makes(user, bulletin: Bulletin | None) -> bool:
    return bulletin is not None and makes_for(user, bulletin.unit)


@rules.predicate
def approves(user, bulletin: Bulletin | None) -> bool:
    return bulletin is not None and (bulletin.unit_id in own_units(user, APPROVERS) or _edits_at(user, bulletin.unit))


@rules.predicate
def keeps_station_of(user, unit: Unit | None) -> bool:
    """Without a unit: whether the person keeps any."""
    if unit is None:
        return has_role(user, *seen.KEEPING_OWN, Role.STANDING_AGENCY)
    return unit.pk in own_units(user, seen.KEEPING_OWN) or reaches(user, unit, [Role.STANDING_AGENCY])


@rules.predicate
def keeps_station(user, station: Station | None) -> bool:
    return station is not None and keeps_station_of(user, station.unit)


@rules.predicate
def connects_station(user, station: Station | None) -> bool:
    """The address our server calls is set by the standing agency alone: it can reach inside the network."""
    return station is not None and reaches(user, station.unit, [Role.STANDING_AGENCY])


@rules.predicate
def schedules_on(user, station: Station | None) -> bool:
    return station is not None and (station.unit_id in own_units(user, seen.KEEPING_OWN) or _edits_at(user, station.unit))


@rules.predicate
def confirms(user, airing: Airing | None) -> bool:
    return airing is not None and confirms_at(user, airing.station)


@rules.predicate
def confirms_at(user, station: Station | None) -> bool:
    return station is not None and (station.unit_id in own_units(user, seen.OWN) or _edits_at(user, station.unit))


def _edits_at(user, unit: Unit) -> bool:
    return has_role(user, Role.MEDIA_EDITOR) and visible_units(user).filter(pk=unit.pk).exists()


rules.add_perm("radio.list", is_concerned)
rules.add_perm("radio.view_bulletin", sees_bulletin)
rules.add_perm("radio.view_station", sees_station)
rules.add_perm("radio.start_bulletin", makes_for)
rules.add_perm("radio.make_bulletin", makes)
rules.add_perm("radio.approve_bulletin", approves)
rules.add_perm("radio.withdraw_bulletin", makes)
rules.add_perm("radio.found_station", keeps_station_of)
rules.add_perm("radio.keep_station", keeps_station)
rules.add_perm("radio.connect_station", connects_station)
rules.add_perm("radio.schedule", schedules_on)
rules.add_perm("radio.confirm_airing", confirms)
rules.add_perm("radio.take_log", confirms_at)
# The worker, the clock and the loudspeakers themselves.
rules.add_perm("radio.run_clock", rules.always_deny)
