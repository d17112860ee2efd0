"""Which nominations a movement's review may name as its exemplars (plan 449, I.2-2). Never writes."""

from lantoa.accounts.models import User
from lantoa.exemplars.enums import VERIFIED_STATES
from lantoa.exemplars.queries.seen import visible_to
from lantoa.movements.naming import Named
from lantoa.organisations.models import Unit
from lantoa.organisations.queries import lineage_of

MOST = 200  # a longer list is no longer a choice; older ones can be named in words


def nominations_to_name(unit: Unit, user: User) -> list[Named]:
    """Verified ones of the unit, or of those it grew out of, that the person may see; the newest first."""
    rows = visible_to(user).filter(unit__in=lineage_of(unit), state__in=VERIFIED_STATES).order_by("-received_at", "-pk")[:MOST]
    return [Named(row.pk, f"{row.name} ({row.code})", row.title or row.deed) for row in rows]
