"""When units are reorganised: stations stay where they stand and change hands; what was being made goes on
(organisations.moving). The right was asked for by the reorganisation itself."""

from datetime import date

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail, workflow
from lantoa.organisations.models import Unit
from lantoa.radio.enums import BulletinState
from lantoa.radio.queries import open_things


@transaction.atomic
def move_stations(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir keeps the stations from that day; without one they are closed. Effects, for each: the unit or the day; a trail line."""
    for station in open_things.stations_of(from_unit, day):
        if to_unit is None:
            station.valid_to = max(day, station.valid_from)
            if station.valid_to > station.valid_from:
                station.save(update_fields=["valid_to"])
        else:
            station.unit = to_unit
            station.save(update_fields=["unit"])
        trail.record("hand_over", station, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit or "")})


@transaction.atomic
def move_bulletins(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir finishes them; without one what is not approved is dropped. Effects, for each: the unit; a trail line."""
    for bulletin in open_things.bulletins_of(from_unit):
        if to_unit is None:
            if workflow.can_move(bulletin, BulletinState.DROPPED):
                workflow.move(bulletin, BulletinState.DROPPED, by=by, reason=f"{from_unit} thôi hoạt động từ {day:%d/%m/%Y}.")
        else:
            bulletin.unit = to_unit
            bulletin.save(update_fields=["unit"])
        trail.record("hand_over", bulletin, by=by, before={"unit": str(from_unit)}, after={"unit": str(to_unit or "")})
