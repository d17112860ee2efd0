"""When a cycle of a form opens, what days it counts."""

from datetime import date, timedelta

from lantoa.core.periods import Period, PeriodKind
from lantoa.reporting.models import Form


def periods_of(form: Form, day: date) -> list[Period]:
    """Periods of the form opened by `day`: those whose counted days ended after the form came into use, and that open by then."""
    kind, until = PeriodKind(form.period_kind), day + timedelta(days=form.opens_days - form.cut_days)
    found = Period.between(max(form.valid_from, date(form.valid_from.year, 1, 1)), until, kind)
    return [p for p in found if window(form, p)[1] >= form.valid_from and opens_on(form, p) <= day]


def window(form: Form, period: Period) -> tuple[date, date]:
    """First and last counted day."""
    cut = timedelta(days=form.cut_days)
    return period.start + cut, period.end + cut


def opens_on(form: Form, period: Period) -> date:
    return window(form, period)[1] - timedelta(days=form.opens_days)
