"""What the clock does each morning for movements. Safe to run twice, and again after days it was down."""

from datetime import date

from lantoa.accounts.models import User
from lantoa.movements.services.movements import close_ended


def run(day: date | None = None) -> dict[str, int]:
    """Close what is past its last day by `day` (today) and ask for its final review; how many."""
    return {"closed": close_ended(day, by=User.objects.system())}
