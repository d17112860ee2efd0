"""What becomes of reports when their unit is merged away: the heir writes on, about the unit that was."""

from datetime import date

from django.db import transaction

from lantoa.accounts.models import User
from lantoa.core import trail
from lantoa.organisations.models import Unit
from lantoa.reporting.models import UnitReport
from lantoa.reporting.queries.audience import WITH_UNIT


@transaction.atomic
def move_reports(from_unit: Unit, to_unit: Unit | None, day: date, *, by: User) -> None:
    """The heir holds what was not handed in; the unit reported on stays the one that was, so its history is whole. With no heir the
    standing agency keys them in. The right was asked for by the reorganisation. Effects, for each: the holder; a trail line."""
    if to_unit is None:
        return
    for report in UnitReport.objects.select_for_update(of=["self"]).filter(holder=from_unit, state__in=WITH_UNIT).order_by("pk"):
        report.holder = to_unit
        report.save(update_fields=["holder"])
        trail.record("hand_over", report, by=by, before={"holder": str(from_unit)}, after={"holder": str(to_unit)})
