"""Which units owe a report, and where they count. Never writes."""

from datetime import date, timedelta

from lantoa.core.dated import overlaps
from lantoa.organisations.enums import LOCALITIES, TERRITORIES
from lantoa.organisations.models import ClusterSeat, Unit, UnitAncestry, UnitVersion
from lantoa.reporting.enums import RECEIVED_STATES, Audience, ReportState
from lantoa.reporting.models import ClusterTotal, Cycle, UnitReport, UnitTotal, Value

TERRITORY_KINDS = sorted(TERRITORIES)
WITH_UNIT = frozenset(ReportState) - {*RECEIVED_STATES, ReportState.SUPERSEDED}


def members(cycle: Cycle) -> dict[int, Unit]:
    """Units that owe the report: those that belonged to its audience on some day of the counted window, by id."""
    authority, start, end = cycle.form.authority_id, cycle.counts_from, cycle.counts_to
    if cycle.form.audience == Audience.LOCALITIES:
        below = UnitAncestry.objects.filter(overlaps(start, end), ancestor=authority, depth__gt=0).values("descendant")
        kinds = UnitVersion.objects.filter(overlaps(start, end), kind__in=LOCALITIES).values("unit")
        units = Unit.objects.filter(pk__in=below).filter(pk__in=kinds)
    else:
        seats = ClusterSeat.objects.filter(overlaps(start, end), cluster__authority=authority)
        units = Unit.objects.filter(pk__in=seats.values("unit"))
    return {unit.pk: unit for unit in units.open_in(start, end).order_by("pk")}


def last_day(unit: Unit, end: date) -> date:
    """The last day of the window on which the unit existed: the day whose tree and clusters count."""
    return min(end, unit.closed_on - timedelta(days=1))


def periods_with_values() -> list[str]:
    """Codes of the periods in which anything was accepted or totalled, in order."""
    found = set()
    for model in (Value, UnitTotal, ClusterTotal):
        found |= set(model.objects.order_by().values_list("period", flat=True).distinct())
    return sorted(found)


def count_held(unit: Unit, day: date) -> int:
    """Reports the unit has still to hand in."""
    return UnitReport.objects.filter(holder=unit, state__in=WITH_UNIT).count()
