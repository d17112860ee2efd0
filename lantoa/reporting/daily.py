"""What the clock does each morning. Safe to run twice, and again after days it was down."""

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.reporting.services import reminding
from lantoa.reporting.services.filling import refresh_cycles
from lantoa.reporting.services.opening import open_cycles
from lantoa.reporting.services.totals import check_totals


def run() -> dict[str, int]:
    """Open what is due, bring the figures of what is not handed in up to date, remind of what no duty reminds of."""
    system, today = User.objects.system(), clock.today()
    opened = open_cycles(day=today, by=system)
    return {"opened": len(opened), "refreshed": refresh_cycles(by=system), "reminded": reminding.climb(today, by=system)}


def check() -> int:
    """Totals that differ from the values are put right and told in the log; returns in how many periods."""
    return len(check_totals(repair=True, by=User.objects.system()))
