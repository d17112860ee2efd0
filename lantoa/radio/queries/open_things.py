"""What a unit leaves open when it hands over. Never writes."""

from datetime import date

from lantoa.organisations.models import Unit
from lantoa.radio.enums import BulletinState
from lantoa.radio.models import Bulletin, Station

UNFINISHED = (BulletinState.DRAFT, BulletinState.SCRIPTED, BulletinState.VOICED, BulletinState.APPROVED)


def stations_of(unit: Unit, day: date):
    return Station.objects.filter(unit=unit, valid_to__gt=day).order_by("pk")


def bulletins_of(unit: Unit):
    return Bulletin.objects.filter(unit=unit, state__in=UNFINISHED).order_by("pk")


def count_stations(unit: Unit, day: date) -> int:
    return stations_of(unit, day).count()


def count_bulletins(unit: Unit, day: date) -> int:
    return bulletins_of(unit).count()
