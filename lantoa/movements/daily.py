"""What the clock does each morning for movements. Safe to run twice, and again after days it was down."""

from datetime import date

from lantoa.accounts.models import User
from lantoa.movements.models import Anniversary
from lantoa.movements.services.movements import close_ended
from lantoa.movements.services.seeding import seed_anniversaries


def run(day: date | None = None) -> dict[str, int]:
    """What was done, by name: movements closed that are past their last day by `day` (today), their final review asked for; on a new
    site, days to commemorate taken from the package's calendar (never again: people may have changed them since).
    """
    system = User.objects.system()
    days = 0 if Anniversary.objects.exists() else seed_anniversaries(by=system)
    return {"closed": close_ended(day, by=system), "days": days}
