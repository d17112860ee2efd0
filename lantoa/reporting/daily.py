"""What the clock does each morning. Safe to run twice, and again after days it was down."""

from lantoa.accounts.models import User
from lantoa.core import clock
from lantoa.reporting.services.filling import refresh_cycles
from lantoa.reporting.services.opening import open_cycles
from lantoa.reporting.services.totals import check_totals


def run() -> dict[str, int]:
    """Open what is due, bring the figures of what is not handed in up to date."""
    system = User.objects.system()
    return {"opened": len(open_cycles(day=clock.today(), by=system)), "refreshed": refresh_cycles(by=system)}


def check() -> int:
    """Totals that differ from the values are put right and told in the log; returns in how many periods."""
    return len(check_totals(repair=True, by=User.objects.system()))
